import { findErrorCode } from '../answers/error-codes';
import { Failure, FailureReason } from '../answers/failure';
import { isRecord, listOf, numberIn, parsed, textIn } from '../answers/json';
import { maskProductKeys } from '../keys/product-key-mask';
import { readReturned } from '../answers/returned-answer';
import { saidIn } from '../answers/said';

/** Why a key was not applied: the server refused it, or it never came to be tried there. */
export type AttemptFailure = FailureReason | 'refused' | 'sessionKeyMissing' | 'notDecrypted' | 'moduleMissing';

/** What came, so far, of applying a key to a server. */
export type Attempt =
  /** Nothing of it was sent yet. */
  | { readonly kind: 'waiting' }
  /** It was sent, at that time. */
  | { readonly kind: 'applying'; readonly since: number }
  /** It was taken back before anything of it was sent. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'applied' }
  | AttemptFailed
  | AttemptNotConfirmed
  | AttemptNotKnown;

/** The key was not applied. */
export interface AttemptFailed {
  readonly kind: 'failed';
  readonly reason: AttemptFailure;

  /** The HRESULT, as in "0xC004C003", where one is known. */
  readonly code: string | null;

  /** What the server said, masked; empty where it said nothing. */
  readonly message: string;
}

/**
 * The cmdlet ended without an error, which alone is no proof: nobody has published how it refuses a key. Only what the
 * server shows afterwards confirms it. Nothing is sent again by itself.
 */
export interface AttemptNotConfirmed {
  readonly kind: 'notConfirmed';

  /** Whether the cmdlet said plainly that it worked. */
  readonly saysYes: boolean;

  /** What it returned and warned, masked; empty where it said nothing. */
  readonly message: string;
}

/**
 * The key was sent, and the answer lost: whether it was applied is not known. Nothing is sent again
 * by itself.
 */
export interface AttemptNotKnown {
  readonly kind: 'notKnown';
  readonly failure: Failure;
}

/** Whether nothing can be said yet of what came of a key. */
export function isUnderWay({ kind }: Attempt): boolean {
  return kind === 'waiting' || kind === 'applying';
}

/** The last attempt on a server, with what tells later whether it still says something. */
export interface LastAttempt {
  readonly attempt: Attempt;

  /**
   * The last five characters of the key that the server had before; null where it had none or it is
   * not known.
   */
  readonly lastFiveBefore: string | null;

  /** Whether the server showed an activation before, or could not be read. */
  readonly wasActivated: boolean;

  /** Whether an attempt before this one may have left a key there. */
  readonly mayHaveAnother?: boolean;
}

/** Whether a key may be on a server by its last attempt, or by one before. */
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
 * Reads what `Set-ServerActivationKey` answered. An answer that is none of ours leaves open whether
 * the key arrived.
 */
export function readAttempt(answer: unknown): Attempt {
  const rows = listOf(parsed(answer));
  const row = rows.length === 1 ? parsed(rows[0]) : null;
  const outcome = isRecord(row) && numberIn(row, 'schema') === 1 ? row['outcome'] : null;
  if (!isRecord(row) || !isOutcome(outcome)) {
    return { kind: 'notKnown', failure: { reason: 'notUnderstood', message: saidIn(answer) } };
  }
  if (outcome === 'applied') {
    return endedWell(row['answer'], textIn(row, 'warning'));
  }
  return {
    kind: 'failed',
    reason: reasonOf(outcome, textIn(row, 'languageMode')),
    code: findErrorCode(textIn(row, 'errorCode'), textIn(row, 'error')),
    message: maskProductKeys(textIn(row, 'error') ?? '')
  };
}

/** What came of a key whose cmdlet ended well: it may have refused it in what it returned or warned all the same. */
function endedWell(answer: unknown, warning: string | null): AttemptFailed | AttemptNotConfirmed {
  const returned = readReturned(answer, warning);
  const said = [parsed(answer), warning].filter(part => part !== null && part !== undefined).map(saidIn);
  const message = said.join('\n');
  return returned.kind === 'refused'
    ? { kind: 'failed', reason: 'refused', code: returned.code, message }
    : { kind: 'notConfirmed', saysYes: returned.kind === 'saysYes', message };
}

/** A key that never reached its server: nothing was sent, or the sending itself was refused. */
export function attemptNotMade(failure: Failure): AttemptFailed {
  const code = findErrorCode(null, failure.message);
  return { kind: 'failed', reason: failure.reason, code, message: failure.message };
}

type ScriptOutcome = 'applied' | 'failed' | 'sessionKeyMissing' | 'notDecrypted' | 'moduleMissing';

const outcomes = ['applied', 'failed', 'sessionKeyMissing', 'notDecrypted', 'moduleMissing'];

function isOutcome(value: unknown): value is ScriptOutcome {
  return outcomes.some(outcome => outcome === value);
}

/**
 * Constrained Language forbids the very calls that decrypting needs, so there a key was never
 * tried.
 */
function reasonOf(outcome: Exclude<ScriptOutcome, 'applied'>, languageMode: string | null): AttemptFailure {
  if (outcome === 'failed') {
    return 'refused';
  }
  const restricted = languageMode !== null && languageMode !== 'FullLanguage';
  return restricted && outcome !== 'moduleMissing' ? 'applicationControl' : outcome;
}
