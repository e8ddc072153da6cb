import { findErrorCode } from '../answers/error-codes';
import { Failure, FailureReason } from '../answers/failure';
import { isRecord, numberIn, parsed, soleRow, textIn } from '../answers/json';
import { CertificateFailure, LeftCertificate, readLeftCertificate } from './key-certificate';
import { keptText } from '../keys/product-key-mask';
import { readReturned } from '../answers/returned-answer';
import { saidIn } from '../answers/said';

/** Why a key wasn’t applied: the server refused it, or it was never tried there. */
export type AttemptFailure =
  | FailureReason
  | CertificateFailure
  | 'refused'
  | 'sessionKeyMissing'
  | 'notDecrypted'
  /** Another page of this browser is applying a key to the server. */
  | 'appliedElsewhere'
  /** Windows couldn’t open the message for a certificate. */
  | 'messageNotDecrypted'
  | 'moduleMissing';

/** The outcome so far of applying a key to a server. */
export type Attempt =
  /** Nothing has been sent yet. */
  | { readonly kind: 'waiting' }
  /** The key was sent, at that time. */
  | { readonly kind: 'applying'; readonly since: number }
  /** The attempt was stopped before anything was sent. */
  | { readonly kind: 'stopped' }
  | ({ readonly kind: 'applied' } & CertificateTrace)
  | AttemptFailed
  | AttemptNotConfirmed
  | AttemptNotKnown;

/** What an attempt may leave on its server if the key was encrypted for a certificate. */
interface CertificateTrace {
  readonly left?: LeftCertificate;
}

/** The key wasn’t applied. */
export interface AttemptFailed extends CertificateTrace {
  readonly kind: 'failed';
  readonly reason: AttemptFailure;

  /** The HRESULT, as in "0xC004C003", if known. */
  readonly code: string | null;

  /** What the server said, masked; empty if it said nothing. */
  readonly message: string;
}

/**
 * The cmdlet ended without an error, which alone proves nothing: how it refuses a key isn’t published. Only what the
 * server shows afterward confirms the key. Nothing is resent automatically.
 */
export interface AttemptNotConfirmed extends CertificateTrace {
  readonly kind: 'notConfirmed';

  /** Whether the cmdlet clearly said that it worked. */
  readonly saysYes: boolean;

  /** The cmdlet’s output and warnings, masked; empty if there were none. */
  readonly message: string;
}

/**
 * The key was sent, but the answer was lost, so it isn’t known whether the key was applied. Nothing is resent
 * automatically.
 */
export interface AttemptNotKnown extends CertificateTrace {
  readonly kind: 'notKnown';
  readonly failure: Failure;
}

/** A key that an attempt is about. */
export interface SentKey {
  readonly lastFive: string;

  /** Whether the server had a key with the same last five characters before, so that showing them says nothing. */
  readonly hadSameLastFive: boolean;
}

/** A key that was sent to a server, and whose outcome isn’t known. It may have been used. */
export interface UnclearKey {
  /** Null if an earlier page sent it: the browser stores nothing of a new key. */
  readonly lastFive: string | null;
  readonly hadSameLastFive: boolean;
  readonly attempt: AttemptNotConfirmed | AttemptNotKnown;
}

/** Whether the outcome isn’t known yet. */
export function isUnderWay({ kind }: Attempt): boolean {
  return kind === 'waiting' || kind === 'applying';
}

/** The last attempt on a server, with the facts that show later whether it still applies. */
export interface LastAttempt {
  readonly attempt: Attempt;

  /** The last five characters of the key that the server had before; null if it had none or it isn’t known. */
  readonly lastFiveBefore: string | null;

  /** Whether `lastFiveBefore` is known. If not, null says nothing about the server’s key. */
  readonly isBeforeKnown?: boolean;

  /** The key that this attempt is about; undefined if it isn’t known. */
  readonly sent?: SentKey;

  /** The keys of this and earlier attempts whose outcome isn’t known. */
  readonly unclear?: readonly UnclearKey[];

  /** Whether the server showed an activation before, or couldn’t be read. */
  readonly wasActivated: boolean;

  /** Whether an earlier attempt may have left a key there. */
  readonly mayHaveAnother?: boolean;

  /** What this and earlier attempts may have left in the server’s certificate store. */
  readonly certificatesLeft?: readonly LeftCertificate[];
}

/** What attempts may have left in a server’s certificate store, with the last one. */
export function certificatesLeft(
  before: readonly LeftCertificate[] | undefined,
  attempt: Attempt
): readonly LeftCertificate[] {
  const left = 'left' in attempt ? attempt.left : undefined;
  const others = (before ?? []).filter(({ thumbprint }) => thumbprint !== left?.thumbprint);
  return left ? [...others, left] : (before ?? []);
}

/** Whether the last attempt, or an earlier one, may have left a key on a server. */
export function leavesKey(last: LastAttempt | null | undefined): boolean {
  switch (last?.attempt.kind) {
    case undefined:
      return false;
    case 'applying':
    case 'applied':
    case 'notConfirmed':
    case 'notKnown':
      return true;
    case 'waiting':
    case 'stopped':
    case 'failed':
      return last?.mayHaveAnother ?? false;
  }
}

/**
 * Reads what `Set-ServerActivationKey` answered. If the answer isn’t from our script, it isn’t known whether the key
 * arrived. With the thumbprint of the certificate for which the key was encrypted, also reads what is left of that.
 */
export function readAttempt(
  answer: unknown,
  thumbprint: string | null = null
): AttemptFailed | AttemptNotConfirmed | AttemptNotKnown {
  const row = soleRow(answer);
  const attempt = attemptIn(answer, row, thumbprint !== null);
  const left = thumbprint === null ? null : readLeftCertificate(isRecord(row) ? row : {}, thumbprint);
  return left ? { ...attempt, left } : attempt;
}

function attemptIn(
  answer: unknown,
  row: unknown,
  hasCertificate: boolean
): AttemptFailed | AttemptNotConfirmed | AttemptNotKnown {
  const outcome = isRecord(row) && numberIn(row, 'schema') === 1 ? row['outcome'] : null;
  if (!isRecord(row) || !isOutcome(outcome)) {
    return { kind: 'notKnown', failure: { reason: 'notUnderstood', message: saidIn(answer) } };
  }
  if (outcome === 'applied') {
    return endedWell(row['answer'], textIn(row, 'warning'));
  }
  return {
    kind: 'failed',
    reason:
      hasCertificate && outcome === 'notDecrypted'
        ? 'messageNotDecrypted'
        : reasonOf(outcome, textIn(row, 'languageMode')),
    code: findErrorCode(textIn(row, 'errorCode'), textIn(row, 'error')),
    message: keptText(textIn(row, 'error') ?? '')
  };
}

/** The outcome if the cmdlet ended without an error. It might still have refused the key in its output or a warning. */
function endedWell(answer: unknown, warning: string | null): AttemptFailed | AttemptNotConfirmed {
  const returned = readReturned(answer, warning);
  const said = [parsed(answer), warning].filter(part => part !== null && part !== undefined).map(saidIn);
  const message = said.join('\n');
  return returned.kind === 'refused'
    ? { kind: 'failed', reason: 'refused', code: returned.code, message }
    : { kind: 'notConfirmed', saysYes: returned.kind === 'saysYes', message };
}

/** The attempt for a key that never reached its server: nothing was sent, or sending it was refused. */
export function attemptNotMade(failure: Failure): AttemptFailed {
  const code = findErrorCode(null, failure.message);
  return { kind: 'failed', reason: failure.reason, code, message: failure.message };
}

type ScriptOutcome = 'applied' | 'failed' | 'sessionKeyMissing' | 'notDecrypted' | 'moduleMissing';

const outcomes = ['applied', 'failed', 'sessionKeyMissing', 'notDecrypted', 'moduleMissing'];

function isOutcome(value: unknown): value is ScriptOutcome {
  return outcomes.some(outcome => outcome === value);
}

/** Constrained Language forbids decrypting with a session’s key pair, so a key was never tried there. */
function reasonOf(outcome: Exclude<ScriptOutcome, 'applied'>, languageMode: string | null): AttemptFailure {
  if (outcome === 'failed') {
    return 'refused';
  }
  const restricted = languageMode !== null && languageMode !== 'FullLanguage';
  return restricted && outcome !== 'moduleMissing' ? 'applicationControl' : outcome;
}
