import { Problem } from '../problems';
import type { ListedTest, TestList } from './listed-tests';
import type { SourceFile } from './source-files';
import { DeclaredTest, declaredTests } from './test-titles';

const documentName = 'docs/specification.md';
const columns = ['Promise', "Where it's met", 'Shown by'];

interface Row {
  line: number;
  cells: string[];
}

/**
 * Finds promises of the specification without proof: rows that name neither a test nor a reason for having none, and
 * rows with a test that doesn't exist or doesn't run. `list` has the whole-chain tests; the files have the others.
 */
export function specificationProblems(files: readonly SourceFile[], list: TestList): Problem[] {
  if (list.problems.length > 0) {
    // Without a list, every row would seem to name a missing test.
    return list.problems;
  }
  const document = files.find(({ name }) => name === documentName);
  if (document === undefined) {
    return [{ file: documentName, line: 1, reason: 'is missing: it says what shows that each promise is kept.' }];
  }
  const rows = rowsOf(document.text);
  const reasons: [line: number, reason: string][] =
    rows.length === 0
      ? [[1, 'has no row: each promise of the specification has one.']]
      : rows.flatMap(row => reasonsIn(row, files, list.tests).map((reason): [number, string] => [row.line, reason]));
  return reasons.map(([line, reason]) => ({ file: documentName, line, reason }));
}

/** The rows of all tables, without the lines under their headings. */
function rowsOf(text: string): Row[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, cells: cellsOf(line) }))
    .filter(({ cells }) => cells.length > 0 && !cells.every(cell => /^:?-+:?$/.test(cell)))
    .filter(({ cells }) => cells.join('|') !== columns.join('|'));
}

/** The cells in a line of a table. Empty for a line of text. */
function cellsOf(line: string): string[] {
  const trimmed = line.trim();
  return trimmed.startsWith('|')
    ? trimmed
        .replace(/^\||\|$/g, '')
        .split(/(?<!\\)\|/)
        .map(cell => cell.trim())
    : [];
}

function reasonsIn({ cells }: Row, files: readonly SourceFile[], listed: readonly ListedTest[]): string[] {
  if (cells.length !== columns.length || cells.includes('')) {
    return [`a row has three columns, each with words in it: ${columns.join(', ')}.`];
  }
  const shownBy = cells[2];
  if (/^(?:Not ours, because|Later:) \S/.test(shownBy)) {
    return [];
  }
  const named = /^`[^`]+`(?:<br>`[^`]+`)*$/.test(shownBy)
    ? shownBy.split('<br>').map(one => /^`((?:e2e|src|lab|tests)\/[\w./-]+\.(?:spec|test)\.ts) › (.+)`$/.exec(one))
    : [null];
  return named.flatMap(match =>
    match === null
      ? [
          `"${shownBy}" doesn't say what shows it: write \`<file> › <title>\`, of a .spec.ts or .test.ts in e2e, ` +
            'src, lab, or tests (several with <br> between them), "Not ours, because …", or "Later: …".'
        ]
      : testReasons(match[1], match[2], files, listed)
  );
}

function testReasons(
  name: string,
  title: string,
  files: readonly SourceFile[],
  listed: readonly ListedTest[]
): string[] {
  const file = files.find(one => one.name === name);
  if (file === undefined) {
    return [`${name} is not there; "${title}" was to be in it.`];
  }
  const isListed = /^e2e\/.*\.spec\.ts$/.test(name);
  const tests: (DeclaredTest & Partial<ListedTest>)[] = isListed
    ? listed.filter(one => one.file === name)
    : declaredTests(file);
  const found = tests.filter(one => one.title === title);
  if (found.length === 1) {
    const [{ notRun }] = found;
    return notRun ? [`${name}: "${title}" does not run (${notRun}), so it shows nothing.`] : [];
  }
  if (found.length > 1) {
    return [`${name} has ${found.length} tests called "${title}": a title names one test.`];
  }
  const unnamed = tests.filter(one => one.title === null).map(({ line }) => line);
  const hint =
    unnamed.length === 0
      ? ''
      : ` Titles that are put together while it runs (line ${unnamed.join(', ')}) can't be named: write them out.`;
  return [`${name} has no test called "${title}".${hint}`];
}
