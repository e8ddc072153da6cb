import { AttemptFailed, LastAttempt } from './attempt';
import { ErrorMeaning, findErrorCode, meaningOf } from '../answers/error-codes';
import { Evidence, KeyFacts, evidenceOf, isDatacenter, noKeyFacts } from '../answers/evidence';
import { Failure, Outcome, isRefusedByRole } from '../answers/failure';
import { isHyperVServer, ownSystem } from '../answers/operating-system';
import { Report } from '../answers/report';
import { Server } from './server';
import { subscriptionOf } from '../answers/subscription';

/** Where the asking of a server stands. `at` is when its answer came. */
export type Reading = { readonly kind: 'checking' } | (Outcome<Report> & { readonly at?: number });

/** The one state a server is in. */
export type ServerState = ServerStatus['state'];

/**
 * What may come together beside a state. Whether a key is older is a matter of all servers: see the
 * findings.
 */
export type Badge = 'olderKey' | 'subscription' | 'paused' | 'joining';

/** Why a server is in its state, in data: whoever shows it finds the words. */
export interface Why {
  readonly reason: AttemptFailed['reason'] | 'cmdletFailed' | 'moduleBroken' | 'license';

  /** The HRESULT, as in "0xC004C003", where one is known. */
  readonly code: string | null;
  readonly meaning: ErrorMeaning | 'unknown';

  /** The server's own words, masked; empty where it said nothing. */
  readonly message: string;
}

/** Facts that hold beside any state. */
export interface StatusFacts extends KeyFacts {
  readonly server: Server;
  readonly badges: readonly Badge[];

  /** When the server answered; null where it did not. */
  readonly checkedAt: number | null;

  /** What the server answered, for its details; null where it did not. */
  readonly report: Report | null;

  /** What the server itself showed of its key, whatever became of a later one. */
  readonly shows: Evidence['says'];

  /** Whether the server itself showed that it has a host key, though perhaps not which. */
  readonly showsKey: boolean;

  /** The last five characters of every host key that the server showed. */
  readonly allLastFives: readonly string[];

  /** Whose word that is. */
  readonly source: Evidence['source'];

  /** The last attempt to apply a key, as long as nothing newer contradicts it. */
  readonly attempt: LastAttempt | null;
}

/**
 * The own license of a Windows Server host. Only Datacenter hosts activate VMs ("Automatic Virtual
 * Machine Activation", Microsoft Learn).
 */
export type OwnLicense = 'active' | 'notActive' | 'otherEdition' | 'unknown';

/** What we make of what a server said, or of its silence. */
export type ServerStatus = StatusFacts &
  (
    | { readonly state: 'checking' }
    | { readonly state: 'activated' }
    | { readonly state: 'subscription' }
    /** A Windows Server host: its own activation activates VMs. */
    | { readonly state: 'ownActivation'; readonly license: OwnLicense }
    | { readonly state: 'noKey' }
    | { readonly state: 'keyNotActive'; readonly why: Why }
    | { readonly state: 'keyDidNotWork'; readonly why: Why }
    /** A key was sent, and the server does not show it: the message is what its cmdlet said. */
    | { readonly state: 'notConfirmed'; readonly message: string }
    | { readonly state: 'down' }
    | { readonly state: 'tooOld' }
    | { readonly state: 'applicationControl'; readonly why: Why }
    | { readonly state: 'couldNotCheck'; readonly why: Why }
    | { readonly state: 'noAccess'; readonly why: Why }
    /**
     * The server answered what we can't read: it is shown as it is; empty where the cmdlet said
     * nothing at all.
     */
    | { readonly state: 'unknownAnswer'; readonly said: string }
  );

/**
 * What a server is in: made of what the cluster says, what the server said, and the last attempt to
 * apply a key.
 */
export function statusOf(server: Server, reading: Reading, lastAttempt: LastAttempt | null = null): ServerStatus {
  const badges = badgesIn(server, reading);
  const said = {
    checkedAt: null,
    report: null,
    shows: 'unknown',
    showsKey: false,
    allLastFives: [],
    source: 'none'
  } as const;
  const silence = { ...noKeyFacts, ...said, server, badges };
  if (reading.kind === 'checking') {
    return { ...silence, attempt: lastAttempt, state: 'checking' };
  }
  if (reading.kind === 'failure') {
    return statusWithout({ ...silence, attempt: lastAttempt }, reading.failure);
  }
  const report = reading.value;
  const evidence = evidenceOf(report);
  const { keyVersion, keyType, lastFive, showsKey, allLastFives, source } = evidence;
  const attempt = lastAttempt && attemptStands(lastAttempt, evidence) ? lastAttempt : null;
  const checkedAt = reading.at ?? null;
  const shows = evidence.says;
  const facts = {
    ...silence,
    keyVersion,
    keyType,
    lastFive,
    shows,
    showsKey,
    allLastFives,
    source,
    checkedAt,
    attempt
  };
  return statusWith({ ...facts, report }, report, evidence);
}

/** Why a server is in its state; null where the state says it all. */
export function whyOf(status: ServerStatus): Why | null {
  return 'why' in status ? status.why : null;
}

/** An attempt says something until the server shows another key than before, or an activation that was not there. */
function attemptStands(last: LastAttempt, { says, lastFive }: Evidence): boolean {
  const isGone = says === 'noKey' && last.lastFiveBefore !== null;
  const isActivated = says === 'activated' && !last.wasActivated;
  return !isGone && !isActivated && (lastFive === null || lastFive === last.lastFiveBefore);
}

function badgesIn(server: Server, reading: Reading): Badge[] {
  const isActive = reading.kind === 'answer' && subscriptionOf(reading.value).kind === 'active';
  const nodeState = server.state === 'paused' || server.state === 'joining' ? [server.state] : [];
  return isActive ? ['subscription', ...nodeState] : nodeState;
}

function statusWithout(facts: StatusFacts, failure: Failure): ServerStatus {
  const reason = isRefusedByRole(failure.message) ? 'denied' : failure.reason;
  const why = whyIs(reason, null, failure.message);
  switch (reason) {
    case 'denied':
      return { ...facts, state: 'noAccess', why };
    case 'applicationControl':
      return { ...facts, state: 'applicationControl', why };
    case 'unreachable':
    case 'timedOut':
    case 'sessionLost':
      // The cluster's "down" alone is not enough: with its cluster service stopped a server may
      // still answer.
      return facts.server.state === 'down' ? { ...facts, state: 'down' } : { ...facts, state: 'couldNotCheck', why };
    case 'pageLeft':
    case 'notUnderstood':
    case 'badServerName':
    case 'tooManyServers':
    case 'serverError':
      return { ...facts, state: 'couldNotCheck', why };
  }
}

function statusWith(facts: StatusFacts, report: Report, evidence: Evidence): ServerStatus {
  if (report.moduleSource === null) {
    return withoutModule(facts, report);
  }
  return lastAttemptIn(facts, evidence) ?? shown(facts, report, evidence);
}

/** Only Azure Stack HCI comes with the module: of a system that could not be read its lack says nothing. */
function withoutModule(facts: StatusFacts, report: Report): ServerStatus {
  switch (ownSystem(report)) {
    case 'windowsServer':
      return { ...facts, ...noKeyFacts, state: 'ownActivation', license: ownLicense(report) };
    case 'azureStackHci':
      return { ...facts, state: 'tooOld' };
    case 'unknown': {
      const message = report.moduleError ?? report.osError ?? '';
      return { ...facts, state: 'couldNotCheck', why: whyIs('moduleBroken', null, message) };
    }
  }
}

/**
 * The state that an attempt leaves behind; null where the server is in none because of it. A
 * key that was never tried there says nothing of how the server stands.
 */
function lastAttemptIn(facts: StatusFacts, evidence: Evidence): ServerStatus | null {
  const attempt = facts.attempt?.attempt;
  if (attempt?.kind === 'notConfirmed') {
    return { ...facts, state: 'notConfirmed', message: attempt.message };
  }
  if (attempt?.kind !== 'failed') {
    return null;
  }
  const why = whyIs(attempt.reason, attempt.code, attempt.message);
  if (attempt.reason === 'refused') {
    return { ...facts, state: 'keyDidNotWork', why };
  }
  return attempt.reason === 'applicationControl' && evidence.says !== 'activated'
    ? { ...facts, state: 'applicationControl', why }
    : null;
}

function shown(facts: StatusFacts, report: Report, evidence: Evidence): ServerStatus {
  switch (evidence.says) {
    case 'activated':
      return { ...facts, state: 'activated' };
    case 'noKey':
      return covered(facts) ?? { ...facts, state: 'noKey' };
    case 'keyNotActive':
      return { ...facts, state: 'keyNotActive', why: whyIs('license', evidence.code, '') };
    case 'unknown':
      return notShown(facts, report, evidence);
  }
}

/**
 * Nothing showed how it stands: because something failed, or because we can't read what the server
 * answered.
 */
function notShown(facts: StatusFacts, report: Report, evidence: Evidence): ServerStatus {
  const message = report.moduleError ?? report.activationError;
  if (message === null) {
    return covered(facts) ?? { ...facts, state: 'unknownAnswer', said: evidence.said ?? '' };
  }
  if (isRestricted(report)) {
    const why = whyIs('applicationControl', report.activationErrorCode, message);
    return { ...facts, state: 'applicationControl', why };
  }
  const reason = report.moduleError === null ? 'cmdletFailed' : 'moduleBroken';
  const why = whyIs(reason, report.activationErrorCode, message);
  return { ...facts, state: 'couldNotCheck', why };
}

/**
 * The state of a server that shows no key and needs none; its badge would say the same once more. Null where no
 * subscription covers it.
 */
function covered(facts: StatusFacts): ServerStatus | null {
  const others = facts.badges.filter(badge => badge !== 'subscription');
  return others.length < facts.badges.length ? { ...facts, badges: others, state: 'subscription' } : null;
}

/** How the host's own Windows Server is licensed, as its licensing products have it. */
function ownLicense(report: Report): OwnLicense {
  const own = (report.licensing ?? []).filter(product => product.licenseStatus !== null);
  if (isHyperVServer(report)) {
    return 'otherEdition';
  }
  if (own.length === 0) {
    return 'unknown';
  }
  const datacenter = own.filter(isDatacenter);
  if (datacenter.length === 0) {
    return 'otherEdition';
  }
  return datacenter.some(product => product.licenseStatus === 1) ? 'active' : 'notActive';
}

/** Constrained Language lets a server be read, but not decrypt a key. */
export function isRestricted(report: Report): boolean {
  return report.languageMode !== null && report.languageMode !== 'FullLanguage';
}

function whyIs(reason: Why['reason'], code: string | null, message: string): Why {
  return {
    reason,
    code: findErrorCode(code, message),
    meaning: meaningOf(code, message),
    message
  };
}
