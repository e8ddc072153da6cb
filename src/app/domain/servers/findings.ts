import { Alert, AlertKind, alertsOf } from './alerts';
import { leavesKey } from './attempt';
import { KeyVersion, KnownKeyVersion, compareKeyVersions, isKnownVersion, newestVersion } from '../keys/key-version';
import { Server, serverId } from './server';
import { activatesVms, canTakeKey, hasSubscription, isApplying, traitsOf } from './states';
import { Badge, ServerStatus } from './status';

/** What is true of the cluster as a whole. */
export interface Findings {
  readonly total: number;
  readonly checking: number;

  /** The number of servers to which a key is being applied. */
  readonly applying: number;

  /** The number of servers that have answered. */
  readonly answered: number;

  /** The number of servers that can activate VMs with a key, a subscription, or their own license. */
  readonly activated: number;

  /** How many of those the Windows Server subscription covers, with or without a key. */
  readonly covered: number;

  /** The number of servers for which it isn’t known whether they can activate VMs. */
  readonly notKnown: number;

  /** The versions of the keys that activate VMs, oldest first, without unknown ones. */
  readonly versions: readonly KnownKeyVersion[];
  readonly newestVersion: KeyVersion;
  readonly olderKeyServers: readonly Server[];

  /**
   * Servers that don’t say which version their key is, if another server has a key too and no subscription covers them.
   */
  readonly unknownVersionServers: readonly Server[];

  /** Servers without a key, if others have one. */
  readonly serversWithoutKey: readonly Server[];

  /** Whether a key can be entered for a server that doesn’t activate VMs yet. */
  readonly isSomeReady: boolean;

  /** Servers that this admin can’t even view. */
  readonly deniedServers: readonly Server[];

  /**
   * Whether nothing is set up yet, based on the servers that have answered. This can still change while some are being
   * checked.
   */
  readonly isFirstRun: boolean;
  readonly alerts: readonly Alert[];
}

/** Derives the findings about the cluster from the status of all servers. */
export function findingsOf(statuses: readonly ServerStatus[]): Findings {
  const newest = newestVersion(versionsIn(statuses));
  const alerts = alertsOf({ statuses, newest });
  const serversIn = (kind: AlertKind) => alerts.find(alert => alert.kind === kind)?.servers ?? [];
  return {
    total: statuses.length,
    checking: statuses.filter(status => traitsOf(status).waitsFor === 'answer').length,
    applying: statuses.filter(isApplying).length,
    answered: statuses.filter(status => status.report !== null).length,
    activated: statuses.filter(doesActivate).length,
    covered: statuses.filter(status => hasSubscription(status) && doesActivate(status)).length,
    notKnown: statuses.filter(status => activatesVms(status) === 'notKnown').length,
    versions: versionsIn(statuses.filter(status => doesActivate(status) && status.shows === 'activated')),
    newestVersion: newest,
    olderKeyServers: serversIn('olderKeys'),
    unknownVersionServers: serversIn('versionUnknown'),
    serversWithoutKey: serversIn('keyMissing'),
    isSomeReady: statuses.some(status => canTakeKey(status).can && !doesActivate(status)),
    deniedServers: serversIn('noAccess'),
    isFirstRun: isFirstRun(statuses) && !statuses.some(doesActivate),
    alerts
  };
}

/** All badges of a server, including the one that depends on the whole cluster. */
export function badgesOf(status: ServerStatus, findings: Findings): readonly Badge[] {
  const id = serverId(status.server);
  const older = findings.olderKeyServers.some(server => serverId(server) === id);
  return older ? ['olderKey', ...status.badges] : status.badges;
}

/**
 * The first run is shown if servers have answered, none of them shows a key, an activation, or a subscription, and one
 * of them can take a key. How a server says that it has no key isn’t published, so an answer that isn’t understood must
 * not hide how to set it up. Servers that can’t have a key yet, or don’t need one, don’t count.
 */
function isFirstRun(statuses: readonly ServerStatus[]): boolean {
  const asked = statuses.filter(status => status.report !== null && traitsOf(status).canHaveKey);
  const isKnown = asked.every(({ shows }) => shows === 'noKey');
  const canBegin = isKnown || asked.some(status => canTakeKey(status).can);
  // If a server might have a key, the cluster is set up, even if the server’s answer isn’t understood or it has stopped
  // answering.
  const isBegun = statuses.some(({ attempt }) => leavesKey(attempt));
  return asked.length > 0 && asked.every(showsNothing) && canBegin && !isBegun;
}

/** Whether a server that has answered shows no sign of an activation or of an applied key. */
function showsNothing(status: ServerStatus): boolean {
  const isSetUp = status.showsKey || hasSubscription(status) || status.shows === 'activated';
  return traitsOf(status).allowsFirstRun && !isSetUp;
}

function versionsIn(statuses: readonly ServerStatus[]): KnownKeyVersion[] {
  const known = statuses.map(status => status.keyVersion).filter(isKnownVersion);
  return [...new Set(known)].sort(compareKeyVersions);
}

function doesActivate(status: ServerStatus): boolean {
  return activatesVms(status) === 'yes';
}
