import {
  Row,
  isAboutOtherLicense,
  isBlank,
  isOff,
  isOtherLicense,
  isPair,
  isWell,
  keyEndIn,
  rowsOf,
  rowsOfLines,
  sayingOf,
  showsKey
} from './answer-rows';
import {
  codeNames,
  keyEndNames,
  keyNames,
  sayingOfSentence,
  sayingOfState,
  typeNames,
  versionNames
} from './answer-words';
import { codeOfNumber, findErrorCode, meaningOf } from './error-codes';
import { isRecord, listOf, parsed } from './json';
import { isFault } from './returned-answer';
import { KeyType, KeyVersion, isKnownVersion, keyTypeOf, readKeyVersion } from '../keys/key-version';

/**
 * What was read from the cmdlet's answer. "notActivated" leaves open whether there is a key; "keyEmpty" names no state
 * that we know, and has nothing where the key would stand.
 */
export interface ActivationReading {
  readonly says: 'activated' | 'notActivated' | 'keyNotActive' | 'noKey' | 'keyEmpty' | 'unknown';
  readonly lastFive: string | null;

  /** Whether there is a key, though perhaps not which, whatever is said of its state. */
  readonly showsKey: boolean;
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

/** In characters: no more of words is read. A sentence is much shorter. */
const longestWords = 4_000;

const silent: ActivationReading = {
  says: 'unknown',
  lastFive: null,
  showsKey: false,
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
    read: rows => agreed(rows.filter(isRecord).flatMap(row => rowsOf(row)))
  },
  {
    id: 'listing',
    recognises: rows => isText(rows) && linesOf(rows).length > 0 && linesOf(rows).every(isPair),
    read: rows => agreed(rowsOfLines(linesOf(rows)))
  },
  {
    id: 'words',
    recognises: isText,
    read: rows => readWords(linesOf(rows).join('\n').slice(0, longestWords))
  }
];

/**
 * Reads the cmdlet's answer in the dialect that it is in. Never throws, and claims only what is
 * clearly said.
 */
export function readActivation(answer: unknown): ActivationReading {
  const rows = listOf(answer).map(unpacked);
  return dialects.find(dialect => dialect.recognises(rows))?.read(rows) ?? silent;
}

/** The name of the dialect that an answer is in; null where it is in none we know. */
export function dialectOf(answer: unknown): string | null {
  const rows = listOf(answer);
  return dialects.find(dialect => dialect.recognises(rows))?.id ?? null;
}

/** A row that came as JSON text is what that stands for. */
function unpacked(row: unknown): unknown {
  return typeof row === 'string' && /^\s*[{[]/.test(row) ? parsed(row) : row;
}

function readRow(row: Row): ActivationReading {
  const ends = row.filter(({ name }) => keyEndNames.test(name));
  const facts = {
    lastFive: only(ends.map(({ value }) => keyEndIn(value))),
    showsKey: row.some(showsKey),
    keyVersion: versionOf(row),
    keyType: keyTypeOf(textsOf(row, typeNames).join(' ')),
    code: codeOf(row)
  };
  return { ...facts, says: saysOf(row, facts) };
}

function saysOf(row: Row, facts: Omit<ActivationReading, 'says'>): ActivationReading['says'] {
  const sayings = new Set(row.flatMap(property => sayingOf(property) ?? []));
  const [saying] = sayings;
  const keys = row.filter(({ name }) => keyNames.test(name) || keyEndNames.test(name));
  const isKeyless = keys.length > 0 && keys.every(({ value }) => isBlank(value)) && !facts.showsKey;
  if (sayings.size > 1 || (isKeyless && row.some(isWell))) {
    return 'unknown';
  }
  switch (saying) {
    case 'activated':
      return facts.code || isKeyless || row.some(isOff) || row.some(isFault) ? 'unknown' : 'activated';
    case 'noKey':
      return facts.showsKey ? 'unknown' : 'noKey';
    case 'notActivated':
      return facts.showsKey ? 'keyNotActive' : isKeyless ? 'noKey' : 'notActivated';
    case undefined:
      return isEmpty(isKeyless, facts) ? 'keyEmpty' : 'unknown';
  }
}

/**
 * Whatever the state is called: where the key would stand is nothing, and no error may be why it is not shown. The code
 * that none is installed says the same.
 */
function isEmpty(isKeyless: boolean, { code, showsKey: hasKey }: Omit<ActivationReading, 'says'>): boolean {
  const isDenied = code !== null && meaningOf(code, null) === 'noKeyInstalled';
  return code === null ? isKeyless : isDenied && !hasKey;
}

function versionOf(row: Row): KeyVersion {
  const texts = textsOf(row, versionNames);
  const plain = texts.find(text => isKnownVersion(text.trim()));
  const named = texts.filter(text => /Windows|Server/i.test(text)).join('\n');
  return plain ? readKeyVersion(plain) : readKeyVersion(named);
}

/** An error that the answer itself names; success is no error. */
function codeOf(row: Row): string | null {
  const values = row.filter(({ name }) => codeNames.test(name)).flatMap(({ value }) => listOf(value));
  const texts = values.map(value => codeOfNumber(value) ?? String(value));
  return findErrorCode(null, texts.join('\n'));
}

function textsOf(row: Row, names: RegExp): string[] {
  return row
    .filter(({ name }) => names.test(name))
    .map(({ value }) => (typeof value === 'number' ? String(value) : value))
    .filter((value): value is string => typeof value === 'string');
}

function only(values: readonly (string | null)[]): string | null {
  const known = new Set(values.filter((value): value is string => value !== null));
  const [first] = known;
  return known.size === 1 ? first : null;
}

/**
 * What all rows say. Rows that disagree say nothing of the state, and yet show what key there is. Those of licenses
 * other than a host key's have no say, but where they deny that there is a key.
 */
function agreed(rows: readonly Row[]): ActivationReading {
  const readings = rows.flatMap(row => {
    const reading = readRow(row);
    const denies = reading.says === 'noKey' || reading.says === 'keyEmpty';
    return denies || !isOtherLicense(row) ? [reading] : [];
  });
  if (readings.length === 0) {
    return silent;
  }
  const [first] = readings;
  const lastFive = only(readings.map(reading => reading.lastFive));
  const hasKey = readings.some(reading => reading.showsKey);
  if (!readings.every(reading => reading.says === first.says)) {
    return { ...silent, lastFive, showsKey: hasKey };
  }
  const versions = new Set(readings.map(reading => reading.keyVersion));
  const types = new Set(readings.map(reading => reading.keyType));
  return {
    ...first,
    lastFive,
    showsKey: hasKey,
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

function readWords(words: string): ActivationReading {
  const says = sayingOfState(words) ?? sayingOfSentence(words);
  const code = findErrorCode(null, words);
  const lastFive = keyEndIn(/(?:last|ends|ending|partial|key)\b[^\n]{0,60}?[\s:-]([0-9A-Z]{5})\b/.exec(words)?.[1]);
  const facts = {
    lastFive,
    showsKey: lastFive !== null,
    keyVersion: readKeyVersion(words),
    keyType: keyTypeOf(words),
    code
  };
  if (isAboutOtherLicense(words)) {
    // What is said of the system's own license is said of no host key; that there is none is said all the same.
    return says === 'noKey' ? { ...facts, says } : silent;
  }
  if (says === 'activated') {
    return { ...facts, says: code ? 'unknown' : 'activated' };
  }
  const hasKey = says === 'notActivated' && lastFive !== null;
  return { ...facts, says: hasKey ? 'keyNotActive' : (says ?? 'unknown') };
}
