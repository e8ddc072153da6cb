import {
  addOns,
  isGood,
  keyEndNames,
  machineNames,
  otherLicenses,
  placeholders,
  presenceNames,
  sayingOfState,
  Saying,
  stateNames,
  truthNames,
  wellBeingNames
} from './answer-words';
import { isRecord, plainName } from './json';

/** A property of an answer, with its name in small letters only, and whatever it stands in left off. */
export interface Property {
  readonly name: string;
  readonly value: unknown;
}

/** What stands together in an answer, and so is said of one key. */
export type Row = readonly Property[];

/**
 * The rows of an object: one, with the properties of the objects in it, unless several of these say something of
 * themselves, as in a list of licenses. Lists in it are no statement about the server.
 */
export function rowsOf(record: Record<string, unknown>, depth = 0): readonly Row[] {
  if (depth > 3) {
    return [];
  }
  const entries = Object.entries(record);
  const own = entries
    .filter(([, value]) => !isRecord(value) || Object.keys(value).length === 0)
    .map(([name, value]) => ({ name: plainName(name), value }));
  const inner = entries.flatMap(([, value]) => (isRecord(value) ? rowsOf(value, depth + 1) : []));
  const speaking = inner.filter(speaks);
  return speaking.length > 1 ? [own, ...speaking].filter(speaks) : [[...own, ...inner.flat()]];
}

/** The rows of lines such as "License Status: Licensed": a name that comes again begins another. */
export function rowsOfLines(lines: readonly string[]): readonly Row[] {
  return lines.map(propertyOfLine).reduce<Property[][]>((rows, property) => {
    const last = rows.at(-1);
    if (!last || last.some(({ name }) => name === property.name)) {
      rows.push([property]);
    } else {
      last.push(property);
    }
    return rows;
  }, []);
}

/** Whether a line is one such as "License Status: Licensed", as slmgr and Format-List write them. */
export function isPair(line: string): boolean {
  return /^[\w .-]{2,40}\s*[:=]/.test(line.trim());
}

/** What one property says of the activation; null where it says nothing of it. */
export function sayingOf({ name, value }: Property): Saying | null {
  if (presenceNames.test(name)) {
    return truthOf(value) === false ? 'noKey' : null;
  }
  const truth = truthNames.test(name) ? truthOf(value) : null;
  if (truth !== null) {
    return truth ? 'activated' : 'notActivated';
  }
  const status = numberOf(value);
  if (/^licen[sc]estatus$/.test(name) && status !== null) {
    return status === 1 ? 'activated' : status >= 0 && status <= 6 ? 'notActivated' : null;
  }
  const isState = stateNames.test(name) || truthNames.test(name);
  return isState && typeof value === 'string' ? sayingOfState(value) : null;
}

/**
 * Whether a row is of a license that activates no virtual machines: the system's own, or an add-on. It may be named in
 * any property but that of a machine's name.
 */
export function isOtherLicense(row: Row): boolean {
  const words = row
    .filter(({ name, value }) => typeof value === 'string' && !machineNames.test(name))
    .map(({ value }) => value)
    .join('\n');
  return addOns.test(words) || (otherLicenses.test(words) && !/datacenter/i.test(words));
}

/** Whether a property says in some words that all is well. */
export function isWell({ name, value }: Property): boolean {
  const isTold = wellBeingNames.test(name) || stateNames.test(name) || truthNames.test(name);
  return isTold && (value === true || numberOf(value) === 1 || (typeof value === 'string' && isGood(value)));
}

/** Whether a property shows that there is a key, though perhaps not which. */
export function showsKey({ name, value }: Property): boolean {
  const isMasked = typeof value === 'string' && /^(?:[X*]{5}-){4}[X*]{5}$/i.test(value.trim());
  return presenceNames.test(name)
    ? truthOf(value) === true
    : keyEndNames.test(name) && (isMasked || keyEndIn(value) !== null);
}

/** The last five of a whole, masked or partial key; null for anything else, such as a word. */
export function keyEndIn(value: unknown): string | null {
  const key = typeof value === 'string' ? value.trim().toUpperCase() : '';
  const end = /(?:^|[-*X ])([0-9A-Z]{5})$/.exec(key)?.[1] ?? '';
  // A word has vowels, or other letters that keys have not; nothing but X is a mask.
  return /^[0-9BCDFGHJKMNPQRTVWXY]{5}$/.test(end) && end !== 'XXXXX' ? end : null;
}

/** Whether nothing stands there, in whatever way that is written. */
export function isBlank(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.trim() === '' || placeholders.test(value.trim());
  }
  return typeof value === 'object' && (value === null || Object.keys(value).length === 0);
}

function speaks(row: Row): boolean {
  return row.some(property => sayingOf(property) !== null);
}

/** What a word such as "Yes" or a truth says; null for anything else. */
export function truthOf(value: unknown): boolean | null {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return word === true || word === 'true' || word === 'yes'
    ? true
    : word === false || word === 'false' || word === 'no'
      ? false
      : null;
}

/** A number, also where it is written as a text; null for anything else. */
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
