import { FailureReason } from '../../domain/failure';
import { NodeState } from '../../domain/server';
import { KeyEntry, ServerState, ServerStatus, Why, whyOf } from '../../domain/status';
import { KeyType } from '../../domain/key-version';
import { AppStrings, fillIn } from '../../shell/strings';

/** The SDK's status icons, and "wait" for its spinner. */
export type StateIcon = 'success' | 'warning' | 'error' | 'info' | 'wait';

const icons: Record<ServerState, StateIcon> = {
  checking: 'wait',
  activated: 'success',
  subscription: 'success',
  ownActivation: 'success',
  noKey: 'warning',
  keyNotActive: 'warning',
  keyDidNotWork: 'error',
  down: 'error',
  tooOld: 'error',
  applicationControl: 'error',
  couldNotCheck: 'warning',
  noAccess: 'error',
  unknownAnswer: 'info'
};

/** The icon beside a server's state. A Windows Server host counts as active only where its licence says so. */
export function iconOf(status: ServerStatus): StateIcon {
  if (status.state === 'ownActivation') {
    return status.licensed === true ? 'success' : status.licensed === false ? 'warning' : 'info';
  }
  return icons[status.state];
}

/** A server's state in words. */
export function wordsOf(status: ServerStatus, strings: AppStrings): string {
  const words = strings.State;
  switch (status.state) {
    case 'checking':
      return words.checking;
    case 'activated':
      return words.activated;
    case 'subscription':
      return words.subscription;
    case 'ownActivation':
      return words.ownActivation;
    case 'noKey':
      return words.noKey;
    case 'keyNotActive':
      return words.keyNotActive;
    case 'keyDidNotWork':
      return words.keyDidNotWork;
    case 'down':
      return words.down;
    case 'tooOld':
      return words.tooOld;
    case 'applicationControl':
      return words.applicationControl;
    case 'couldNotCheck':
      return words.couldNotCheck;
    case 'noAccess':
      return words.noAccess;
    case 'unknownAnswer':
      return status.said ? fillIn(words.unknownAnswer, status.said) : words.unknownSilent;
  }
}

/** Why a server is in its state: the server's own words where there are any, with its error code. */
export function whyInWords(status: ServerStatus, strings: AppStrings): string {
  const why = whyOf(status);
  return why ? explained(why, strings) : '';
}

/** A reason in words: what was said, or what kind of failure it was, and the error code where there is one. */
export function explained(
  why: Pick<Why, 'reason' | 'code' | 'message'>,
  strings: AppStrings
): string {
  const words = why.message.trim() || reasonInWords(why.reason, strings);
  const showCode = why.code !== null && !words.toLowerCase().includes(why.code.toLowerCase());
  return showCode ? fillIn(strings.Failure.withCode, words, why.code ?? '') : words;
}

/** A kind of failure in words. */
export function reasonInWords(reason: Why['reason'], strings: AppStrings): string {
  const words = strings.Failure;
  const ofFailure: Record<FailureReason, string> = {
    unreachable: words.unreachable,
    denied: words.denied,
    timedOut: words.timedOut,
    sessionLost: words.sessionLost,
    applicationControl: words.applicationControl,
    notUnderstood: words.notUnderstood,
    serverError: words.serverError
  };
  switch (reason) {
    case 'refused':
      return words.refused;
    case 'moduleMissing':
    case 'moduleBroken':
      return words.moduleMissing;
    case 'sessionKeyMissing':
    case 'notDecrypted':
      return words.notDecrypted;
    case 'cmdletFailed':
      return words.cmdletFailed;
    case 'licence':
      return words.licence;
    default:
      return ofFailure[reason];
  }
}

/** What the cluster says of a server, in words. */
export function nodeStateInWords(state: NodeState, strings: AppStrings): string {
  const words: Record<NodeState, string> = {
    up: strings.NodeState.up,
    down: strings.NodeState.down,
    paused: strings.NodeState.paused,
    joining: strings.NodeState.joining,
    unknown: strings.NodeState.unknown
  };
  return words[state];
}

/** Where a key comes from, in words. */
export function keyTypeInWords(type: KeyType, strings: AppStrings): string {
  const words: Record<KeyType, string> = {
    volume: strings.KeyType.volume,
    oem: strings.KeyType.oem,
    retail: strings.KeyType.retail,
    unknown: strings.Table.notKnown
  };
  return words[type];
}

/** Why a server can't take a key now; empty where it can. */
export function whyNoKey(entry: KeyEntry, strings: AppStrings): string {
  if (entry.can) {
    return '';
  }
  switch (entry.because) {
    case 'down':
      return strings.Keys.disabledDown;
    case 'tooOld':
      return strings.Keys.disabledTooOld;
    case 'noAccess':
      return strings.Keys.disabledNoAccess;
    case 'readOnly':
      return strings.Keys.disabledReadOnly;
    case 'applicationControl':
      return strings.State.applicationControl;
    case 'ownActivation':
      return strings.State.ownActivation;
    case 'checking':
      return strings.State.checking;
    case 'couldNotCheck':
      return strings.Keys.disabledNotChecked;
  }
}
