import { ErrorMeaning, meaningOf } from '../../domain/error-codes';
import { plainMessage } from '../../domain/plain-words';
import { ServerStatus, Why, whyOf } from '../../domain/status';
import { AppStrings, fillIn } from '../../shell/strings';

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
  const what = plainMessage(why.message) || reasonInWords(why.reason, strings);
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
  if (!why) {
    return '';
  }
  const words = explained(why, strings);
  return status.state === 'keyDidNotWork' && status.shows === 'activated'
    ? `${words} ${strings.State.stillActivated}`
    : words;
}

/** A kind of failure in words. */
export function reasonInWords(reason: Why['reason'], strings: AppStrings): string {
  const words = strings.Failure;
  switch (reason) {
    case 'moduleMissing':
    case 'moduleBroken':
      return words.moduleMissing;
    case 'sessionKeyMissing':
    case 'notDecrypted':
      return words.notDecrypted;
    case 'refused':
      return words.refused;
    case 'cmdletFailed':
      return words.cmdletFailed;
    case 'licence':
      return words.licence;
    default:
      return strings.Failure[reason];
  }
}

/**
 * The meaning of an error of Windows' licensing or network. Where access was denied, or application control is in the
 * way, that says more than the code.
 */
function tellingMeaning({ reason, code, message }: Unexplained): ErrorMeaning | null {
  const meaning = meaningOf(code, message);
  const isOwnMatter = reason === 'denied' || reason === 'applicationControl';
  return isOwnMatter || meaning === 'unknown' ? null : meaning;
}

function nextStep(reason: Why['reason'], strings: AppStrings): string {
  const words = strings.Next;
  switch (reason) {
    case 'moduleMissing':
    case 'moduleBroken':
      return words.module;
    case 'sessionKeyMissing':
    case 'notDecrypted':
      return words.session;
    case 'refused':
      return words.refused;
    case 'cmdletFailed':
      return words.cmdletFailed;
    case 'licence':
      return words.licence;
    default:
      return strings.Next[reason];
  }
}
