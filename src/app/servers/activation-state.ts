import { Attempt, LastAttempt, SentKey, certificatesLeft, isUnderWay, leavesKey } from '../domain/servers/attempt';
import {
  PerServer,
  answered,
  asking,
  noAnswers,
  nothingAsked,
  onlyOf,
  onlyThose,
  outdatedUpTo
} from '../cluster/per-server';
import { Failure, Outcome } from '../domain/answers/failure';
import { memoize } from '../ui/memoize';
import { readOnce } from '../domain/answers/read-once';
import { PendingApply, PendingKey, attemptAfter, longestApply, outcomeOf } from '../domain/servers/pending-apply';
import { unclearAfter } from '../domain/servers/unclear-keys';
import { Report } from '../domain/answers/report';
import { Server, serverId } from '../domain/servers/server';
import { Findings, findingsOf } from '../domain/servers/findings';
import { Reading, ServerStatus, statusOf } from '../domain/servers/status';

/** The cluster's servers, as far as they're known. */
export type ServerList =
  | { readonly kind: 'asking' }
  /** `couldNotRefresh`: the cluster didn't answer this time, so the list may be out of date. */
  | {
      readonly kind: 'known';
      readonly servers: readonly Server[];
      readonly couldNotRefresh: Failure | null;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** All that the page knows. It never contains a product key. */
export interface ActivationState extends PerServer<Report> {
  readonly list: ServerList;
  /** The cluster is being asked for its servers. */
  readonly isListPending: boolean;
  /** The last attempt on each server, by server ID. */
  readonly attempts: ReadonlyMap<string, LastAttempt>;
  /** The servers that got keys since none was being applied, by ID. */
  readonly batch: ReadonlySet<string>;
}

/** How many servers are done, of those that get their keys together. */
export interface ApplyProgress {
  readonly done: number;
  readonly total: number;
  readonly serverIds: ReadonlySet<string>;
}

/** All that the page shows, in one object. */
export interface ActivationView {
  readonly clusterName: string;
  readonly list: ServerList;
  readonly statuses: readonly ServerStatus[];
  readonly findings: Findings;
  /** The last attempt on each server, by server ID. */
  readonly attempts: ReadonlyMap<string, LastAttempt>;
  /** The progress of the keys that are being applied; null if there are none. */
  readonly progress: ApplyProgress | null;
  /** Some answers are still pending. */
  readonly isReading: boolean;
}

/** A step from one state to the next. */
export type Change = (state: ActivationState) => ActivationState;

export const initialState: ActivationState = {
  ...noAnswers,
  list: { kind: 'asking' },
  isListPending: false,
  attempts: new Map(),
  batch: new Set()
};

/** The servers known so far. */
export function knownServers(state: ActivationState): readonly Server[] {
  return state.list.kind === 'known' ? state.list.servers : [];
}

/** The known server with that ID. */
export function serverIn(state: ActivationState, id: string): Server | undefined {
  return knownServers(state).find(server => serverId(server) === id);
}

/** Restores attempts that an earlier page left unfinished, on servers without a newer attempt. */
export function recalled({ keys }: PendingApply): Change {
  return state => ({
    ...state,
    attempts: new Map([...keys.map(key => [key.id, attemptAfter(key)] as const), ...state.attempts])
  });
}

/** Marks the list of servers as being read; what's known stays visible. */
export const askingForServers: Change = state => ({
  ...state,
  isListPending: true,
  list: state.list.kind === 'failed' ? { kind: 'asking' } : state.list
});

/**
 * Takes the cluster's answer and marks its servers as being asked next. If the cluster didn't answer, uses the servers
 * known before or, if there are none, those that Windows Admin Center remembers. Drops what's known about servers that
 * have left.
 */
export function serversRead(outcome: Outcome<readonly Server[]>, remembered: readonly Server[]): Change {
  return state => {
    const list = listAfter(state.list, outcome, remembered);
    const servers = list.kind === 'known' ? list.servers : [];
    const ids = new Set(servers.map(serverId));
    return {
      ...asking(onlyOf(nothingAsked(state), servers), servers),
      list,
      isListPending: false,
      // If not even the list is known, no server is known to have left.
      attempts: list.kind === 'known' ? onlyThose(state.attempts, ids) : state.attempts
    };
  };
}

/** Records a server's answer, partial answer, or failure. Ignores one to an earlier question. */
export function reportRead(server: Server, outcome: Outcome<Report>, at: number, question: number): Change {
  const isPart = outcome.kind === 'answer' && outcome.value.azure === 'awaited';
  return state => answered(state, server, { ...outcome, at }, { question, isPart });
}

/** Marks answers from the server as outdated, up to that question, because something has changed on it. */
export function nothingSaidUpTo(server: Server, question: number): Change {
  return state => outdatedUpTo(state, server, question);
}

/** Begins to apply keys to these servers. Keys that are still being applied count with them. */
export function begun(servers: readonly Server[]): Change {
  return state => {
    const earlier = progressIn(state) === null ? [] : state.batch;
    return { ...state, batch: new Set([...earlier, ...servers.map(serverId)]) };
  };
}

/** The progress of the keys that are being applied; null if there are none. */
export function progressIn({ batch, attempts }: ActivationState): ApplyProgress | null {
  const total = batch.size;
  const open = [...batch].filter(id => {
    const last = attempts.get(id);
    return last !== undefined && isUnderWay(last.attempt);
  }).length;
  return open > 0 ? { done: total - open, total, serverIds: batch } : null;
}

/**
 * Records an attempt on a server, together with what the server had before the attempt began. `begunWith` is the key,
 * which is needed only when the attempt begins.
 */
export function attempted(server: Server, attempt: Attempt, begunWith?: SentKey): Change {
  const id = serverId(server);
  return state => {
    // A server that can't be read now still has the key that it had when it could be read.
    const isNew = attempt.kind === 'waiting' && state.readings.get(id)?.kind === 'answer';
    const before = isNew ? shownIn(statusIn(state, server)) : (state.attempts.get(id) ?? shownByNone);
    const earlier = state.attempts.get(id);
    const { lastFiveBefore, wasActivated } = before;
    // What an earlier attempt may have left there can't be told from what this one leaves.
    const isBeforeKnown = before.isBeforeKnown && (attempt.kind !== 'waiting' || isNew || !leavesKey(earlier));
    const sent = begunWith ?? earlier?.sent;
    const unclear = earlier?.unclear ?? [];
    const last = {
      attempt,
      lastFiveBefore,
      isBeforeKnown,
      sent,
      unclear: sent ? unclearAfter(unclear, attempt, sent) : unclear,
      wasActivated,
      mayHaveAnother: leavesKey(earlier),
      certificatesLeft: certificatesLeft(earlier?.certificatesLeft, attempt)
    };
    return { ...state, attempts: new Map(state.attempts).set(id, last) };
  };
}

/** Takes an attempt back that sent nothing, so that the one before counts again. What it left on its server stays. */
export function takenBack(server: Server, earlier: LastAttempt, attempt: Attempt): Change {
  const last = { ...earlier, certificatesLeft: certificatesLeft(earlier.certificatesLeft, attempt) };
  return state => ({ ...state, attempts: new Map(state.attempts).set(serverId(server), last) });
}

/** What a server showed about its key before an attempt. */
type Shown = Pick<LastAttempt, 'lastFiveBefore' | 'isBeforeKnown' | 'wasActivated'>;

const shownByNone: Shown = { lastFiveBefore: null, isBeforeKnown: false, wasActivated: true };

/** What a server shows about its key now. An error leaves open whether it's activated. */
function shownIn({ lastFive, shows, report }: ServerStatus): Shown {
  const isRead = report !== null && report.activationError === null && report.moduleError === null;
  return {
    lastFiveBefore: lastFive,
    isBeforeKnown: lastFive !== null || shows === 'noKey',
    wasActivated: shows === 'activated' || (shows === 'unknown' && !isRead)
  };
}

/** The status of a server: the same object until something that's known about it changes. */
export function statusIn(state: ActivationState, server: Server): ServerStatus {
  const id = serverId(server);
  return statusFrom(server)(state.readings.get(id) ?? stillChecking, state.attempts.get(id));
}

const stillChecking: Reading = { kind: 'checking' };

/** Memoizes the last status of each server object. */
const statusFrom = readOnce((server: Server) =>
  memoize((reading: Reading, attempt: LastAttempt | undefined) => statusOf(server, reading, attempt))
);

/** Whether a server shows a key with those last five characters, or did when it could be read. */
export function hasLastFive(state: ActivationState, server: Server, lastFive: string): boolean {
  const { allLastFives, report } = statusIn(state, server);
  const before = report === null ? state.attempts.get(serverId(server))?.lastFiveBefore : null;
  return allLastFives.includes(lastFive) || before === lastFive;
}

/** Whether a server's status is known, or can't be: it or the cluster didn't answer, or it has left the cluster. */
export function isRead(state: ActivationState, id: string): boolean {
  return serverIn(state, id) ? state.readings.has(id) : state.list.kind !== 'asking' && !state.isListPending;
}

/**
 * Whether nothing more will be known about a key that an earlier page left: its server shows another one, it was never
 * sent, or the server was read after the maximum time of an apply.
 */
export function isSettled(state: ActivationState, key: PendingKey): boolean {
  if (!isRead(state, key.id)) {
    return false;
  }
  const reading = state.readings.get(key.id);
  const isLate = (reading?.kind === 'answer' ? (reading.at ?? 0) : 0) - key.since > longestApply;
  return isLate || outcomeOf(key, lastFiveOn(state, key.id)) !== 'notKnown';
}

/** The last five characters of the key on the server with that ID; null if unknown. */
export function lastFiveOn(state: ActivationState, id: string): string | null {
  const server = serverIn(state, id);
  return server ? statusIn(state, server).lastFive : null;
}

function listAfter(before: ServerList, outcome: Outcome<readonly Server[]>, remembered: readonly Server[]): ServerList {
  if (outcome.kind === 'answer') {
    return { kind: 'known', servers: outcome.value, couldNotRefresh: null };
  }
  const servers = before.kind === 'known' ? before.servers : remembered;
  return servers.length > 0
    ? { kind: 'known', servers, couldNotRefresh: outcome.failure }
    : { kind: 'failed', failure: outcome.failure };
}

/** What the page shows of a state. */
export function viewIn(state: ActivationState, clusterName: string): ActivationView {
  const statuses = knownServers(state).map(server => statusIn(state, server));
  return {
    clusterName,
    list: state.list,
    statuses,
    findings: findingsOf(statuses),
    attempts: state.attempts,
    progress: progressIn(state),
    isReading: state.isListPending || state.pending.size > 0
  };
}
