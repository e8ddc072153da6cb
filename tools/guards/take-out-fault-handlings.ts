import { rmSync } from 'node:fs';
import { root } from '../../machine/project-paths';
import { listedTests } from '../checks/listed-tests';
import { reportedTests, ReportedTest } from '../playwright-report';
import { BuildFailure } from '../problems';
import { ShownBy, ShownCells, shownCells } from '../suites/fault-report';
import { AlreadySaid } from '../task';
import { buildCopy, testCopy, tree } from './changed-copy';
import { FaultHandling, faultHandlings } from './fault-handlings';
import { copyProject, patchProblems, takeOut } from './patched-tree';

/** In characters: as much of what a test said as is shown. */
const longestLine = 160;

/**
 * Removes how faults are handled in a copy of the project, several handlings at a time that don't affect each other,
 * and runs the tests of the fault matrix, which must notice. `only`: only those with one of these words in their name.
 */
export async function takeOutFaultHandlings(only: readonly string[]): Promise<void> {
  const batches = faultHandlings
    .map(batch => batch.filter(({ takesOut }) => only.some(part => takesOut.includes(part))))
    .filter(batch => batch.length > 0);
  const problems = faultHandlings.flat().flatMap(handling => patchProblems(root, handling));
  if (problems.length > 0 || batches.length === 0) {
    throw new BuildFailure(problems.join('\n') || 'Nothing that handles a fault has these words in its name.');
  }
  const tests = await listedTests();
  console.log('Copying the project…');
  copyProject(root, tree);
  const unnoticed: string[] = [];
  for (const batch of batches) {
    unnoticed.push(...(await unnoticedWithout(batch, tests)));
  }
  rmSync(tree, { recursive: true });
  const cells = batches.flat().flatMap(handling => handling.cells).length;
  console.log(`\n${cells - unnoticed.length} of ${cells} cells: taking out what handles their fault is noticed.`);
  if (unnoticed.length > 0) {
    throw new AlreadySaid();
  }
}

/** The cells that still pass without these handlings. Prints the others, too. */
async function unnoticedWithout(batch: readonly FaultHandling[], tests: readonly ReportedTest[]): Promise<string[]> {
  const putBack = batch.map(handling => takeOut(tree, handling));
  try {
    await buildCopy(batch.map(({ takesOut }) => takesOut).join(', '));
    const wanted = testsOf(batch, tests);
    const files = [...new Set(wanted.map(({ file }) => `e2e/${file}`))];
    const report = await testCopy(files, [...new Set(wanted.map(({ title }) => title))]);
    const shown = shownCells(reportedTests(report));
    batch.forEach(handling => console.log(linesOf(handling, shown).join('\n')));
    return batch.flatMap(({ cells }) => cells).filter(cell => !isNoticed(shown, cell));
  } finally {
    // In reverse, because two of them may change the same file.
    putBack.reverse().forEach(restore => restore());
  }
}

function testsOf(batch: readonly FaultHandling[], tests: readonly ReportedTest[]): ReportedTest[] {
  const cells = new Set(batch.flatMap(handling => handling.cells));
  return tests.filter(test => [...shownCells([test]).keys()].some(cell => cells.has(cell)));
}

function linesOf({ takesOut, cells }: FaultHandling, shown: ShownCells): string[] {
  return [
    takesOut,
    ...cells.map(cell => `  ${isNoticed(shown, cell) ? 'noticed by' : 'NOT NOTICED by'} ${cell}${saidBy(shown, cell)}`)
  ];
}

/** What the tests of a cell said, so that a reader can tell whether they noticed this or something else. */
function saidBy(shown: ShownCells, cell: string): string {
  const said = failedTest(shown, cell)?.said ?? '';
  return said && `: ${said.slice(0, longestLine)}`;
}

function isNoticed(shown: ShownCells, cell: string): boolean {
  return failedTest(shown, cell) !== undefined;
}

/** A test that didn't run has noticed nothing. */
function failedTest(shown: ShownCells, cell: string): ShownBy | undefined {
  return shown.get(cell)?.find(({ isFailed }) => isFailed);
}
