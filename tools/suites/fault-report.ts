import { Cell, FaultRow, Situation, situations } from '../../e2e/faults/fault-matrix';
import { faultAnnotation } from '../../e2e/faults/fault-annotation';
import type { JSONReportTestResult } from '@playwright/test/reporter';
import { plainText, ReportedTest } from '../playwright-report';

/** A test that shows a cell of the fault matrix. */
export interface ShownBy {
  /** The path of its file, and the names of its groups and its own. */
  readonly test: string;
  readonly isPassed: boolean;
  /** Whether it ran and failed. A test that was skipped did neither. */
  readonly isFailed: boolean;
  /** The first line of what it said when it failed. Empty if it didn't. */
  readonly said: string;
}

/** The tests of each cell, by names such as "down load". */
export type ShownCells = ReadonlyMap<string, readonly ShownBy[]>;

const headings: Readonly<Record<Situation, string>> = {
  load: 'While servers are read',
  apply: 'While keys are applied'
};

/** Which cells the tests of a report show. A test that passed only on its second try didn't pass. */
export function shownCells(tests: readonly ReportedTest[]): ShownCells {
  const cells = new Map<string, ShownBy[]>();
  for (const { name, tests: runs } of tests) {
    for (const { annotations, status, results } of runs) {
      for (const { description = '' } of annotations.filter(({ type }) => type === faultAnnotation)) {
        cells.set(description, [
          ...(cells.get(description) ?? []),
          { test: name, isPassed: status === 'expected', isFailed: status === 'unexpected', said: firstLine(results) }
        ]);
      }
    }
  }
  return cells;
}

function firstLine(results: readonly JSONReportTestResult[]): string {
  const [line = ''] = plainText(results.flatMap(({ errors }) => errors)[0]?.message).split('\n');
  return line;
}

/** What is wrong with what the tests show: cells without a test that passed, and tests of cells that there aren't. */
export function faultProblems(matrix: readonly FaultRow[], shown: ShownCells): string[] {
  const expected = new Map<string, Cell>(
    matrix.flatMap(row => situations.map(situation => [`${row.id} ${situation}`, row[situation]] as const))
  );
  const unshown = [...expected].filter(([name, cell]) => 'sees' in cell && !isShown(shown, name));
  const unknown = [...shown.keys()].filter(name => !('sees' in (expected.get(name) ?? {})));
  return [
    ...unshown.map(([name]) => `No passed test shows what the fault matrix says of "${name}".`),
    ...unknown.map(name => `A test shows "${name}", but the fault matrix says nothing that could be seen there.`)
  ];
}

/** The matrix with a mark for each cell: shown, not shown, or a dash if it can't happen. */
export function faultLines(matrix: readonly FaultRow[], shown: ShownCells): string[] {
  const width = Math.max(...matrix.map(({ what }) => what.length)) + 2;
  const mark = (name: string, cell: Cell): string => ('never' in cell ? '–' : isShown(shown, name) ? 'ok' : 'FAILED');
  return [
    `${'Fault'.padEnd(width)}${situations.map(situation => situation.padEnd(8)).join('')}`.trimEnd(),
    ...matrix.map(row => {
      const marks = situations.map(situation => mark(`${row.id} ${situation}`, row[situation]).padEnd(8));
      return `${row.what.padEnd(width)}${marks.join('')}`.trimEnd();
    })
  ];
}

function isShown(shown: ShownCells, name: string): boolean {
  const tests = shown.get(name) ?? [];
  return tests.length > 0 && tests.every(({ isPassed }) => isPassed);
}

/** The document: what the admin sees in each cell, and the tests that showed it. */
export function reliabilityDocument(matrix: readonly FaultRow[], shown: ShownCells): string {
  const seen = [
    ['What happens', ...situations.map(situation => headings[situation])],
    ...matrix.map(row => [row.what, ...situations.map(situation => inWords(row[situation]))])
  ];
  const tests = matrix.flatMap(row =>
    situations.flatMap(situation =>
      (shown.get(`${row.id} ${situation}`) ?? []).map(({ test }) => [row.what, headings[situation], `\`${test}\``])
    )
  );
  return `${preface}

## What you see

${table(seen)}

## Which tests show it

${table([['What happens', 'When', 'Test'], ...tests])}
`;
}

const preface = `# Reliability

This document says what fails in a server room, and what you see of it on the page. If one server fails, the others
aren't affected. As long as the pane stays open, a key that wasn't applied stays in its field. After you fix the
problem, select **Refresh** to see what the servers have, and **Retry** to apply the remaining keys. The page never
tries a key twice on its own.

\`npm test\` makes each of these faults happen, most of them on a server or at a gateway. It writes this document if the
page shows what's described here. Words in “quotes” are the page's.`;

function inWords(cell: Cell): string {
  return 'sees' in cell ? cell.sees : `_Can't happen: ${cell.never}_`;
}

/** A table as Prettier writes one. */
function table([heading, ...rows]: readonly string[][]): string {
  const widths = heading.map((_, column) => Math.max(3, ...[heading, ...rows].map(row => [...row[column]].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell + ' '.repeat(widths[column] - [...cell].length)).join(' | ')} |`;
  return [line(heading), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
