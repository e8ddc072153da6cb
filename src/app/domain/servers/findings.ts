import { Alert, alertsOf, withOlderKey, withoutKey, withUnknownVersion } from './alerts';
import { leavesKey } from './attempt';
import { KeyVersion, KnownKeyVersion, compareKeyVersions, isKnownVersion, newestVersion } from '../keys/key-version';
import { Server, serverId } from './server';
import { activatesVms, canTakeKey, hasSubscription, traitsOf } from './states';
import { Badge, ServerState, ServerStatus } from './status';

/** What is true of the cluster as a whole. */
export interface Findings {
  readonly total: number;
  readonly checking: number;

  /** How many servers have answered by themselves. */
  readonly answered: number;

  /** How many servers can activate VMs: with a key, a subscription, or their own license. */
  readonly activated: number;

  /** How many of them the Windows Server subscription covers, with or without a key. */
  readonly covered: number;

  /** Of how many servers that is not known. */
  readonly notKnown: number;

  /** The versions of the keys that activate VMs, older first; those not known are left out. */
  readonly versions: readonly KnownKeyVersion[];
  readonly newestVersion: KeyVersion;
  readonly olderKeyServers: readonly Server[];

  /** Servers that don't tell the version of their key, where another has a key too, and it may matter. */
  readonly unknownVersionServers: readonly Server[];

  /** Servers without a key, where others have one. */
  readonly serversWithoutKey: readonly Server[];

  /** Whether a key can be entered for a server that does not activate VMs yet. */
  readonly isSomeReady: boolean;

  /** Servers that this admin may not even look at. */
  readonly deniedServers: readonly Server[];

  /**
   * Nothing is set up yet, as far as servers have answered: while some are being checked it can
   * still change.
   */
  readonly isFirstRun: boolean;
  readonly alerts: readonly Alert[];
}

/** Draws from the status of all servers what the page says of the cluster. */
export function findingsOf(statuses: readonly ServerStatus[]): Findings {
  const newest = newestVersion(versionsIn(statuses));
  const cluster = { statuses, newest };
  return {
    total: statuses.length,
    checking: inState(statuses, 'checking').length,
    answered: statuses.filter(status => status.report !== null).length,
    activated: statuses.filter(can).length,
    covered: statuses.filter(status => hasSubscription(status) && can(status)).length,
    notKnown: statuses.filter(status => activatesVms(status) === 'notKnown').length,
    versions: versionsIn(statuses.filter(status => can(status) && status.shows === 'activated')),
    newestVersion: newest,
    olderKeyServers: serversOf(withOlderKey(cluster)),
    unknownVersionServers: serversOf(withUnknownVersion(cluster)),
    serversWithoutKey: serversOf(withoutKey(cluster)),
    isSomeReady: statuses.some(status => canTakeKey(status).can && !can(status)),
    deniedServers: serversOf(inState(statuses, 'noAccess')),
    isFirstRun: isFirstRun(statuses) && !statuses.some(can),
    alerts: alertsOf(cluster)
  };
}

/** All badges of one server, with the one that only the whole cluster can tell. */
export function badgesOf(status: ServerStatus, findings: Findings): readonly Badge[] {
  const id = serverId(status.server);
  const older = findings.olderKeyServers.some(server => serverId(server) === id);
  return older ? ['olderKey', ...status.badges] : status.badges;
}

/**
 * The first run is shown when servers have answered, none of them shows a key, an activation or a subscription, and one
 * can take a key: nobody has published how a server says that it has none, so not understanding it must not hide the
 * way to set it up. Servers that can't have a key yet, or need none, have no say.
 */
function isFirstRun(statuses: readonly ServerStatus[]): boolean {
  const asked = statuses.filter(status => status.report !== null && traitsOf(status).canHaveKey);
  const isKnown = asked.every(({ shows }) => shows === 'noKey');
  const canBegin = isKnown || asked.some(status => canTakeKey(status).can);
  // Once a key may be on one of them it is set up, though its words are not understood, or it is silent now.
  const isBegun = statuses.some(({ attempt }) => leavesKey(attempt));
  return asked.length > 0 && asked.every(showsNothing) && canBegin && !isBegun;
}

/** Whether a server that has answered shows nothing that activates, and nothing that came of a key. */
function showsNothing(status: ServerStatus): boolean {
  const isSetUp = status.showsKey || hasSubscription(status) || status.shows === 'activated';
  return traitsOf(status).allowsFirstRun && !isSetUp;
}

function versionsIn(statuses: readonly ServerStatus[]): KnownKeyVersion[] {
  const known = statuses.map(status => status.keyVersion).filter(isKnownVersion);
  return [...new Set(known)].sort(compareKeyVersions);
}

function can(status: ServerStatus): boolean {
  return activatesVms(status) === 'yes';
}

function inState(statuses: readonly ServerStatus[], state: ServerState): readonly ServerStatus[] {
  return statuses.filter(status => status.state === state);
}

function serversOf(statuses: readonly ServerStatus[]): Server[] {
  return statuses.map(({ server }) => server);
}
