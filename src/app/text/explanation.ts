import { AttemptFailed, AttemptNotConfirmed, AttemptNotKnown } from '../domain/servers/attempt';
import { ErrorMeaning, meaningOf } from '../domain/answers/error-codes';
import { LeftCertificate } from '../domain/servers/key-certificate';
import { plainMessage } from '../domain/answers/plain-words';
import { traitsOf } from '../domain/servers/states';
import { ServerStatus, Cause, causeOf } from '../domain/servers/status';
import { AppStrings, fillIn } from '../platform/strings';
import { inOrder, labeled } from './joined';
import { longestAnswer } from './server-text';

/** The facts that an explanation needs. */
export type Unexplained = Pick<Cause, 'reason' | 'code' | 'message'>;

/** What went wrong, in words for people. */
export interface Explanation {
  readonly what: string;
  readonly next: string;
  /** The HRESULT, such as "0xC004C003"; empty if unknown. */
  readonly code: string;
}

/**
 * What happened and what to do next: in our own words for a known error, otherwise in the server's, without the text
 * that programs wrap around them.
 */
export function explanationOf(why: Unexplained, strings: AppStrings): Explanation {
  const code = why.code ?? '';
  const meaning = tellingMeaning(why);
  if (meaning) {
    const { what, next } = strings.Error[meaning];
    return { what, next, code };
  }
  // An answer that wasn't understood isn't readable text. The details show what was said.
  const isUnread = [
    'notUnderstood',
    'badServerName',
    'tooManyServers',
    // A certificate's error alone doesn't say what it's about.
    'certificateNotMade',
    'certificateNotFit',
    'messageNotDecrypted'
  ].includes(why.reason);
  const said = isUnread ? '' : plainMessage(why.message);
  const what = said || reasonInWords(why.reason, strings);
  return { what, next: nextStep(why.reason, strings), code };
}

/** What happened, with its error code if there is one. Short enough for a row. */
export function explained(why: Unexplained, strings: AppStrings): string {
  const { what, code } = explanationOf(why, strings);
  const isSaid = what.toLowerCase().includes(code.toLowerCase());
  return isSaid ? what : fillIn(strings.Failure.withCode, what, code);
}

/** Why a server is in its state; empty if the state is enough. */
export function whyInWords(status: ServerStatus, strings: AppStrings): string {
  const why = causeOf(status);
  const notConfirmed = status.state === 'notConfirmed' ? notConfirmedInWords(status, strings) : '';
  const what = why ? explained(why, strings) : notConfirmed;
  return inOrder([what, stillActivated(status, strings)], strings);
}

/** Says that a key isn't known to work, but the previous one still does; empty if that's not the case. */
export function stillActivated(status: ServerStatus, strings: AppStrings): string {
  return traitsOf(status).isOfSentKey && status.shows === 'activated' ? strings.State.stillActivated : '';
}

/** Says that a key was sent but its server doesn't show it, with the cmdlet's answer. */
export function notConfirmedInWords({ message }: Pick<AttemptNotConfirmed, 'message'>, strings: AppStrings): string {
  const words = strings.Attempt;
  const said = plainMessage(message).slice(0, longestAnswer);
  return said ? fillIn(words.notConfirmedSaid, said) : words.notConfirmedSilent;
}

/** The outcome of a key that isn't on its server, as far as it's known, and why. */
export function attemptInWords(
  attempt: AttemptFailed | AttemptNotConfirmed | AttemptNotKnown,
  strings: AppStrings
): string {
  if (attempt.kind === 'notConfirmed') {
    return labeled(strings.Attempt.notConfirmed, notConfirmedInWords(attempt, strings), strings);
  }
  if (attempt.kind === 'notKnown') {
    return labeled(strings.Attempt.notKnown, explained({ ...attempt.failure, code: null }, strings), strings);
  }
  const isTried = attempt.reason === 'refused';
  const headline = isTried ? strings.Attempt.failed : strings.Alert.keyNotApplied.title;
  return labeled(headline, explained(attempt, strings), strings);
}

/** A key that was never tried didn't fail. */
export function headlineOf({ reason }: AttemptFailed, strings: AppStrings): string {
  return reason === 'refused' ? strings.Attempt.failed : strings.Attempt.notSent;
}

/** What is left of a certificate on a server, with what removes it, and why it's left. */
export function leftCertificateInWords({ thumbprint, kind, message }: LeftCertificate, strings: AppStrings): string {
  const words: Record<LeftCertificate['kind'], string> = {
    certificate: fillIn(strings.Details.certificateLeft, `Cert:\\LocalMachine\\My\\${thumbprint ?? ''}`),
    privateKey: fillIn(strings.Details.privateKeyLeft, thumbprint ?? ''),
    perhaps: strings.Details.certificateMayBeLeft
  };
  return [words[kind], message].filter(Boolean).join('\n');
}

/** A kind of failure in words. */
export function reasonInWords(reason: Cause['reason'], strings: AppStrings): string {
  return strings.Failure[asTold(reason)];
}

/**
 * The meaning of a Windows licensing error. A failure on the way to the server can have codes of the same kinds, but
 * concerns another network, so it means something else. "Not accepted" applies only if a key was entered: otherwise its
 * code is Windows' general one for something it didn't find.
 */
function tellingMeaning({ reason, code, message }: Unexplained): ErrorMeaning | null {
  const meaning = meaningOf(code, message);
  const isLicensing = reason === 'refused' || reason === 'license' || reason === 'cmdletFailed';
  const isGeneral = meaning === 'keyNotAccepted' && reason !== 'refused';
  return !isLicensing || isGeneral || meaning === 'unknown' ? null : meaning;
}

function nextStep(reason: Cause['reason'], strings: AppStrings): string {
  return strings.Next[asTold(reason)];
}

/** Combines reasons that are the same to an admin. */
function asTold(reason: Cause['reason']): Exclude<Cause['reason'], 'moduleBroken' | 'sessionKeyMissing'> {
  switch (reason) {
    case 'moduleBroken':
      return 'moduleMissing';
    case 'sessionKeyMissing':
      return 'notDecrypted';
    default:
      return reason;
  }
}
