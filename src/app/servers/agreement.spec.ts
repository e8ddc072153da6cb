import { LastAttempt } from '../domain/servers/attempt';
import { Failure } from '../domain/answers/failure';
import { Findings, findingsOf } from '../domain/servers/findings';
import { ownProduct, product, reportOf, subscribed } from '../domain/testing/report-fixture';
import { Requirement, ServerRequirement, requirementsOf } from '../domain/servers/requirements';
import { NodeState, serverId } from '../domain/servers/server';
import { Reading, ServerStatus, statusOf } from '../domain/servers/status';
import { hasSubscription, isApplying } from '../domain/servers/states';
import { isOutOfPolicy, isSyncOverdue, subscriptionOf } from '../domain/answers/subscription';
import { appStrings } from '../platform/strings';
import { AlertRow, alertRowsOf } from './alert-row';
import { ServerRow, rowsOf } from './server-row';
import { summaryOf } from './summary';

/**
 * A state that a server can be in: what the cluster reports, what it reports itself, and the outcome of its last key.
 */
interface AnswerCase {
  readonly state?: NodeState;
  readonly said?: Record<string, unknown>;
  readonly silence?: Failure['reason'];
  readonly restricted?: boolean;
  /** When it was asked. Only some states need it. */
  readonly at?: number;
  readonly refusedAfter?: string | null;
  readonly failedBefore?: 'denied' | 'notKnown' | 'notConfirmed';
  /** A key is on its way. */
  readonly applying?: 'waiting' | 'applying';
}

const activated = { activation: { Status: 'Activated' }, licensing: [ownProduct, product] };
const older = { ...activated, licensing: [{ ...product, name: 'Windows Server 2019 Datacenter' }] };
const noKey = { activation: { Status: 'NoKey' } };
const host = { moduleSource: null, osCaption: 'Windows Server 2022 Datacenter', osSku: 8 };
const standard = { ...product, name: 'ServerStandard', licenseFamily: 'ServerStandard' };

const inFebruary = Date.UTC(2026, 1, 15);
const overdue = { ...subscribed, lastAzureSync: '2026-01-01T00:00:00Z' };
const lapsed = {
  subscription: [{ SubscriptionName: 'Windows Server Subscription', Status: 'Disabled' }]
};
const unread = { subscription: null, subscriptionError: 'Unable to connect to service.' };

const answerCases: Record<string, AnswerCase> = {
  'being checked': { state: 'joining' },
  activated: { said: activated },
  'with an older key': { said: older, state: 'paused' },
  'activated, said to be down': { said: activated, state: 'down' },
  'without a key': { said: noKey },
  'with a key that is not active': { said: { licensing: [{ ...product, licenseStatus: 5 }] } },
  'with a refused key': { said: noKey, refusedAfter: null },
  'with a refused key after an older one': { said: older, refusedAfter: '6789N' },
  'silent since a refused key': { silence: 'unreachable', state: 'down', refusedAfter: null },
  'without a word': { said: { licensing: null } },
  'not understood': { said: { activation: 'Bonjour', licensing: null } },
  'without a key, by licensing': { said: { activation: 'Bonjour' } },
  'with a broken module': { said: { moduleError: 'broken' } },
  'in Constrained Language': { said: { ...activated, languageMode: 'ConstrainedLanguage' } },
  'in Constrained Language without a key': {
    said: { ...noKey, languageMode: 'ConstrainedLanguage' }
  },
  'a host in Constrained Language': {
    said: { ...host, licensing: [product], languageMode: 'ConstrainedLanguage' }
  },
  'with a key that was not tried': { said: noKey, failedBefore: 'denied' },
  'with an attempt that is not known': { said: noKey, failedBefore: 'notKnown' },
  'with a key that is not confirmed': { said: noKey, failedBefore: 'notConfirmed' },
  'about to get a key': { said: noKey, applying: 'waiting' },
  'getting a newer key': { said: older, applying: 'applying' },
  'only to be looked at': { said: noKey, restricted: true },
  'too old': { said: { moduleSource: null } },
  'a Windows Server host': { said: { ...host, licensing: [product] } },
  'a Standard host': { said: { ...host, licensing: [standard] } },
  'a host of unknown license': { said: { ...host, licensing: null } },
  'covered without a key': { said: { ...noKey, ...overdue }, state: 'paused', at: inFebruary },
  'covered with an older key': { said: { ...older, ...subscribed } },
  'covered with a refused key': { said: { ...noKey, ...subscribed }, refusedAfter: null },
  'covered with a cmdlet that fails': { said: { activationError: 'x', ...subscribed } },
  'with a lapsed subscription': { said: { ...noKey, ...lapsed } },
  'with a subscription that was not read': { said: { ...noKey, ...unread } },
  'activated, subscription not read': { said: { ...activated, ...unread } },
  down: { silence: 'unreachable', state: 'down' },
  'not reached': { silence: 'timedOut' },
  denied: { silence: 'denied' },
  blocked: { silence: 'applicationControl' }
};

function statusOfWay(way: AnswerCase, name: string): ServerStatus {
  const { silence, said, state = 'up' } = way;
  const endpoint = way.restricted ? 'restricted' : 'full';
  const reading: Reading = silence
    ? { kind: 'failure', failure: { reason: silence, message: '' } }
    : said
      ? { kind: 'answer', value: { ...reportOf(said), endpoint }, at: way.at }
      : { kind: 'checking' };
  return statusOf({ name, fqdn: name, state }, reading, attemptOf(way));
}

function attemptOf({ refusedAfter, failedBefore, applying }: AnswerCase): LastAttempt | null {
  if (applying) {
    const attempt = applying === 'waiting' ? ({ kind: 'waiting' } as const) : ({ kind: 'applying', since: 0 } as const);
    return { attempt, lastFiveBefore: null, wasActivated: false };
  }
  if (failedBefore === 'notKnown') {
    const failure = { reason: 'timedOut', message: '' } as const;
    return { attempt: { kind: 'notKnown', failure }, lastFiveBefore: null, wasActivated: true };
  }
  if (failedBefore === 'notConfirmed') {
    const attempt = { kind: 'notConfirmed', saysYes: false, message: 'OK' } as const;
    return { attempt, lastFiveBefore: null, wasActivated: false };
  }
  if (failedBefore) {
    const notTried = { kind: 'failed', reason: failedBefore, code: null, message: '' } as const;
    return { attempt: notTried, lastFiveBefore: null, wasActivated: true };
  }
  const attempt = { kind: 'failed', reason: 'refused', code: null, message: '' } as const;
  return refusedAfter === undefined ? null : { attempt, lastFiveBefore: refusedAfter, wasActivated: true };
}

/** What the page shows about a cluster. */
interface Shown {
  readonly findings: Findings;
  readonly requirements: readonly Requirement[];
  readonly summary: string;
  readonly rows: readonly ServerRow[];
  readonly alerts: readonly AlertRow[];
}

function shownOf(statuses: readonly ServerStatus[]): Shown {
  const strings = appStrings();
  const findings = findingsOf(statuses);
  const list = { kind: 'known', servers: [], couldNotRefresh: null } as const;
  const { applying } = findings;
  const progress = applying > 0 ? { done: 0, total: applying, serverIds: new Set<string>() } : null;
  const view = { clusterName: 'cluster01', list, statuses, findings, progress };
  return {
    findings,
    requirements: requirementsOf(statuses),
    summary: summaryOf(view, strings),
    rows: rowsOf(statuses, findings, strings),
    alerts: alertRowsOf(view, false, strings)
  };
}

describe('Summary, alerts, table, and requirements', () => {
  const all = Object.entries(answerCases);
  for (const [index, [one, first]] of all.entries()) {
    it(`don’t contradict each other for any two servers beside one that is ${one}`, () => {
      // The order of three servers makes no difference, so combinations that were tested are left out.
      const others = all.slice(index);
      for (const [at, [two, second]] of others.entries()) {
        for (const [three, third] of others.slice(at)) {
          const statuses = [first, second, third].map((way, index) => statusOfWay(way, `node0${index + 1}`));
          const wrong = contradictions(shownOf(statuses));
          expect(wrong).withContext(`${one}; ${two}; ${three}`).toEqual([]);
        }
      }
    });
  }
});

describe('The order of servers', () => {
  it('makes no difference to summary and alerts', () => {
    const said = (...both: readonly AnswerCase[]) => {
      const { summary, alerts } = shownOf(both.map((way, index) => statusOfWay(way, `node0${index + 1}`)));
      return [summary, ...alerts.map(({ kind, servers }) => `${kind}: ${servers.length}`)];
    };
    const all = Object.values(answerCases);
    for (const [index, first] of all.entries()) {
      for (const second of all.slice(index + 1)) {
        expect(said(first, second)).toEqual(said(second, first));
      }
    }
  });
});

/** All rules that the page breaks. */
function contradictions(shown: Shown): string[] {
  const { findings, requirements, summary, rows, alerts } = shown;
  const isFinal = findings.checking === 0 && findings.applying === 0;
  const saysAll = summary.startsWith('All 3 servers can activate VMs');
  const unmet = requirements.filter(({ standing }) => standing === 'notMet');
  const key = requirements.find(({ kind }) => kind === 'key');
  const activating = rows.filter(activates).length;
  const rules: [string, boolean][] = [
    ['the summary says "all" only where every row shows it', !saysAll || rows.every(activates)],
    ['it counts the rows that show it', !isFinal || countIn(summary, findings) === activating],
    ['a key is required of whom has none', key?.servers.every(one => keyFits(one, rows)) === true],
    ['it concludes nothing before the last answer', isFinal || /have answered\.$|\d done\.$|…$/.test(summary)],
    ['not all is well where a server lacks something', !saysAll || unmet.every(isAboutAccess)],
    ['a row with an error has its alert', rows.every(row => row.icon !== 'error' || isNamed(row, alerts))],
    ['an alert names only rows that show it', alerts.every(alert => namesFitting(alert, rows))],
    ['a key that did not arrive or work is told', rows.every(row => isAttemptTold(row, alerts))],
    ['an older key is badge and alert', badgeAndAlertAgree(shown)],
    ['a covered server is asked for no key', !alerts.some(alert => asksCovered(alert, rows))],
    ['what covers a server is seen in its row', rows.every(isCoverShown)],
    ['first run has no activation', !findings.isFirstRun || activating === 0],
    ['first run has no older or missing keys', !findings.isFirstRun || !hasKeyAlert(alerts)]
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}

/** Whether a server is said to lack a key if, and only if, its row shows none that activates. */
function keyFits({ status, standing }: ServerRequirement, rows: readonly ServerRow[]): boolean {
  const row = rows.find(({ id }) => id === serverId(status.server));
  const isShown = row !== undefined && activates(row);
  // While a key is being applied, a row doesn't say what the previous one still does.
  return standing === 'notNeeded' || isApplying(status) || (standing === 'met') === isShown;
}

/** Without the right to apply keys, an admin can still view servers that have all they need. */
function isAboutAccess({ kind }: Requirement): boolean {
  return kind === 'access';
}

/** Whether a row says that its server activates VMs. */
function activates(row: ServerRow): boolean {
  const isByBadge = row.badges.includes('subscription') && row.status.state !== 'tooOld';
  return row.icon === 'success' || row.why.includes('still activates VMs') || isByBadge;
}

/** The number of servers that can activate VMs, from the summary. */
function countIn(summary: string, { total }: Findings): number {
  const [, count] = /^(\d+) of \d+ servers can activate VMs/.exec(summary) ?? [];
  return summary.startsWith('All ') ? total : Number(count ?? 0);
}

/** An attempt that didn't succeed has its own alert. */
function isAttemptTold(row: ServerRow, alerts: readonly AlertRow[]): boolean {
  const kind = row.status.attempt?.attempt.kind;
  const about = alerts.filter(alert => /^key(?:DidNotWork|NotApplied|NotKnown)$/.test(alert.kind));
  return (kind !== 'failed' && kind !== 'notKnown') || isNamed(row, about);
}

function namesFitting(alert: AlertRow, rows: readonly ServerRow[]): boolean {
  return alert.servers.every(({ name }) => shows(alert, rowFor(name, rows)));
}

/** Whether an alert asks for a key, or a look at the subscription, for a server with a subscription. */
function asksCovered({ kind, servers }: AlertRow, rows: readonly ServerRow[]): boolean {
  const isAsking = ['keyMissing', 'olderKeys', 'noSubscription', 'subscriptionUnread'].includes(kind);
  const isCoveredOne = (name: string): boolean => {
    const row = rowFor(name, rows);
    return row !== undefined && hasSubscription(row.status);
  };
  return isAsking && servers.some(({ name }) => isCoveredOne(name));
}

function isCoverShown(row: ServerRow): boolean {
  const isActive = row.status.report !== null && subscriptionOf(row.status.report).kind === 'active';
  const says = row.badges.includes('subscription') || row.activation === 'Subscription';
  return says === isActive;
}

function hasKeyAlert(alerts: readonly AlertRow[]): boolean {
  return alerts.some(({ kind }) => kind === 'olderKeys' || kind === 'keyMissing');
}

function rowFor(name: string, rows: readonly ServerRow[]): ServerRow | undefined {
  return rows.find(row => row.id === serverId({ name }));
}

function isNamed(row: ServerRow, alerts: readonly AlertRow[]): boolean {
  return alerts.some(({ servers }) => servers.some(({ name }) => name === row.name));
}

/** Whether a server's row shows what the alert says about it. */
function shows({ kind }: AlertRow, row: ServerRow | undefined): boolean {
  if (!row) {
    return false;
  }
  switch (kind) {
    case 'ownActivation':
      return row.status.state === 'ownActivation';
    case 'notRecognized':
      return row.status.state === 'unknownAnswer' && !activates(row);
    case 'olderKeys':
      return row.badges.includes('older key');
    case 'versionUnknown':
      return row.key.startsWith('Version unknown');
    case 'keyMissing':
      return /^No activation key(?: found)?$/.test(row.activation);
    case 'keyDidNotWork':
    case 'keyNotApplied':
      return row.status.attempt?.attempt.kind === 'failed';
    case 'noSubscription':
      return !hasSubscription(row.status);
    case 'syncOverdue':
      return isSyncOverdue(row.status.report, row.status.checkedAt);
    case 'outOfPolicy':
      return isOutOfPolicy(row.status.report);
    case 'keyNotConfirmed':
      return row.activation === 'Not confirmed';
    case 'keyNotKnown':
      return row.status.attempt?.attempt.kind === 'notKnown';
    case 'certificateLeft':
      return row.status.certificatesLeft.length > 0;
    case 'readOnly':
      return !row.canTakeKey;
    default:
      return row.icon === 'error' || row.icon === 'warning';
  }
}

function badgeAndAlertAgree({ rows, alerts }: Shown): boolean {
  const badged = rows.filter(row => row.badges.includes('older key')).map(({ name }) => name);
  const alert = alerts.find(({ kind }) => kind === 'olderKeys');
  return badged.join() === (alert?.servers ?? []).map(({ name }) => name).join();
}
