import { readOnce } from '../answers/read-once';
import { isSubscriptionUnread } from '../answers/subscription';
import { RequirementKind, RequirementState } from './requirement-kinds';
import { OwnLicense, ServerState, ServerStatus } from './status';

/** How good or bad a state is; "wait" if it isn’t known yet. */
export type Severity = 'success' | 'info' | 'warning' | 'error' | 'wait';

/** Why a server can’t take a key. */
export type KeyRefusal =
  'checking' | 'down' | 'tooOld' | 'applicationControl' | 'noAccess' | 'readOnly' | 'couldNotCheck' | 'ownActivation';

/** The groups in which servers are counted and shown, in this order. Each server is in exactly one. */
export const serverGroups = ['activated', 'noKey', 'attention', 'unknown'] as const;

export type ServerGroup = (typeof serverGroups)[number];

/** Everything that depends on a server’s state. Everything else about a server is in its status. */
export interface StateTraits {
  readonly severity: Severity;

  /** Where the server is counted. "unknown" includes what is still open. */
  readonly group: ServerGroup;

  /** What has to come before the state is final: the server’s answer, or the outcome of a key. */
  readonly waitsFor?: 'answer' | 'key';

  /** Whether a key can be entered, based on the state alone, or why not. */
  readonly takesKey: 'yes' | KeyRefusal;

  /**
   * Whether a server in this state can have a key of this kind: not before the update, and not on a Windows Server
   * host.
   */
  readonly canHaveKey: boolean;

  /**
   * Whether it activates VMs. "byKey" depends on what the server shows about its key, "byLicense" on its own license.
   */
  readonly activates: 'yes' | 'no' | 'byKey' | 'byLicense';

  /** Whether the first run can be shown while a server is in this state and shows no key. */
  readonly allowsFirstRun: boolean;

  /** Whether the state is about a key that was sent, not about the one that was there before. */
  readonly isOfSentKey: boolean;

  /** Whether it can run the commands of the activation module. */
  readonly followsCommands: boolean;

  /** Requirements whose state follows from the server’s state. */
  readonly requirements: Partial<Record<RequirementKind, RequirementState>>;
}

/** A server that shows its state and accepts keys and commands. The rest depends on its key. */
const usual: Omit<StateTraits, 'severity' | 'group'> = {
  takesKey: 'yes',
  canHaveKey: true,
  activates: 'byKey',
  allowsFirstRun: false,
  isOfSentKey: false,
  followsCommands: true,
  requirements: {}
};

/** A server that can’t have a key of this kind. */
const keyless: Omit<StateTraits, 'severity' | 'group' | 'takesKey'> = {
  canHaveKey: false,
  activates: 'no',
  allowsFirstRun: false,
  isOfSentKey: false,
  followsCommands: false,
  requirements: {}
};

/** The traits of each state. */
export const stateTraits: Record<ServerState, StateTraits> = {
  checking: { ...usual, severity: 'wait', group: 'unknown', waitsFor: 'answer', takesKey: 'checking' },
  applying: { ...usual, severity: 'wait', group: 'unknown', waitsFor: 'key' },
  activated: { ...usual, severity: 'success', group: 'activated' },
  subscription: { ...usual, severity: 'success', group: 'activated', activates: 'yes' },
  ownActivation: {
    ...keyless,
    severity: 'success',
    group: 'activated',
    takesKey: 'ownActivation',
    activates: 'byLicense',
    requirements: { access: 'notNeeded', system: 'notNeeded', module: 'notNeeded', key: 'notNeeded' }
  },
  noKey: { ...usual, severity: 'warning', group: 'noKey', allowsFirstRun: true },
  keyNotActive: { ...usual, severity: 'warning', group: 'attention' },
  keyDidNotWork: { ...usual, severity: 'error', group: 'attention', isOfSentKey: true },
  notConfirmed: { ...usual, severity: 'warning', group: 'attention', isOfSentKey: true },
  down: {
    ...usual,
    severity: 'error',
    group: 'attention',
    takesKey: 'down',
    activates: 'no',
    followsCommands: false,
    requirements: { online: 'notMet' }
  },
  tooOld: { ...keyless, severity: 'error', group: 'attention', takesKey: 'tooOld', requirements: { module: 'notMet' } },
  applicationControl: {
    ...usual,
    severity: 'error',
    group: 'attention',
    takesKey: 'applicationControl',
    allowsFirstRun: true
  },
  couldNotCheck: { ...usual, severity: 'warning', group: 'unknown', takesKey: 'couldNotCheck', allowsFirstRun: true },
  noAccess: { ...usual, severity: 'error', group: 'unknown', takesKey: 'noAccess' },
  unknownAnswer: { ...usual, severity: 'info', group: 'unknown', allowsFirstRun: true }
};

/** What the own license of a Windows Server host means. */
const licenseTraits: Record<
  OwnLicense,
  Pick<StateTraits, 'severity' | 'group'> & { activates: 'yes' | 'no' | 'notKnown' }
> = {
  active: { severity: 'success', group: 'activated', activates: 'yes' },
  notActive: { severity: 'warning', group: 'attention', activates: 'no' },
  otherEdition: { severity: 'warning', group: 'attention', activates: 'no' },
  unknown: { severity: 'info', group: 'unknown', activates: 'notKnown' }
};

/** Whether a key can be entered for a server now. */
export type KeyEntry = { readonly can: true } | { readonly can: false; readonly because: KeyRefusal };

/** The traits of the state that a server is in. */
export function traitsOf({ state }: ServerStatus): StateTraits {
  return stateTraits[state];
}

/** How good or bad a server’s state is. A Windows Server host counts as active only if its license says so. */
export function severityOf(status: ServerStatus): Severity {
  return status.state === 'ownActivation' ? licenseTraits[status.license].severity : traitsOf(status).severity;
}

/** The group in which a server is counted and shown. */
export function groupOf(status: ServerStatus): ServerGroup {
  return status.state === 'ownActivation' ? licenseTraits[status.license].group : traitsOf(status).group;
}

/** How many servers are in each group. */
export function groupCounts(statuses: readonly ServerStatus[]): Record<ServerGroup, number> {
  const counts = { activated: 0, noKey: 0, attention: 0, unknown: 0 };
  statuses.forEach(status => (counts[groupOf(status)] += 1));
  return counts;
}

/** Whether a key can be entered for a server now, and if not, why. */
export const canTakeKey = readOnce((status: ServerStatus): KeyEntry => {
  const { takesKey } = traitsOf(status);
  // A server that answers can take a key, even if its cmdlet couldn’t determine its state.
  const isOnlyUnread = takesKey === 'couldNotCheck' && status.report !== null && hasCmdletFailed(status);
  // Application control blocked one key, perhaps for a reason that has passed.
  const isOnlyBlocked = takesKey === 'applicationControl' && status.report?.moduleError === null;
  if (takesKey !== 'yes' && !isOnlyUnread && !isOnlyBlocked) {
    return { can: false, because: takesKey };
  }
  if (status.report?.endpoint === 'restricted') {
    return { can: false, because: 'readOnly' };
  }
  return { can: true };
});

/** Whether a server hasn’t answered yet. */
export function isChecking(status: ServerStatus): boolean {
  return traitsOf(status).waitsFor === 'answer';
}

/** Whether a key is on its way to a server, so that what the server showed before may soon be out of date. */
export function isApplying(status: ServerStatus): boolean {
  return traitsOf(status).waitsFor === 'key';
}

/** Whether the server said that the Windows Server subscription covers it. */
export function hasSubscription({ state, badges }: ServerStatus): boolean {
  return state === 'subscription' || badges.includes('subscription');
}

/** Whether only Windows’ licensing shows that there is no key: what the cmdlet answered can’t be read. */
export function isKeylessByLicensing({ state, source }: ServerStatus): boolean {
  return state === 'noKey' && source === 'licensing';
}

/** Whether a server activates VMs without a key of its own: with a subscription, or with its own license. */
export function needsNoKey(status: ServerStatus): boolean {
  return hasSubscription(status) || isWindowsServerHost(status);
}

/** Whether a server is a Windows Server host, which activates VMs with its own license. */
export function isWindowsServerHost(status: ServerStatus): boolean {
  return traitsOf(status).activates === 'byLicense';
}

/** Whether the server can activate its VMs now. */
export const activatesVms = readOnce((status: ServerStatus): 'yes' | 'no' | 'notKnown' => {
  const { activates } = traitsOf(status);
  switch (activates) {
    case 'byLicense':
      return status.state === 'ownActivation' ? licenseTraits[status.license].activates : 'notKnown';
    case 'byKey':
      return hasSubscription(status) ? 'yes' : byKey(status);
    case 'yes':
    case 'no':
      return activates;
  }
});

/** What the key shows. If it activates nothing, a subscription that couldn’t be read might. */
function byKey({ shows, report }: ServerStatus): 'yes' | 'no' | 'notKnown' {
  const isOpen = shows === 'unknown' || isSubscriptionUnread(report);
  return shows === 'activated' ? 'yes' : isOpen ? 'notKnown' : 'no';
}

function hasCmdletFailed(status: ServerStatus): boolean {
  return 'cause' in status && status.cause.reason === 'cmdletFailed';
}
