import * as fc from 'fast-check';
import { formOfKey } from './product-key-fixture';

/**
 * What a hostile or broken server, guest, gateway, or file might say, for property tests: anything that JSON can carry,
 * and answers that look like ours with some of their values replaced.
 */

/** Text that would do something if taken for markup, a template, a path, or code. Its elements are “hostile”. */
export const hostileTexts: readonly string[] = [
  ...['<img class=hostile src=x onerror="window.hostile=1">', '<script class="hostile">window.hostile=1</script>'],
  ...['"><svg class=hostile onload=window.hostile=1>', "'><iframe class=hostile src=javascript:alert(1)></iframe>"],
  ...['<b class=hostile style="position:fixed">bold</b>', '<a class=hostile href="https://evil.example/x">click</a>'],
  ...['<!--', ']]>', '</div></sme-ux>', '&lt;img&gt;', '&#60;b&#62;', '<style>*{display:none}</style>'],
  ...['[click](javascript:window.hostile=1)', 'javascript:window.hostile=1', 'data:text/html,<b class=hostile>'],
  ...['https://evil.example/x', '//evil.example/x', '{{ 7 * 7 }}', '${7*7}', '{0}', '{1}{0}', '$&', '$1', '%s', '`'],
  ...['../', '../../api/nodes/other', '..%2f..', '%2e%2e/x', 'a/../b', 'a?b=c', 'a#b', 'a%00b', 'a;b', 'a b', 'a\\b'],
  ...['C:\\Windows', '\\\\host\\share', '/etc/passwd', 'node01/../../x', 'node01?x', '.', '..', '...', '-', ':', '::'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'length', 'toJSON'],
  ...['true', 'false', 'null', 'undefined', 'NaN', 'Infinity', '-0', '1e400', '0x1', '-1', '01', '', ' ', '\t', '[]'],
  ...['{}', '"', '{"value":[],"Count":0}', '[[[[[[{"Status":"x"}]]]]]]', '=1+1', '@SUM(A1)', "'; exit; '", '$(exit)'],
  ...['\u0000', '\u0007\u001b[31m', '\r', '\n\n', '\u2028\u2029', '\u0085', '\u200b\u200d\ufeff', '\ufffe\uffff'],
  ...['\u202etxt.exe\u202c', '\u2066\u2067\u2068\u2069', '\u061c\u200f', '\ud800', '\udc00\ud800', 'a\ud83d'],
  ...[
    '\u0130\u0131\u017f\u212a',
    'e\u0301\u0301\u0301\u0301',
    '\ufb01\uff21\u24b6',
    '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'
  ],
  ...['\u4e2d\u6587', '\u0627\u0644\u0639\u0631\u0628\u064a\u0629', '\u0e44\u0e17\u0e22', '\u0939\u093f\u0928\u094d'],
  ...['/Date(253402300799999)/', '/Date(-62135596800000)/', '9999-99-99T99:99:99Z', '+275761-01-01T00:00:00Z'],
  ...['2026-01-01T00:00:00Z', '0000-00-00', '0xC004F014', '-1073422315', '0xFFFFFFFF', 'C004C003C004C003']
];

/** Numbers that fit no field. */
export const hostileNumbers: readonly number[] = [
  ...[0, -0, 1, -1, 0.5, 1e21, -1e21, 5e-324, 1.7976931348623157e308, -1.7976931348623157e308],
  ...[2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53, -(2 ** 31), -(2 ** 53), 8.64e15 + 1, 3221549136, 253402300800000]
];

const longTexts = fc
  .tuple(fc.constantFrom('a', '<', ' ', '\n', '-', '.', '"', 'B', 'x: ', '\u200b'), fc.integer({ min: 1, max: 3000 }))
  .map(([piece, times]) => piece.repeat(times));

const oneText = fc.oneof(
  { arbitrary: fc.constantFrom(...hostileTexts), weight: 5 },
  { arbitrary: fc.fullUnicodeString({ maxLength: 12 }), weight: 2 },
  { arbitrary: fc.string16bits({ maxLength: 12 }), weight: 1 },
  { arbitrary: longTexts, weight: 1 }
);

/** Text of any kind, alone or among others. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: oneText, weight: 3 },
  { arbitrary: fc.array(oneText, { minLength: 2, maxLength: 4 }).map(texts => texts.join('')), weight: 1 }
);

/** Names of properties, among them those that every object of JavaScript has. */
export const hostileName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'valueOf', 'toJSON', 'hasOwnProperty', 'length', 'then'),
  fc.constantFrom('Status', 'State', 'Key', 'Message', 'value', 'Value', 'Count', 'schema', 'ErrorCode', 'Result'),
  hostileText
);

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: hostileText, weight: 4 },
  { arbitrary: fc.constantFrom<unknown>(true, false, null), weight: 1 },
  { arbitrary: fc.oneof(fc.constantFrom(...hostileNumbers), fc.integer()), weight: 2 }
);

/** A list or an object that is nested so deep that code that calls itself for each level can't go through it. */
export const veryDeep: fc.Arbitrary<unknown> = fc
  .tuple(fc.integer({ min: 2, max: 12_000 }), fc.constantFrom<'list' | 'object' | 'text'>('list', 'object', 'text'))
  .map(([depth, kind]) => {
    const [open, close] = kind === 'object' ? ['{"a":', '}'] : ['[', ']'];
    const text = `${open.repeat(depth)}"x"${close.repeat(depth)}`;
    return kind === 'text' ? text : printedAs(`${depth} of ${open}`, JSON.parse(text));
  });

/** Objects as PowerShell writes some values: enumerations, dates, lists, and what it can't serialize. */
function powerShellOddity(inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.array(inner, { maxLength: 3 }).map(value => ({ value, Count: value.length })),
    fc.tuple(inner, inner).map(([value, text]) => ({ value, Value: text })),
    inner.map(CliXml => ({ CliXml })),
    fc.integer().map(value => ({ value: `/Date(${value})/`, DisplayHint: 2, DateTime: 'x' })),
    inner.map(value => ({ IsPresent: value })),
    inner.map(written)
  );
}

/** Any value that an answer can have, of any shape. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  {
    arbitrary: fc.letrec(tie => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        scalar,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.array(fc.tuple(hostileName, tie('value')), { maxLength: 4 }).map(withNames),
        powerShellOddity(tie('value'))
      )
    })).value,
    weight: 30
  },
  { arbitrary: veryDeep, weight: 1 }
);

/** An answer like this one, in which properties are replaced, missing, doubled, or added. */
export function likeAnswer(
  answer: Readonly<Record<string, unknown>>,
  replacement: fc.Arbitrary<unknown> = hostileValue
): fc.Arbitrary<Record<string, unknown>> {
  const changed = (value: unknown): fc.Arbitrary<unknown> =>
    fc.oneof(
      { arbitrary: fc.constant(value), weight: 8 },
      { arbitrary: replacement, weight: 4 },
      { arbitrary: fc.constant(missing), weight: 1 },
      { arbitrary: fc.constant([value]), weight: 1 },
      { arbitrary: fc.constantFrom(...Object.values(answer)), weight: 1 }
    );
  const own = fc.record(Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, changed(value)])));
  const others = fc.array(
    fc.tuple(
      fc.oneof(hostileName, fc.constantFrom(...Object.keys(answer).map(name => name.toUpperCase()))),
      replacement
    ),
    { maxLength: 2 }
  );
  return fc.tuple(own, others).map(([properties, added]) => {
    const kept = Object.entries(properties).filter(([, value]) => value !== missing);
    return withNames([...added.filter(([name]) => !(name in answer)), ...kept]);
  });
}

/** An answer as it can arrive: itself, as text, in a list, in PowerShell’s list, or twice. */
export function delivered(answer: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(answer, fc.constantFrom('alone', 'text', 'list', 'texts', 'counted', 'twice')).map(([one, how]) => {
    switch (how) {
      case 'text':
        return written(one);
      case 'list':
        return [one];
      case 'texts':
        return [written(one)];
      case 'counted':
        return { value: [one], Count: 1 };
      case 'twice':
        return [one, one];
      default:
        return one;
    }
  });
}

/** The same JSON with a whole product key in some of its texts and names. */
export function withKeyIn<T>(value: T, at: (index: number) => boolean, key: string = formOfKey): T {
  let index = 0;
  const planted = (one: unknown, depth: number): unknown => {
    if (depth > 6) {
      return one;
    }
    if (typeof one === 'string') {
      return at(index++) ? `${one.slice(0, 20)} ${key} ${one.slice(20)}` : one;
    }
    if (Array.isArray(one)) {
      return one.map(inner => planted(inner, depth + 1));
    }
    return typeof one === 'object' && one !== null
      ? withNames(Object.entries(one).map(([name, inner]) => [name, planted(inner, depth + 1)] as const))
      : one;
  };
  return planted(value, 0) as T;
}

/** Whether more of that key is in something than its last five characters: two of its first groups. */
export function showsWholeKey(something: unknown, key: string = formOfKey): boolean {
  const letters = (typeof something === 'string' ? something : written(something)).toUpperCase();
  const groups = key.split('-').slice(0, 4);
  return groups.some(group => letters.includes(group));
}

/**
 * Fails a property with these words. Jasmine’s own expectations don’t throw, so fast-check would neither look for the
 * simplest input that fails nor print it.
 */
export function must(isTrue: boolean, otherwise: string): void {
  if (!isTrue) {
    throw new Error(otherwise.slice(0, 2000));
  }
}

/** A share of the usual number of inputs, for a property that takes long with each. */
export function someRuns(share: number): number {
  return Math.ceil((fc.readConfigureGlobal().numRuns ?? 100) * share);
}

/** A value as JSON text; of a value that is nested very deep, only the outer levels. */
export function written(value: unknown): string {
  return JSON.stringify(outside(value, 40)) ?? '';
}

function outside(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (levels === 0) {
    return null;
  }
  return Array.isArray(value)
    ? value.map(inner => outside(inner, levels - 1))
    : withNames(Object.entries(value).map(([name, inner]) => [name, outside(inner, levels - 1)] as const));
}

const missing = Symbol('missing');

/** An object with these properties of its own, whatever their names, as `JSON.parse` makes them. */
function withNames(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

/** fast-check prints values that fail, and can’t print what is nested too deep. */
function printedAs<T>(words: string, value: T): T {
  Object.defineProperty(value, fc.toStringMethod, { value: () => words });
  return value;
}
