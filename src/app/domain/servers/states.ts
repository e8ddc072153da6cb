import { Report } from '../answers/report';
import { isSubscriptionUnread } from '../answers/subscription';
import { RequirementKind, RequirementState } from './requirement-kinds';
import { OwnLicense, ServerState, ServerStatus, isRestricted } from './status';

/** How good or bad a state is; "wait" where that is still to come. */
export type Severity = 'success' | 'info' | 'warning' | 'error' | 'wait';

/** Why a server can't take a key. */
export type KeyRefusal =
  'checking' | 'down' | 'tooOld' | 'applicationControl' | 'noAccess' | 'readOnly' | 'couldNotCheck' | 'ownActivation';

/** All that depends on a server's state. What else a server said or has is in its status. */
export interface StateTraits {
  readonly severity: Severity;

  /** Whether a key can be entered, as far as the state tells, or why not. */
  readonly takesKey: 'yes' | KeyRefusal;

  /** Whether a server in that state can have a key of this kind: not before an update, and no Windows Server host. */
  readonly canHaveKey: boolean;

  /** Whether it activates VMs: "byKey" leaves it to what it shows of its key, "byLicense" to its own license. */
  readonly activates: 'yes' | 'no' | 'byKey' | 'byLicense';

  /** Whether the first run may be shown while a server is in that state and shows no key. */
  readonly allowsFirstRun: boolean;

  /** Whether it is about a key that was sent, and not about the one that was there before. */
  readonly isOfSentKey: boolean;

  /** Whether it can follow the commands of the activation module. */
  readonly followsCommands: boolean;

  /** What the state itself tells of requirements. */
  readonly requirements: Partial<Record<RequirementKind, RequirementState>>;
}

/** A server that shows how it stands, takes keys and commands, and whose key tells the rest. */
const usual: Omit<StateTraits, 'severity'> = {
  takesKey: 'yes',
  canHaveKey: true,
  activates: 'byKey',
  allowsFirstRun: false,
  isOfSentKey: false,
  followsCommands: true,
  requirements: {}
};

/** One that can have no key of this kind. */
const keyless: Omit<StateTraits, 'severity' | 'takesKey'> = {
  canHaveKey: false,
  activates: 'no',
  allowsFirstRun: false,
  isOfSentKey: false,
  followsCommands: false,
  requirements: {}
};

/** Each state, with all that depends on it. */
export const stateTraits: Record<ServerState, StateTraits> = {
  checking: { ...usual, severity: 'wait', takesKey: 'checking' },
  activated: { ...usual, severity: 'success' },
  subscription: { ...usual, severity: 'success', activates: 'yes' },
  ownActivation: {
    ...keyless,
    severity: 'success',
    takesKey: 'ownActivation',
    activates: 'byLicense',
    requirements: { access: 'notNeeded', system: 'notNeeded', module: 'notNeeded', key: 'notNeeded' }
  },
  noKey: { ...usual, severity: 'warning', allowsFirstRun: true },
  keyNotActive: { ...usual, severity: 'warning' },
  keyDidNotWork: { ...usual, severity: 'error', isOfSentKey: true },
  notConfirmed: { ...usual, severity: 'warning', isOfSentKey: true },
  down: {
    ...usual,
    severity: 'error',
    takesKey: 'down',
    activates: 'no',
    followsCommands: false,
    requirements: { online: 'notMet' }
  },
  tooOld: { ...keyless, severity: 'error', takesKey: 'tooOld', requirements: { module: 'notMet' } },
  applicationControl: { ...usual, severity: 'error', takesKey: 'applicationControl', allowsFirstRun: true },
  couldNotCheck: { ...usual, severity: 'warning', takesKey: 'couldNotCheck', allowsFirstRun: true },
  noAccess: { ...usual, severity: 'error', takesKey: 'noAccess' },
  unknownAnswer: { ...usual, severity: 'info', allowsFirstRun: true }
};

const licenseSeverities: Record<OwnLicense, Severity> = {
  active: 'success',
  notActive: 'warning',
  otherEdition: 'warning',
  unknown: 'info'
};

const licenseActivates: Record<OwnLicense, 'yes' | 'no' | 'notKnown'> = {
  active: 'yes',
  notActive: 'no',
  otherEdition: 'no',
  unknown: 'notKnown'
};

/** Whether keys can be entered for a server now. */
export type KeyEntry = { readonly can: true } | { readonly can: false; readonly because: KeyRefusal };

/** All that depends on the state that a server is in. */
export function traitsOf({ state }: ServerStatus): StateTraits {
  return stateTraits[state];
}

/** How good or bad a server's state is. A Windows Server host counts as active only where its license says so. */
export function severityOf(status: ServerStatus): Severity {
  return status.state === 'ownActivation' ? licenseSeverities[status.license] : traitsOf(status).severity;
}

/** Whether keys can be entered for a server now, and if not, why. */
export function canTakeKey(status: ServerStatus): KeyEntry {
  const { takesKey } = traitsOf(status);
  // A server that answers can take a key, even when its cmdlet could not say how it stands.
  const isOnlyUnread = takesKey === 'couldNotCheck' && status.report !== null && hasCmdletFailed(status);
  if (takesKey !== 'yes' && !isOnlyUnread) {
    return { can: false, because: takesKey };
  }
  if (status.report?.endpoint === 'restricted') {
    return { can: false, because: 'readOnly' };
  }
  return isHeld(status.report) ? { can: false, because: 'applicationControl' } : { can: true };
}

/** Whether application control keeps keys from being applied where they may be needed, however the server stands. */
export function isHeldBack(status: ServerStatus): boolean {
  const { takesKey, canHaveKey, activates } = traitsOf(status);
  const isOfUse = canHaveKey && activates !== 'yes';
  return takesKey === 'applicationControl' || (isOfUse && isHeld(status.report));
}

/** Whether the server said that the Windows Server subscription covers it. */
export function hasSubscription({ state, badges }: ServerStatus): boolean {
  return state === 'subscription' || badges.includes('subscription');
}

/** Whether only Windows' licensing shows that there is no key: what the cmdlet said beside it can't be read. */
export function isKeylessByLicensing({ state, source }: ServerStatus): boolean {
  return state === 'noKey' && source === 'licensing';
}

/** Whether a server activates by what no key of its own changes: a subscription, or its own license. */
export function needsNoKey(status: ServerStatus): boolean {
  return hasSubscription(status) || isWindowsServerHost(status);
}

/** Whether a server is a Windows Server host, which activates VMs by its own license. */
export function isWindowsServerHost(status: ServerStatus): boolean {
  return traitsOf(status).activates === 'byLicense';
}

/** Whether VMs on that server can be activated by it now. */
export function activatesVms(status: ServerStatus): 'yes' | 'no' | 'notKnown' {
  const { activates } = traitsOf(status);
  switch (activates) {
    case 'byLicense':
      return status.state === 'ownActivation' ? licenseActivates[status.license] : 'notKnown';
    case 'byKey':
      return hasSubscription(status) ? 'yes' : byKey(status);
    case 'yes':
    case 'no':
      return activates;
  }
}

/** What the key says; where it activates nothing, a subscription that could not be read may. */
function byKey({ shows, report }: ServerStatus): 'yes' | 'no' | 'notKnown' {
  const isOpen = shows === 'unknown' || isSubscriptionUnread(report);
  return shows === 'activated' ? 'yes' : isOpen ? 'notKnown' : 'no';
}

function hasCmdletFailed(status: ServerStatus): boolean {
  return 'why' in status && status.why.reason === 'cmdletFailed';
}

function isHeld(report: Report | null): boolean {
  return report !== null && isRestricted(report);
}
