/** One thing that a check looked at, and whether it's as expected. */
export interface Finding {
  readonly what: string;
  readonly measured: string;
  /** Empty if nothing is expected, and the finding is only for information. */
  readonly expected: string;
  readonly isMet: boolean;
}

/** A check under load. */
export interface LoadCheck {
  /** What it's called on the command line. */
  readonly name: string;
  /** What's loaded, in a few words. */
  readonly about: string;
  run(): Promise<readonly Finding[]>;
}

/** How many of several faults are shown. */
const mostShown = 5;

/** A value that has to be the same as another one. */
export function equal(what: string, measured: string | number, expected: string | number): Finding {
  return { what, measured: inWords(measured), expected: inWords(expected), isMet: measured === expected };
}

/** A value that must not be larger than another one. */
export function atMost(
  what: string,
  measured: number,
  most: number,
  words: (value: number) => string = inWords
): Finding {
  return { what, measured: words(measured), expected: `≤ ${words(most)}`, isMet: measured <= most };
}

/** Things that must not be: all of `faults`, of which the first few are shown. */
export function none(what: string, faults: readonly string[]): Finding {
  const shown = faults.slice(0, mostShown).map(fault => (fault.length > 200 ? `${fault.slice(0, 200)}…` : fault));
  const measured = faults.length === 0 ? 'none' : `${inWords(faults.length)}: ${shown.join(' | ')}`;
  return { what, measured, expected: 'none', isMet: faults.length === 0 };
}

/** A figure for information. */
export function told(what: string, measured: string | number): Finding {
  return { what, measured: inWords(measured), expected: '', isMet: true };
}

/** The findings as a table, with a last line that says how many are as expected. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = findings.map(({ what, measured, expected, isMet }) => [
    what,
    oneLine(measured),
    expected,
    expected === '' ? '' : isMet ? 'ok' : 'NOT OK'
  ]);
  const all = [['What', 'Measured', 'Expected', ''], ...rows];
  // Long faults don't make the other columns wide.
  const widths = [0, 1, 2].map(column => Math.min(60, Math.max(...all.map(row => row[column].length))));
  const lines = all.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  );
  const expected = findings.filter(finding => finding.expected !== '');
  const met = expected.filter(({ isMet }) => isMet).length;
  return [...lines, '', `${met} of ${expected.length} as expected`].join('\n');
}

/** Whether everything is as expected. A check that expected nothing has found nothing out. */
export function isAsExpected(findings: readonly Finding[]): boolean {
  return findings.some(({ expected }) => expected !== '') && findings.every(({ isMet }) => isMet);
}

function inWords(value: string | number): string {
  return typeof value === 'number' ? value.toLocaleString('en-US') : value;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
