import {
  AnswerVerdict,
  addOns,
  countNames,
  formerNames,
  isContrary,
  isGood,
  keyEndNames,
  licenseStatusNames,
  machineNames,
  otherDatacenters,
  otherLicenses,
  otherMatters,
  otherOwners,
  placeholders,
  presenceNames,
  verdictOfState,
  stateNames,
  truthNames,
  wellBeingNames,
  worksNames
} from './answer-words';
import { isRecord, plainName } from './json';

/**
 * A property of an answer. The name has only lowercase letters and digits, without the names of the objects around it.
 */
export interface Property {
  readonly name: string;
  readonly value: unknown;
}

/** Properties that belong together in an answer, and so describe one key. */
export type Row = readonly Property[];

/**
 * Reads an object as one row that includes the properties of nested objects, or as several rows if more than one nested
 * object has a state of its own, as in a list of licenses. Skips lists, which say nothing about the server, and
 * properties about another time, a guest, or a subscription. A row includes the name of its object, because that name
 * can identify a license.
 */
export function rowsOf(record: Record<string, unknown>, name = '', depth = 0): readonly Row[] {
  if (depth > 3) {
    return [];
  }
  const entries = Object.entries(record)
    .map(([key, value]) => ({ key, name: plainName(key), value: unwrapped(value) }))
    .filter(entry => !formerNames.test(entry.name));
  const own: Property[] = entries
    .filter(({ value }) => !isRecord(value) || Object.keys(value).length === 0)
    .map(entry => ({ name: entry.name, value: entry.value }));
  const inner = entries.flatMap(({ key, name: plain, value }) =>
    isRecord(value) && !otherMatters.test(plain) ? rowsOf(value, key, depth + 1) : []
  );
  if (own.some(property => otherOwners.test(property.name) && !isBlank(property.value))) {
    return inner;
  }
  const named = name === '' ? own : [{ name: '', value: name }, ...own];
  const speaking = inner.filter(speaks);
  return speaking.length > 1 ? [named, ...speaking].filter(speaks) : [[...named, ...inner.flat()]];
}

/** Unwraps an enumeration as some versions of PowerShell write it: `{ "value": 1, "Value": "Activated" }`. */
function unwrapped(value: unknown): unknown {
  return isRecord(value) && Object.keys(value).length === 2 && 'value' in value && 'Value' in value
    ? value['Value']
    : value;
}

/** Groups lines such as "License Status: Licensed" into rows. A repeated name starts a new row. */
export function rowsOfLines(lines: readonly string[]): readonly Row[] {
  const rows: Property[][] = [];
  const names = new Set<string>();
  for (const property of lines.map(propertyOfLine)) {
    if (rows.length === 0 || names.has(property.name)) {
      rows.push([]);
      names.clear();
    }
    rows[rows.length - 1].push(property);
    names.add(property.name);
  }
  return rows;
}

/** Whether a line is a name and a value, such as "License Status: Licensed", as slmgr and Format-List write them. */
export function isPair(line: string): boolean {
  return /^[\w .-]{2,60}\s*[:=]/.test(line.trim());
}

/** What one property says about the activation; null if it says nothing. */
export function sayingOf({ name, value }: Property): AnswerVerdict | null {
  if (presenceNames.test(name)) {
    return truthOf(value) === false ? 'noKey' : null;
  }
  if (countNames.test(name)) {
    return numberOf(value) === 0 ? 'noKey' : null;
  }
  const truth = truthNames.test(name) ? truthOf(value) : null;
  if (truth !== null) {
    return truth ? 'activated' : 'notActivated';
  }
  const status = numberOf(value);
  if (licenseStatusNames.test(name) && status !== null) {
    return status === 1 ? 'activated' : status >= 0 && status <= 6 ? 'notActivated' : null;
  }
  const isState = stateNames.test(name) || truthNames.test(name);
  return isState && typeof value === 'string' ? verdictOfState(value) : null;
}

/**
 * Whether a row describes a license that activates no virtual machines: the server’s own, or an add-on. Any property
 * can name that license, except one that holds a machine name.
 */
export function isOtherLicense(row: Row): boolean {
  return row.some(({ name, value }) => {
    const isAddOn = name === 'licenseisaddon' && truthOf(value) === true;
    return isAddOn || (!machineNames.test(name) && textsIn(value).some(isOtherName));
  });
}

/** Whether a sentence is about such a license, even if it also mentions Datacenter. */
export function isAboutOtherLicense(words: string): boolean {
  return [addOns, otherDatacenters, otherLicenses].some(names => names.test(words));
}

function isOtherName(text: string): boolean {
  const isOther = otherLicenses.test(text) && !/datacenter/i.test(text);
  return isOther || addOns.test(text) || otherDatacenters.test(text);
}

function textsIn(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}

/** Whether a property suggests that everything works. */
export function isWell({ name, value }: Property): boolean {
  return (
    wellBeingNames.test(name) &&
    (value === true || numberOf(value) === 1 || (typeof value === 'string' && isGood(value)))
  );
}

/** Whether a property says that something is off or doesn’t work. */
export function isOff({ name, value }: Property): boolean {
  const isTold = worksNames.test(name) && !presenceNames.test(name);
  return isTold && (truthOf(value) === false || (typeof value === 'string' && isContrary(value)));
}

/** Whether a property shows that there is a key, even if it doesn’t show which one. */
export function showsKey({ name, value }: Property): boolean {
  const isMasked = typeof value === 'string' && /^(?:[X*]{5}-){4}[X*]{5}$/i.test(value.trim());
  return presenceNames.test(name)
    ? truthOf(value) === true
    : keyEndNames.test(name) && (isMasked || keyEndIn(value) !== null);
}

/** The last five characters of a full, masked, or partial key; null for anything else, such as a word. */
export function keyEndIn(value: unknown): string | null {
  const key = typeof value === 'string' ? value.trim().toUpperCase() : '';
  const end = /(?:^|[-*X .\u2026\u2022])([0-9A-Z]{5})$/.exec(key)?.[1] ?? '';
  // A word contains vowels or other letters that no key has. If all five are X, it’s a mask.
  return /^[0-9BCDFGHJKMNPQRTVWXY]{5}$/.test(end) && end !== 'XXXXX' ? end : null;
}

/** Whether a value means "no key", however it’s written. A list that is nested deeper than this isn’t read. */
export function isBlank(value: unknown, levels = 4): boolean {
  if (typeof value === 'string') {
    return value.trim() === '' || placeholders.test(value.trim());
  }
  if (Array.isArray(value)) {
    return levels > 0 && value.every(inner => isBlank(inner, levels - 1));
  }
  return (
    value === false || value === 0 || (typeof value === 'object' && (value === null || Object.keys(value).length === 0))
  );
}

function speaks(row: Row): boolean {
  return row.some(property => sayingOf(property) !== null);
}

/** A boolean, or a word such as "Yes", as a boolean; null for anything else. */
export function truthOf(value: unknown): boolean | null {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return word === true || word === 'true' || word === 'yes'
    ? true
    : word === false || word === 'false' || word === 'no'
      ? false
      : null;
}

/** A number, including one written as text; null for anything else. */
export function numberOf(value: unknown): number | null {
  return typeof value === 'string' && /^-?\d{1,9}$/.test(value.trim())
    ? Number(value)
    : typeof value === 'number'
      ? value
      : null;
}

function propertyOfLine(line: string): Property {
  const at = line.search(/[:=]/);
  return { name: plainName(line.slice(0, at)), value: line.slice(at + 1).trim() };
}
