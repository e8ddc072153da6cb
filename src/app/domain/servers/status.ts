import { AttemptFailed, LastAttempt, isUnderWay } from './attempt';
import { ErrorMeaning, findErrorCode, meaningOf } from '../answers/error-codes';
import { Evidence, KeyFacts, evidenceOf, isDatacenter, noKeyFacts } from '../answers/evidence';
import { Failure, Outcome, isRefusedByRole } from '../answers/failure';
import { isHyperVServer, ownSystem } from '../answers/operating-system';
import { Report } from '../answers/report';
import { LeftCertificate, certificatesOn } from './key-certificate';
import { Server } from './server';
import { subscriptionOf } from '../answers/subscription';

/** The progress of asking a server. `at` is the time of its answer. */
export type Reading = { readonly kind: 'checking' } | (Outcome<Report> & { readonly at?: number });

/** The one state that a server is in. */
export type ServerState = ServerStatus['state'];

/** Badges that can be combined with a state. Whether a key is older depends on all servers: see the findings. */
export type Badge = 'olderKey' | 'subscription' | 'applicationControl' | 'paused' | 'joining';

/** Why a server is in its state, as data without words. The code that shows it supplies the words. */
export interface Cause {
  readonly reason: AttemptFailed['reason'] | 'cmdletFailed' | 'moduleBroken' | 'license';

  /** The HRESULT, as in "0xC004C003", if known. */
  readonly code: string | null;
  readonly meaning: ErrorMeaning | 'unknown';

  /** The server’s own words, masked; empty if it said nothing. */
  readonly message: string;
}

/** Facts that apply in any state. */
export interface StatusFacts extends KeyFacts {
  readonly server: Server;
  readonly badges: readonly Badge[];

  /** When the server answered; null if it didn’t. */
  readonly checkedAt: number | null;

  /** What the server answered, for its details; null if it didn’t. */
  readonly report: Report | null;

  /** What the server itself showed about its key, whatever the outcome of a later one. */
  readonly shows: Evidence['says'];

  /** Whether the server itself showed that it has a host key, even if it didn’t show which one. */
  readonly showsKey: boolean;

  /** The last five characters of every host key that the server showed. */
  readonly allLastFives: readonly string[];

  /** Which source says so. */
  readonly source: Evidence['source'];

  /** The last attempt to apply a key, unless something newer contradicts it. */
  readonly attempt: LastAttempt | null;

  /** What attempts may have left in the server’s certificate store. */
  readonly certificatesLeft: readonly LeftCertificate[];
}

/**
 * The state of a Windows Server host’s own license. Only Datacenter hosts activate VMs ("Automatic Virtual Machine
 * Activation", Microsoft Learn).
 */
export type OwnLicense = 'active' | 'notActive' | 'otherEdition' | 'unknown';

/** What we conclude from what a server said, or from its silence. */
export type ServerStatus = StatusFacts &
  (
    | { readonly state: 'checking' }
    /** A key is being applied, or waits to be. */
    | { readonly state: 'applying' }
    | { readonly state: 'activated' }
    | { readonly state: 'subscription' }
    /** A Windows Server host, whose own activation activates VMs. */
    | { readonly state: 'ownActivation'; readonly license: OwnLicense }
    | { readonly state: 'noKey' }
    | { readonly state: 'keyNotActive'; readonly cause: Cause }
    | { readonly state: 'keyDidNotWork'; readonly cause: Cause }
    /** A key was sent, but the server doesn’t show it. The message is what its cmdlet said. */
    | { readonly state: 'notConfirmed'; readonly message: string }
    | { readonly state: 'down' }
    | { readonly state: 'tooOld' }
    | { readonly state: 'applicationControl'; readonly cause: Cause }
    | { readonly state: 'couldNotCheck'; readonly cause: Cause }
    | { readonly state: 'noAccess'; readonly cause: Cause }
    /**
     * The server gave an answer that we can’t read, which is shown unchanged; empty if the cmdlet returned nothing at
     * all.
     */
    | { readonly state: 'unknownAnswer'; readonly said: string }
  );

/**
 * The status of a server, based on what the cluster says, what the server said, and the last attempt to apply a key.
 */
export function statusOf(server: Server, reading: Reading, lastAttempt: LastAttempt | null = null): ServerStatus {
  const facts = factsOf(server, reading, lastAttempt);
  // What the server said before the key was sent will soon be out of date.
  if (lastAttempt !== null && isUnderWay(lastAttempt.attempt)) {
    return { ...facts, attempt: lastAttempt, state: 'applying' };
  }
  switch (reading.kind) {
    case 'checking':
      return { ...facts, state: 'checking' };
    case 'failure':
      return statusWithout(facts, reading.failure);
    case 'answer':
      return statusWith(facts, reading.value, evidenceOf(reading.value));
  }
}

/** What is known about a server in any state. */
function factsOf(server: Server, reading: Reading, lastAttempt: LastAttempt | null): StatusFacts {
  const silence: StatusFacts = {
    ...noKeyFacts,
    checkedAt: null,
    report: null,
    shows: 'unknown',
    showsKey: false,
    allLastFives: [],
    source: 'none',
    server,
    badges: badgesIn(server, reading),
    certificatesLeft: leftOn(reading, lastAttempt),
    attempt: lastAttempt
  };
  if (reading.kind !== 'answer') {
    return silence;
  }
  const evidence = evidenceOf(reading.value);
  const { keyVersion, keyType, lastFive, says: shows, showsKey, allLastFives, source } = evidence;
  const attempt = lastAttempt && attemptStands(lastAttempt, evidence) ? lastAttempt : null;
  const shown = { keyVersion, keyType, lastFive, shows, showsKey, allLastFives, source };
  return { ...silence, ...shown, checkedAt: reading.at ?? null, report: reading.value, attempt };
}

/** Why a server is in its state; null if the state says it all. */
export function causeOf(status: ServerStatus): Cause | null {
  return 'cause' in status ? status.cause : null;
}

/**
 * An attempt counts until the server shows a different key than before, or a new activation. A server can’t show that
 * the same key was applied again, so if that isn’t confirmed, what it shows is all there is to know.
 */
function attemptStands(last: LastAttempt, { says, lastFive }: Evidence): boolean {
  if (last.attempt.kind === 'notConfirmed' && last.sent?.hadSameLastFive && lastFive !== null) {
    return false;
  }
  const isGone = says === 'noKey' && last.lastFiveBefore !== null;
  const isActivated = says === 'activated' && !last.wasActivated;
  // If it isn’t known which key the server had, the one that it shows can be that.
  const isUnclear = last.isBeforeKnown === false && last.attempt.kind !== 'notConfirmed';
  return !isGone && !isActivated && (lastFive === null || isUnclear || lastFive === last.lastFiveBefore);
}

/** What is left of certificates. While a key is being applied, its certificate is in use. */
function leftOn(reading: Reading, last: LastAttempt | null): readonly LeftCertificate[] {
  const isInUse = last !== null && isUnderWay(last.attempt);
  const listed = reading.kind === 'answer' && !isInUse ? reading.value.keyCertificates : null;
  return certificatesOn(last?.certificatesLeft ?? [], listed);
}

function badgesIn(server: Server, reading: Reading): Badge[] {
  const isActive = reading.kind === 'answer' && subscriptionOf(reading.value).kind === 'active';
  const nodeState = server.state === 'paused' || server.state === 'joining' ? [server.state] : [];
  const isControlled = reading.kind === 'answer' && isRestricted(reading.value);
  return [
    ...(isActive ? ['subscription' as const] : []),
    ...(isControlled ? ['applicationControl' as const] : []),
    ...nodeState
  ];
}

function statusWithout(facts: StatusFacts, failure: Failure): ServerStatus {
  const reason = isRefusedByRole(failure.message) ? 'denied' : failure.reason;
  const why = toCause(reason, null, failure.message);
  switch (reason) {
    case 'denied':
      return { ...facts, state: 'noAccess', cause: why };
    case 'applicationControl':
      return { ...facts, state: 'applicationControl', cause: why };
    case 'unreachable':
    case 'timedOut':
    case 'sessionLost':
      // The cluster’s "down" alone isn’t enough: if only its cluster service has stopped, a server can still answer.
      return facts.server.state === 'down'
        ? { ...facts, state: 'down' }
        : { ...facts, state: 'couldNotCheck', cause: why };
    case 'pageLeft':
    case 'notUnderstood':
    case 'badServerName':
    case 'tooManyServers':
    case 'serverError':
      return { ...facts, state: 'couldNotCheck', cause: why };
  }
}

function statusWith(facts: StatusFacts, report: Report, evidence: Evidence): ServerStatus {
  if (report.moduleSource === null) {
    return withoutModule(facts, report);
  }
  return lastAttemptIn(facts, evidence) ?? shown(facts, report, evidence);
}

/**
 * Only Azure Stack HCI comes with the module. If the operating system couldn’t be read, a missing module says nothing.
 */
function withoutModule(facts: StatusFacts, report: Report): ServerStatus {
  switch (ownSystem(report)) {
    case 'windowsServer':
      return { ...facts, ...noKeyFacts, state: 'ownActivation', license: ownLicense(report) };
    case 'azureStackHci':
      return { ...facts, state: 'tooOld' };
    case 'unknown': {
      const message = report.moduleError ?? report.osError ?? '';
      return { ...facts, state: 'couldNotCheck', cause: toCause('moduleBroken', null, message) };
    }
  }
}

/**
 * The state that results from an attempt; null if none does. A key that was never tried on a server says nothing about
 * the server’s state.
 */
function lastAttemptIn(facts: StatusFacts, evidence: Evidence): ServerStatus | null {
  const attempt = facts.attempt?.attempt;
  if (attempt?.kind === 'notConfirmed') {
    return { ...facts, state: 'notConfirmed', message: attempt.message };
  }
  if (attempt?.kind !== 'failed') {
    return null;
  }
  const why = toCause(attempt.reason, attempt.code, attempt.message);
  if (attempt.reason === 'refused') {
    return { ...facts, state: 'keyDidNotWork', cause: why };
  }
  const isControlled =
    facts.report !== null && isRestricted(facts.report) && certificateReasons.includes(attempt.reason);
  const isBlocked = attempt.reason === 'applicationControl' || isControlled;
  return isBlocked && evidence.says !== 'activated' ? { ...facts, state: 'applicationControl', cause: why } : null;
}

function shown(facts: StatusFacts, report: Report, evidence: Evidence): ServerStatus {
  switch (evidence.says) {
    case 'activated':
      return { ...facts, state: 'activated' };
    case 'noKey':
      return covered(facts) ?? { ...facts, state: 'noKey' };
    case 'keyNotActive':
      return { ...facts, state: 'keyNotActive', cause: toCause('license', evidence.code, '') };
    case 'unknown':
      return notShown(facts, report, evidence);
  }
}

/** Nothing showed the state, because something failed or we can’t read the server’s answer. */
function notShown(facts: StatusFacts, report: Report, evidence: Evidence): ServerStatus {
  const message = report.moduleError ?? report.activationError;
  if (message === null) {
    return covered(facts) ?? { ...facts, state: 'unknownAnswer', said: evidence.said ?? '' };
  }
  // Windows' own module is signed, so its cmdlets fail for reasons of their own.
  if (isRestricted(report) && report.moduleError !== null) {
    const why = toCause('applicationControl', report.activationErrorCode, message);
    return { ...facts, state: 'applicationControl', cause: why };
  }
  const reason = report.moduleError === null ? 'cmdletFailed' : 'moduleBroken';
  const why = toCause(reason, report.activationErrorCode, message);
  return { ...facts, state: 'couldNotCheck', cause: why };
}

/**
 * The state of a server that shows no key and needs none, without the badge that would say the same. Null if no
 * subscription covers it.
 */
function covered(facts: StatusFacts): ServerStatus | null {
  const others = facts.badges.filter(badge => badge !== 'subscription');
  return others.length < facts.badges.length ? { ...facts, badges: others, state: 'subscription' } : null;
}

/** The license of the host’s own Windows Server, from its licensing products. */
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

/** Why a key couldn’t be sent to or decrypted on a server under application control. */
const certificateReasons: readonly Cause['reason'][] = [
  'certificateNotMade',
  'certificateNotFit',
  'messageNotDecrypted'
];

/** How a key is encrypted for a server. */
export type KeyProtection = 'sessionKey' | 'certificate';

/**
 * A session’s own key pair works where scripts run in Full Language. In Constrained Language, only Windows’ own cmdlets
 * can decrypt, with the private key of a certificate.
 */
export function keyProtectionOf(report: Report | null): KeyProtection {
  return report?.languageMode === 'ConstrainedLanguage' ? 'certificate' : 'sessionKey';
}

/** Whether application control restricts our scripts on a server. */
export function isRestricted(report: Report): boolean {
  return report.languageMode !== null && report.languageMode !== 'FullLanguage';
}

function toCause(reason: Cause['reason'], code: string | null, message: string): Cause {
  return {
    reason,
    code: findErrorCode(code, message),
    meaning: meaningOf(code, message),
    message
  };
}
