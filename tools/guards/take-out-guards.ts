import { rmSync } from 'node:fs';
import { readOptions } from '../../machine/options.cjs';
import { BuildFailure } from '../problems';
import { root } from '../../machine/project-paths';
import { verbs } from '../set-up/verbs.cjs';
import { AlreadySaid } from '../task';
import { buildCopy, testCopy, tree } from './changed-copy';
import { Guard, guards, specFiles } from './guards';
import { copyProject, patchProblems, takeOut } from './patched-tree';
import { takeOutFaultHandlings } from './take-out-fault-handlings';
import { Verdict, failuresIn, verdictOn } from './verdict';

/**
 * Removes one protection of product keys after another in a copy of the project, and runs the test that must notice.
 * With `--only`, removes only guards with one of these words in their name. With `--faults`, removes how faults are
 * handled instead.
 */
export async function takeOutGuards(words: readonly string[]): Promise<void> {
  const { only = [''], faults } = readOptions<{ only: string[]; faults: boolean }>(words, verbs.guards.options);
  if (faults) {
    return takeOutFaultHandlings(only);
  }
  const wanted = guards.filter(({ takesOut }) => only.some(part => takesOut.includes(part)));
  const problems = guards.flatMap(guard => patchProblems(root, guard));
  if (problems.length > 0 || wanted.length === 0) {
    throw new BuildFailure(problems.join('\n') || 'No guard has these words in its name.');
  }
  console.log('Copying the project, and running its tests with all guards in place…');
  copyProject(root, tree);
  await requireGreen(wanted);
  const rows: [Guard, Verdict][] = [];
  for (const guard of wanted) {
    const verdict = await verdictWithout(guard);
    console.log(line(guard, verdict));
    rows.push([guard, verdict]);
  }
  rmSync(tree, { recursive: true });
  tell(rows.map(([, { kind }]) => kind));
}

async function requireGreen(wanted: readonly Guard[]): Promise<void> {
  await buildCopy('all guards in place');
  const failures = await failuresOf([...new Set(wanted.map(({ test }) => test))]);
  if (failures.length > 0) {
    throw new BuildFailure(`The tests fail already with all guards in place:\n${failures.join('\n')}`);
  }
}

async function verdictWithout(guard: Guard): Promise<Verdict> {
  const putBack = takeOut(tree, guard);
  try {
    await buildCopy(guard.takesOut);
    return verdictOn(guard, await failuresOf([guard.test]));
  } finally {
    putBack();
  }
}

async function failuresOf(titles: readonly string[]): Promise<string[]> {
  return failuresIn(await testCopy(specFiles, titles));
}

function line({ takesOut }: Guard, verdict: Verdict): string {
  const name = takesOut.padEnd(Math.max(...guards.map(guard => guard.takesOut.length)));
  switch (verdict.kind) {
    case 'noticed':
      return `${name}  noticed by  ${verdict.by}`;
    case 'unnoticed':
      return `${name}  NOT NOTICED`;
    case 'otherwise':
      return `${name}  NOT NOTICED: the test failed for another reason.\n${verdict.said}`;
  }
}

function tell(kinds: readonly Verdict['kind'][]): void {
  const noticed = kinds.filter(kind => kind === 'noticed').length;
  console.log(`\n${noticed} of ${kinds.length} guards: taking them out is noticed.`);
  if (noticed < kinds.length) {
    throw new AlreadySaid();
  }
}
