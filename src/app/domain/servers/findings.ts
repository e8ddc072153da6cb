import { Alert, AlertKind, alertsOf } from './alerts';
import { Opening, isFirstRun, openingOf } from './first-run';
import { KeyVersion, KnownKeyVersion, compareKeyVersions, isKnownVersion, newestVersion } from '../keys/key-version';
import { Server, serverId } from './server';
import { activatesVms, canTakeKey, hasSubscription, isApplying, isChecking } from './states';
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

  /** The number of servers that are known to have no key. */
  readonly keyless: number;

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

  /** What the page shows below its alerts. */
  readonly opening: Opening;
  readonly alerts: readonly Alert[];
}

/** Derives the findings about the cluster from the status of all servers. */
export function findingsOf(statuses: readonly ServerStatus[]): Findings {
  const newest = newestVersion(versionsIn(statuses));
  const alerts = alertsOf({ statuses, newest });
  const serversIn = (kind: AlertKind) => alerts.find(alert => alert.kind === kind)?.servers ?? [];
  return {
    total: statuses.length,
    checking: statuses.filter(isChecking).length,
    applying: statuses.filter(isApplying).length,
    answered: statuses.filter(status => status.report !== null).length,
    activated: statuses.filter(doesActivate).length,
    covered: statuses.filter(status => hasSubscription(status) && doesActivate(status)).length,
    notKnown: statuses.filter(status => activatesVms(status) === 'notKnown').length,
    keyless: statuses.filter(({ shows }) => shows === 'noKey').length,
    versions: versionsIn(statuses.filter(status => doesActivate(status) && status.shows === 'activated')),
    newestVersion: newest,
    olderKeyServers: serversIn('olderKeys'),
    unknownVersionServers: serversIn('versionUnknown'),
    serversWithoutKey: serversIn('keyMissing'),
    isSomeReady: statuses.some(status => canTakeKey(status).can && !doesActivate(status)),
    deniedServers: serversIn('noAccess'),
    isFirstRun: isFirstRun(statuses),
    opening: openingOf(statuses),
    alerts
  };
}

/** All badges of a server, including the one that depends on the whole cluster. */
export function badgesOf(status: ServerStatus, findings: Findings): readonly Badge[] {
  const id = serverId(status.server);
  return allBadgesOf(
    status,
    findings.olderKeyServers.some(server => serverId(server) === id)
  );
}

/** All badges of a server whose key is older than another server’s, or isn’t. */
export function allBadgesOf({ badges }: ServerStatus, hasOlderKey: boolean): readonly Badge[] {
  return hasOlderKey ? ['olderKey', ...badges] : badges;
}

function versionsIn(statuses: readonly ServerStatus[]): KnownKeyVersion[] {
  const known = statuses.map(status => status.keyVersion).filter(isKnownVersion);
  return [...new Set(known)].sort(compareKeyVersions);
}

function doesActivate(status: ServerStatus): boolean {
  return activatesVms(status) === 'yes';
}
