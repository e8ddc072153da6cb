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
  verdictOfSentence,
  verdictOfState,
  typeNames,
  versionNames
} from './answer-words';
import { codeOfNumber, findErrorCode, meaningOf } from './error-codes';
import { isRecord, toRows, parsed } from './json';
import { isFault } from './returned-answer';
import { KeyType, KeyVersion, isKnownVersion, keyTypeOf, readKeyVersion } from '../keys/key-version';

/**
 * What the cmdlet’s answer says. "notActivated" leaves open whether there is a key. "keyEmpty" means that the answer
 * has no state that we know, and an empty value for the key.
 */
export interface ActivationReading {
  readonly says: 'activated' | 'notActivated' | 'keyNotActive' | 'noKey' | 'keyEmpty' | 'unknown';
  readonly lastFive: string | null;

  /** Whether there is a key, whatever its state, even if it isn’t known which one. */
  readonly showsKey: boolean;
  readonly keyVersion: KeyVersion;
  readonly keyType: KeyType;
  readonly code: string | null;
}

/** One format of the cmdlet’s answer. */
interface Dialect {
  readonly id: string;

  /** Whether the answer is in this dialect. The first dialect that recognizes an answer reads it. */
  recognises(rows: readonly unknown[]): boolean;
  read(rows: readonly unknown[]): ActivationReading;
}

/** The maximum number of characters read from a text. A sentence is much shorter. */
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
 * What `Get-VMAutomaticActivation` returns isn’t published. These are the formats that we can read. The first one that
 * recognizes an answer reads it; an answer that none recognizes is shown unchanged. To support another format, add a
 * row here and a recording that a test replays.
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

/** Reads the cmdlet’s answer in its dialect. Never throws, and reports only what is clearly stated. */
export function readActivation(answer: unknown): ActivationReading {
  const rows = toRows(answer).map(unpacked);
  return dialects.find(dialect => dialect.recognises(rows))?.read(rows) ?? silent;
}

/** The name of an answer’s dialect; null if no dialect recognizes it. */
export function dialectOf(answer: unknown): string | null {
  const rows = toRows(answer);
  return dialects.find(dialect => dialect.recognises(rows))?.id ?? null;
}

/** Parses a row that came as JSON text. */
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
 * Whether there is no key, whatever the state is called: the value for the key is empty and there’s no error that could
 * explain why. The error code for "no key installed" means the same.
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

/** An error code in the answer itself. Success isn’t an error. */
function codeOf(row: Row): string | null {
  const values = row.filter(({ name }) => codeNames.test(name)).flatMap(({ value }) => toRows(value));
  // Objects say nothing as text, and those of a hostile answer can’t be converted to it.
  const texts = values.map(value => codeOfNumber(value) ?? (typeof value === 'object' ? '' : String(value)));
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
 * Combines the rows. If they disagree, the state is unknown, but the key that they show is kept. Rows about licenses
 * other than a host key’s count only if they say that there is no key.
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
  const says = verdictOfState(words) ?? verdictOfSentence(words);
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
    // A statement about the server’s own license says nothing about a host key, except that there is none.
    return says === 'noKey' ? { ...facts, says } : silent;
  }
  if (says === 'activated') {
    return { ...facts, says: code ? 'unknown' : 'activated' };
  }
  const hasKey = says === 'notActivated' && lastFive !== null;
  return { ...facts, says: hasKey ? 'keyNotActive' : (says ?? 'unknown') };
}
