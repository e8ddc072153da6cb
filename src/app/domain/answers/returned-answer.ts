import { Property, isOtherLicense, isPair, numberOf, rowsOfLines, truthOf } from './answer-rows';
import { formerNames, licenseStatusNames, otherMatters, otherOwners, wordsIn } from './answer-words';
import { codeOfNumber, findErrorCode, meaningOf } from './error-codes';
import { isRecord, toRows, parsed, plainName } from './json';

/** What a cmdlet’s return value and warnings say about a key, if it didn’t end in an error. */
export type ReturnedAnswer =
  /** The code is null if the answer has none. */
  | { readonly kind: 'refused'; readonly code: string | null }
  /** It clearly says that it worked. */
  | { readonly kind: 'saysYes' }
  /** It says neither, or both. */
  | { readonly kind: 'open' };

/** What one value says. A value that says both isn’t clear. */
interface PropertyVerdict {
  readonly yes?: boolean;
  readonly no?: boolean;
  readonly code?: string | null;

  /** It might say that it didn’t work, in words that can’t be read. */
  readonly unread?: boolean;
}

/** Properties that are true if it worked. */
const successNames =
  /^(?:is|was|key|productkey)?(?:success(?:ful)?|succeeded|ok|applied|installed|completed|accepted|valid)$/;

/** Properties that are true if it didn’t work. */
const failureNames =
  /^(?:is|was|has|key|productkey)?(?:fail(?:ed|ure)|errors?|rejected|refused|denied|invalid|blocked)$/;

/** Properties that are zero if it worked. */
const returnNames = /^(?:return(?:value|code)|exitcode)$/;

/** Properties that are zero or empty if it worked. */
const errorNames =
  /^(?:return(?:value|code)|exitcode|hresult|(?:last)?error(?:s|code|text|message|description)?|fault)$/;

/** Properties whose text is the outcome. A description or a reason can be about anything. */
const outcomeNames = /^$|(?:result|outcome|status|state|message)$/;

const failureWords =
  /\b(?:fail(?:ed|s|ure)?|reject(?:ed|s)?|refuse[ds]?|denied|invalid|blocked|expired|unable|wrong)\b|^errors?\b|\berrors?\b(?= ?(?::|occurred|while|code|0x|\d|$))|\b(?:cannot|not|n['\u2019]t)(?: be| been)? (?:accept|apply|appli|install|support|valid\b|success|for\b)/i;

/**
 * A text that also has such a word might be about an error that was resolved, or about another key. It isn’t a clear
 * failure.
 */
const successWords =
  /\b(?<!\b(?:not|n['\u2019]t|never|cannot|to)(?: been| be)? )(?:success\w*|succeeded|complete|completed|applied|installed|activated|accepted|replaced|set|enabled|configured|active|done)\b/i;

/** Words and sentences that say only that it worked. */
const plainSuccess =
  /^(?:success(?:ful|fully)?|succeeded|ok|applied|installed|activated|licensed|accepted|completed(?: successfully)?)[.!]?$|\bsuccessfully\b|\b(?:is|was|has been) (?:applied|installed|activated|accepted)\b/i;

/** Words that qualify a statement. */
const reservations =
  /\b(?:not?|never|but|however|although|though|except|if|unless|until|when|once|will|may|might|pending|sure|whether|requires?)\b|n['\u2019]t\b/i;

/** Phrases that contain a word for failure but mean the opposite. */
const noFailure =
  /\b(?:no|not|without|0|zero) (?:\w+ )?(?:errors?|failures?|fail(?:ed|s)|invalid|blocked|expired)\b|\b(?:did|does|has) not fail(?:ed)?\b|\berrors?(?: ?(?:code|count|number))?: ?(?:0x0+|0|none|null)\b/gi;

/**
 * Return values that aren’t failures: a restart is required ("MsiExec.exe error messages"), or a job was started (CIM).
 */
const otherReturns = [1641, 3010, 4096];

/**
 * What Set-VMAutomaticActivation’s return value and warnings say about a key. What it returns isn’t published, and
 * Microsoft’s own page judges the key by it. So failing codes and clear failures are taken at face value, unless
 * something else in the answer says the opposite. Only the server’s next report shows the actual state.
 */
export function readReturned(answer: unknown, warning: string | null): ReturnedAnswer {
  const sayings = [...leavesOf(parsed(answer)).map(verdictOfProperty), warned(warning)];
  const says = { yes: sayings.some(({ yes }) => yes), no: sayings.some(({ no }) => no) };
  if (says.no) {
    const code = sayings.find(saying => saying.code)?.code ?? null;
    return says.yes ? { kind: 'open' } : { kind: 'refused', code };
  }
  return says.yes && !sayings.some(({ unread }) => unread) ? { kind: 'saysYes' } : { kind: 'open' };
}

/** Whether a property of an answer says that something failed. A description or a reason can be about anything. */
export function isFault(property: Property): boolean {
  return tells(property) && verdictOfProperty(property).no === true;
}

/** The values in an answer. Skips rows about a license that isn’t a host key’s, which say nothing about the key. */
function leavesOf(value: unknown, name = '', depth = 0): Property[] {
  if (depth > 4) {
    return [];
  }
  if (isRecord(value) && toRows(value)[0] === value) {
    const entries = Object.entries(value)
      .map(([key, inner]) => ({ name: plainName(key), value: inner }))
      .filter(entry => !formerNames.test(entry.name) && !otherMatters.test(entry.name));
    const isOther = isOtherLicense(entries) || entries.some(entry => otherOwners.test(entry.name));
    return isOther ? [] : entries.flatMap(entry => leavesOf(entry.value, entry.name, depth + 1));
  }
  if (Array.isArray(value) || isRecord(value)) {
    return toRows(value).flatMap(inner => leavesOf(inner, name, depth + 1));
  }
  if (typeof value === 'string' && /^\s*[{[]/.test(value) && parsed(value) !== value) {
    return leavesOf(parsed(value), name, depth + 1);
  }
  const lines = typeof value === 'string' && name === '' ? value.split(/\r?\n/).filter(line => line.trim()) : [];
  const pairs = lines.every(isPair) ? rowsOfLines(lines).flat() : [];
  return pairs.length > 0 && pairs.some(tells) ? pairs : [{ name, value }];
}

/** Whether a property states an outcome, and isn’t a sentence with a colon. */
function tells({ name }: Property): boolean {
  return [successNames, failureNames, errorNames, outcomeNames].some(names => names.test(name));
}

function verdictOfProperty({ name, value }: Property): PropertyVerdict {
  if (formerNames.test(name)) {
    return {};
  }
  const code = codeIn(name, value);
  if (code !== null && meaningOf(code, null) === 'activationInProgress') {
    return { unread: true };
  }
  if (code !== null) {
    return { no: true, code, yes: typeof value === 'string' && successWords.test(wordsIn(value)) };
  }
  const truth = truthOf(value);
  if (truth !== null) {
    return verdictOfTruth(name, truth);
  }
  const number = numberOf(value);
  if (number !== null) {
    return verdictOfNumber(name, number);
  }
  return typeof value === 'string' ? verdictOfWords(name, value.trim()) : {};
}

function verdictOfTruth(name: string, truth: boolean): PropertyVerdict {
  // If it isn’t complete, it might still be in progress.
  if (name.endsWith('completed') && !truth) {
    return { unread: true };
  }
  if (failureNames.test(name)) {
    return truth ? { no: true } : {};
  }
  if (name === '' || successNames.test(name) || /^(?:result|outcome|returnvalue|returnstatus|status)$/.test(name)) {
    return truth ? { yes: true } : { no: true };
  }
  // A key can be installed but not activated yet.
  return !/activated$/.test(name) ? {} : truth ? { yes: true } : { unread: true };
}

function verdictOfNumber(name: string, number: number): PropertyVerdict {
  if (successNames.test(name)) {
    return number === 0 ? { no: true } : number === 1 ? { yes: true } : {};
  }
  if (licenseStatusNames.test(name)) {
    return number === 1 ? { yes: true } : {};
  }
  if (!errorNames.test(name)) {
    return {};
  }
  if (number === 0) {
    return returnNames.test(name) ? { yes: true } : {};
  }
  // Windows error codes that say more than "it worked" have their highest bits set, and are read as codes.
  return Math.abs(number) < 2 ** 30 && !otherReturns.includes(number) ? { no: true } : {};
}

function verdictOfWords(name: string, text: string): PropertyVerdict {
  if (!errorNames.test(name) && !outcomeNames.test(name)) {
    return {};
  }
  const words = wordsIn(text).replace(noFailure, '');
  if (failureWords.test(words)) {
    return { no: true, yes: successWords.test(words) };
  }
  if (errorNames.test(name)) {
    return /^(?:|none|null|n\/?a|success\w*|ok|0x0+|-)$/i.test(text) ? {} : { unread: true };
  }
  return { yes: plainSuccess.test(words) && !reservations.test(words) };
}

/** A warning can be about something else. Only a code in it is clear. */
function warned(warning: string | null): PropertyVerdict {
  if (!warning) {
    return {};
  }
  const code = findErrorCode(null, warning);
  return code === null ? { unread: true } : { no: true, code, yes: successWords.test(wordsIn(warning)) };
}

/**
 * A failing HRESULT in any notation; null if there is none. If the property’s name doesn’t mark it as an error, the
 * code must have a facility of Windows licensing, COM, or Windows: other large numbers are counts and flags.
 */
function codeIn(name: string, value: unknown): string | null {
  const code =
    typeof value === 'number' ? codeOfSigned(value) : typeof value === 'string' ? findErrorCode(null, value) : null;
  const isNamed = errorNames.test(name) || outcomeNames.test(name) || /error|hresult|reason|code/.test(name);
  const isKnown = code !== null && /^0x(?:C004|800[47])/i.test(code);
  return code !== null && !/^0xF{8}$/i.test(code) && (isKnown || isNamed) ? code : null;
}

function codeOfSigned(value: number): string | null {
  return Number.isInteger(value) ? findErrorCode(null, codeOfNumber(value < 0 ? value + 2 ** 32 : value)) : null;
}
