import {
  Saying,
  addOns,
  codeNames,
  enabledNames,
  goodWords,
  keyNames,
  licenseNames,
  otherLicenses,
  presenceNames,
  sayingOfSentence,
  sayingOfState,
  stateNames,
  truthNames,
  typeNames,
  versionNames
} from './answer-words';
import { codeOfNumber, findErrorCode, meaningOf } from './error-codes';
import { isRecord, listOf, plainName } from './json';
import { KeyType, KeyVersion, isKnownVersion, keyTypeOf, readKeyVersion } from './key-version';

/**
 * What was read from the cmdlet's answer. "notActivated" leaves open whether there is a key; "keyEmpty" names no state
 * that we know, and has nothing where the key would stand.
 */
export interface ActivationReading {
  readonly says: 'activated' | 'notActivated' | 'keyNotActive' | 'noKey' | 'keyEmpty' | 'unknown';
  readonly lastFive: string | null;
  readonly keyVersion: KeyVersion;
  readonly keyType: KeyType;
  readonly code: string | null;
}

/** One way in which the cmdlet may answer. */
interface Dialect {
  readonly id: string;

  /** Whether the answer is in this dialect; only the first that says so reads it. */
  recognises(rows: readonly unknown[]): boolean;
  read(rows: readonly unknown[]): ActivationReading;
}

/**
 * A property of the answer, with its name in small letters only, and whatever it stands in left
 * off.
 */
interface Property {
  readonly name: string;
  readonly value: unknown;
}

const silent: ActivationReading = {
  says: 'unknown',
  lastFive: null,
  keyVersion: 'unknown',
  keyType: 'unknown',
  code: null
};

/**
 * What `Get-VMAutomaticActivation` returns is not published. These are the shapes we can read; the
 * first that recognises an answer reads it, and an answer that none recognises is shown as it is. A
 * new shape is one more row here, with a recording of it that a test replays.
 */
const dialects: readonly Dialect[] = [
  {
    id: 'silent',
    recognises: rows => rows.length === 0,
    read: () => silent
  },
  {
    id: 'object',
    recognises: rows => rows.every(row => isRecord(row)),
    read: rows => agreed(rows.filter(isRecord).map(row => propertiesOf(row)))
  },
  {
    id: 'listing',
    recognises: rows => isText(rows) && linesOf(rows).length > 0 && linesOf(rows).every(isPair),
    read: rows => agreed([linesOf(rows).map(propertyOfLine)])
  },
  {
    id: 'words',
    recognises: isText,
    read: rows => readWords(linesOf(rows).join('\n'))
  }
];

/**
 * Reads the cmdlet's answer in the dialect that it is in. Never throws, and claims only what is
 * clearly said.
 */
export function readActivation(answer: unknown): ActivationReading {
  const rows = listOf(answer);
  return dialects.find(dialect => dialect.recognises(rows))?.read(rows) ?? silent;
}

/** The name of the dialect that an answer is in; null where it is in none we know. */
export function dialectOf(answer: unknown): string | null {
  const rows = listOf(answer);
  return dialects.find(dialect => dialect.recognises(rows))?.id ?? null;
}

function readObject(properties: readonly Property[]): ActivationReading {
  const keys = properties.filter(property => keyNames.test(property.name));
  const lastFive = only(keys.map(property => lastFiveIn(property.value)));
  const code = codeOf(properties);
  const facts = {
    lastFive,
    keyVersion: versionOf(properties),
    keyType: keyTypeOf(textsOf(properties, typeNames).join(' ')),
    code
  };
  return { ...facts, says: saysOf(properties, facts, keys) };
}

function saysOf(
  properties: readonly Property[],
  facts: Omit<ActivationReading, 'says'>,
  keys: readonly Property[]
): ActivationReading['says'] {
  const sayings = new Set(properties.flatMap(property => sayingOf(property) ?? []));
  const [saying] = sayings;
  const keyless = keys.length > 0 && keys.every(key => isBlank(key.value));
  if (sayings.size > 1 || (keyless && properties.some(isGood))) {
    return 'unknown';
  }
  switch (saying) {
    case 'activated':
      return facts.code || keyless ? 'unknown' : 'activated';
    case 'noKey':
      return facts.lastFive ? 'unknown' : 'noKey';
    case 'notActivated':
      return facts.lastFive ? 'keyNotActive' : keyless ? 'noKey' : 'notActivated';
    case undefined:
      // Whatever the state is called: where the key would stand is nothing.
      return keyless && !isOtherError(facts.code) ? 'keyEmpty' : 'unknown';
  }
}

/** Whether a property says in some words that all is well: then an empty key may be one that is only not shown. */
function isGood({ name, value }: Property): boolean {
  const isState = stateNames.test(name) || truthNames.test(name) || enabledNames.test(name);
  return isState && (truthOf(value) === true || (typeof value === 'string' && goodWords.test(value.trim())));
}

/** An error may be why the key is not shown. */
function isOtherError(code: string | null): boolean {
  return code !== null && meaningOf(code, null) !== 'noKeyInstalled';
}

/** What one property says of the activation; null where it says nothing of it. */
function sayingOf({ name, value }: Property): Saying | null {
  if (presenceNames.test(name)) {
    return /^(?:false|no)$/i.test(String(value)) ? 'noKey' : null;
  }
  const truth = truthNames.test(name) ? truthOf(value) : null;
  if (truth !== null) {
    return truth ? 'activated' : 'notActivated';
  }
  if (/^licen[sc]estatus$/.test(name) && typeof value === 'number') {
    return value === 1 ? 'activated' : value >= 0 && value <= 6 ? 'notActivated' : null;
  }
  const isState = stateNames.test(name) || truthNames.test(name);
  return isState && typeof value === 'string' ? sayingOfState(value) : null;
}

function truthOf(value: unknown): boolean | null {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return word === true || word === 'true' || word === 'yes'
    ? true
    : word === false || word === 'false' || word === 'no'
      ? false
      : null;
}

function versionOf(properties: readonly Property[]): KeyVersion {
  const texts = textsOf(properties, versionNames);
  const plain = texts.find(text => isKnownVersion(text.trim()));
  const named = texts.filter(text => /Windows|Server/i.test(text)).join('\n');
  return plain ? readKeyVersion(plain) : readKeyVersion(named);
}

/** Whether the properties are those of a license that activates no virtual machines: the system's own, or an add-on. */
function isOtherLicense(properties: readonly Property[]): boolean {
  const words = textsOf(properties, licenseNames).join('\n');
  return addOns.test(words) || (otherLicenses.test(words) && !/datacenter/i.test(words));
}

/** An error that the answer itself names; success is no error. */
function codeOf(properties: readonly Property[]): string | null {
  const values = properties.filter(({ name }) => codeNames.test(name)).flatMap(({ value }) => listOf(value));
  const texts = values.map(value => codeOfNumber(value) ?? String(value));
  return findErrorCode(null, texts.join('\n'));
}

function textsOf(properties: readonly Property[], names: RegExp): string[] {
  return properties
    .filter(property => names.test(property.name))
    .map(({ value }) => (typeof value === 'number' ? String(value) : value))
    .filter((value): value is string => typeof value === 'string');
}

/** The last five of a whole, masked or partial key; null for anything else. */
function lastFiveIn(value: unknown): string | null {
  const key = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return /(?:^|[-*X ])([0-9A-Z]{5})$/.exec(key)?.[1] ?? null;
}

function isBlank(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function only(values: readonly (string | null)[]): string | null {
  const known = new Set(values.filter((value): value is string => value !== null));
  const [first] = known;
  return known.size === 1 ? first : null;
}

/**
 * The properties of an object and of the objects in it; lists in it are no statement about the
 * server.
 */
function propertiesOf(row: Record<string, unknown>, depth = 0): Property[] {
  if (depth > 3) {
    return [];
  }
  return Object.entries(row).flatMap(([name, value]) =>
    isRecord(value) ? propertiesOf(value, depth + 1) : [{ name: plainName(name), value }]
  );
}

/** What all rows say; rows that disagree say nothing, and rows of other licenses than a host key's have no say. */
function agreed(rows: readonly (readonly Property[])[]): ActivationReading {
  const readings = rows.filter(row => !isOtherLicense(row)).map(readObject);
  const [first] = readings;
  const same = readings.every(reading => reading.says === first.says);
  if (!same || readings.length === 0) {
    return silent;
  }
  const versions = new Set(readings.map(reading => reading.keyVersion));
  const types = new Set(readings.map(reading => reading.keyType));
  return {
    ...first,
    lastFive: only(readings.map(reading => reading.lastFive)),
    keyVersion: versions.size === 1 ? first.keyVersion : 'unknown',
    keyType: types.size === 1 ? first.keyType : 'unknown'
  };
}

function isText(rows: readonly unknown[]): boolean {
  return rows.every(row => typeof row === 'string');
}

function linesOf(rows: readonly unknown[]): string[] {
  return rows.flatMap(row => (typeof row === 'string' ? row.split(/\r?\n/) : [])).filter(line => line.trim() !== '');
}

/** A line such as "License Status: Licensed", as slmgr and Format-List write them. */
function isPair(line: string): boolean {
  return /^[\w .-]{2,40}\s*[:=]/.test(line.trim());
}

function propertyOfLine(line: string): Property {
  const at = line.search(/[:=]/);
  return { name: plainName(line.slice(0, at)), value: line.slice(at + 1).trim() };
}

function readWords(words: string): ActivationReading {
  if (isOtherLicense([{ name: 'name', value: words }])) {
    return silent;
  }
  const says = sayingOfState(words) ?? sayingOfSentence(words);
  const code = findErrorCode(null, words);
  const named = /(?:last|ends|ending|partial|key)\b.*?[\s:-]([0-9A-Z]{5})\b/.exec(words)?.[1];
  // A word has vowels, or other letters that keys have not.
  const lastFive = named && /\d|^[BCDFGHJKMNPQRTVWXY]+$/.test(named) ? named : null;
  const facts = { lastFive, keyVersion: readKeyVersion(words), keyType: keyTypeOf(words), code };
  if (says === 'activated') {
    return { ...facts, says: code ? 'unknown' : 'activated' };
  }
  const hasKey = says === 'notActivated' && lastFive !== null;
  return { ...facts, says: hasKey ? 'keyNotActive' : (says ?? 'unknown') };
}
