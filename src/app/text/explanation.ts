import { AttemptFailed, AttemptNotConfirmed, AttemptNotKnown } from '../domain/servers/attempt';
import { ErrorMeaning, meaningOf } from '../domain/answers/error-codes';
import { plainMessage } from '../domain/answers/plain-words';
import { traitsOf } from '../domain/servers/states';
import { ServerStatus, Why, whyOf } from '../domain/servers/status';
import { AppStrings, fillIn } from '../platform/strings';
import { longestAnswer } from './server-text';

/** What an explanation is made from. */
export type Unexplained = Pick<Why, 'reason' | 'code' | 'message'>;

/** What went wrong, for a person. */
export interface Explanation {
  readonly what: string;
  readonly next: string;
  /** The HRESULT, as in "0xC004C003"; empty where none is known. */
  readonly code: string;
}

/**
 * What happened and what to do next: in words of ours where the error is known, else in the server's own, without what
 * programs put around them.
 */
export function explanationOf(why: Unexplained, strings: AppStrings): Explanation {
  const code = why.code ?? '';
  const meaning = tellingMeaning(why);
  if (meaning) {
    const { what, next } = strings.Error[meaning];
    return { what, next, code };
  }
  // An answer that was not understood is nothing to read: the details have it.
  const isUnread = ['notUnderstood', 'badServerName', 'tooManyServers'].includes(why.reason);
  const said = isUnread ? '' : plainMessage(why.message);
  const what = said || reasonInWords(why.reason, strings);
  return { what, next: nextStep(why.reason, strings), code };
}

/** What happened, with its error code where there is one: short enough for a row. */
export function explained(why: Unexplained, strings: AppStrings): string {
  const { what, code } = explanationOf(why, strings);
  const isSaid = what.toLowerCase().includes(code.toLowerCase());
  return isSaid ? what : fillIn(strings.Failure.withCode, what, code);
}

/** Why a server is in its state; empty where the state says it all. */
export function whyInWords(status: ServerStatus, strings: AppStrings): string {
  const why = whyOf(status);
  const notConfirmed = status.state === 'notConfirmed' ? notConfirmedInWords(status, strings) : '';
  const what = why ? explained(why, strings) : notConfirmed;
  return [what, stillActivated(status, strings)].filter(Boolean).join(' ');
}

/** That a key is not known to work, and the one from before goes on working; empty where that is not so. */
export function stillActivated(status: ServerStatus, strings: AppStrings): string {
  return traitsOf(status).isOfSentKey && status.shows === 'activated' ? strings.State.stillActivated : '';
}

/** That a key was sent, and its server doesn't show it, with what its cmdlet answered. */
export function notConfirmedInWords({ message }: Pick<AttemptNotConfirmed, 'message'>, strings: AppStrings): string {
  const words = strings.Attempt;
  const said = plainMessage(message).slice(0, longestAnswer);
  return said ? fillIn(words.notConfirmedSaid, said) : words.notConfirmedSilent;
}

/** What came of a key that is not on its server, as far as is known, with why. */
export function attemptInWords(
  attempt: AttemptFailed | AttemptNotConfirmed | AttemptNotKnown,
  strings: AppStrings
): string {
  if (attempt.kind === 'notConfirmed') {
    return `${strings.Attempt.notConfirmed}: ${notConfirmedInWords(attempt, strings)}`;
  }
  if (attempt.kind === 'notKnown') {
    return `${strings.Attempt.notKnown}: ${explained({ ...attempt.failure, code: null }, strings)}`;
  }
  const isTried = attempt.reason === 'refused';
  const headline = isTried ? strings.Attempt.failed : strings.Alert.keyNotApplied.title;
  return `${headline}: ${explained(attempt, strings)}`;
}

/** A key that was never tried did not fail. */
export function headlineOf({ reason }: AttemptFailed, strings: AppStrings): string {
  return reason === 'refused' ? strings.Attempt.failed : strings.Attempt.notSent;
}

/** A kind of failure in words. */
export function reasonInWords(reason: Why['reason'], strings: AppStrings): string {
  return strings.Failure[asTold(reason)];
}

/**
 * The meaning of an error of Windows' licensing. What failed on the way to the server has codes of the same kinds, and
 * is about another network: its meaning is another one. "Not accepted" is said of a key only where one was entered:
 * else its code is Windows' general one for what it did not find.
 */
function tellingMeaning({ reason, code, message }: Unexplained): ErrorMeaning | null {
  const meaning = meaningOf(code, message);
  const isLicensing = reason === 'refused' || reason === 'license' || reason === 'cmdletFailed';
  const isGeneral = meaning === 'keyNotAccepted' && reason !== 'refused';
  return !isLicensing || isGeneral || meaning === 'unknown' ? null : meaning;
}

function nextStep(reason: Why['reason'], strings: AppStrings): string {
  return strings.Next[asTold(reason)];
}

/** To an admin some reasons are the same matter. */
function asTold(reason: Why['reason']): Exclude<Why['reason'], 'moduleBroken' | 'sessionKeyMissing'> {
  switch (reason) {
    case 'moduleBroken':
      return 'moduleMissing';
    case 'sessionKeyMissing':
      return 'notDecrypted';
    default:
      return reason;
  }
}
