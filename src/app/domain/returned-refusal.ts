import { codeOfNumber, findErrorCode } from './error-codes';
import { isRecord, listOf, parsed, plainName } from './json';

/** One value of what a cmdlet returned, with the name of its property in small letters; empty where it has none. */
interface Leaf {
  readonly name: string;
  readonly value: unknown;
}

/** A refusal that a cmdlet returned instead of failing; the code is null where it names none. */
export interface ReturnedRefusal {
  readonly code: string | null;
}

/** Properties that say whether it worked. */
const successNames = /^(?:is|was)?(?:success(?:ful)?|succeeded|ok|applied|completed|accepted|valid)$/;

/** Properties that are zero, or empty, where it worked. */
const errorNames = /^(?:return(?:value|code)|exitcode|(?:last)?error(?:code|text|message|description)?|fault)$/;

/** Properties whose words tell what came of it; a description or a reason may be of anything. */
const outcomeNames = /^(?:result|outcome|status|state|message|returnstatus)?$/;

const failureWords =
  /\b(?:fail(?:ed|s|ure)?|reject(?:ed|s)?|refuse[ds]?|denied|invalid|blocked|expired|errors?)\b|\bnot (?:been )?(?:accepted|valid|applied|supported|installed)\b/i;

/** A text that has such a word too may speak of a fault that was overcome, or of another key: no plain failure. */
const successWords =
  /\b(?:success\w*|succeeded|completed?|(?<!not )(?<!not been )(?:applied|installed|activated|accepted))\b/i;

/** What has a word of failure in it and says the contrary. */
const noFailure =
  /\b(?:no|not|without|0|zero) (?:\w+ )?(?:errors?|failures?|invalid|blocked|expired)\b|\berrors?(?: ?code)?: ?(?:0x0+|0|none|null)\b/gi;

/** Exit codes by which a program says that it worked, and that a restart is due ("MsiExec.exe error messages"). */
const restartCodes = [1641, 3010];

/**
 * Whether Set-VMAutomaticActivation refused a key in what it returned or warned, without ending in an error. What it
 * returns is not published, and Microsoft's own page judges the key by it: so failing codes and plain failure are taken
 * for what they say. Null where nothing of it is said; that the key was applied does not follow.
 */
export function returnedRefusal(answer: unknown, warning: string | null): ReturnedRefusal | null {
  const leaves = leavesOf(parsed(answer));
  const codes = [...leaves.map(({ value }) => codeIn(value)), codeIn(warning)].filter(code => code !== null);
  if (codes.length > 0) {
    return { code: codes[0] };
  }
  return leaves.some(isFailure) ? { code: null } : null;
}

function leavesOf(value: unknown, name = '', depth = 0): Leaf[] {
  if (depth > 4) {
    return [];
  }
  if (isRecord(value) && listOf(value)[0] === value) {
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, plainName(key), depth + 1));
  }
  if (Array.isArray(value) || isRecord(value)) {
    return listOf(value).flatMap(inner => leavesOf(inner, name, depth + 1));
  }
  return [{ name, value }];
}

/** A failing HRESULT, however it is written; null where there is none. */
function codeIn(value: unknown): string | null {
  if (typeof value !== 'number') {
    return typeof value === 'string' ? findErrorCode(null, value) : null;
  }
  const unsigned = value < 0 && value !== -1 ? value + 2 ** 32 : value;
  return Number.isInteger(value) ? findErrorCode(null, codeOfNumber(unsigned)) : null;
}

function isFailure({ name, value }: Leaf): boolean {
  if (value === false || (typeof value === 'string' && /^(?:false|no)$/i.test(value.trim()))) {
    return name === '' || successNames.test(name) || outcomeNames.test(name);
  }
  if (typeof value === 'number') {
    return errorNames.test(name) && isErrorNumber(value);
  }
  if (typeof value !== 'string') {
    return false;
  }
  const words = value.trim();
  if (/^\d+$/.test(words)) {
    return errorNames.test(name) && isErrorNumber(Number(words));
  }
  const isTold = errorNames.test(name) || outcomeNames.test(name);
  return isTold && failureWords.test(words.replace(noFailure, '')) && !successWords.test(words);
}

/** Windows' own numbers that say more than "it worked" have their highest bits set, and are read as codes. */
function isErrorNumber(value: number): boolean {
  return value !== 0 && Math.abs(value) < 2 ** 30 && !restartCodes.includes(value);
}
