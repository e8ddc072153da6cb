import { readOptions } from '../../machine/options.cjs';
import { inProject } from '../../machine/project-paths';
import { buildWhenNeeded } from '../build/build';
import { runConfined } from '../confined-run';
import { BuildFailure } from '../problems';
import { verbs } from '../set-up/verbs.cjs';

/** The checks, each a module of this folder, in the order in which they run. */
export const checkNames = ['servers', 'machines', 'refreshes', 'visits', 'answers', 'scripts'] as const;

const program = inProject('tools', 'load', 'run-check.ts');

/**
 * Loads the page in several ways, and checks that it stays right. With `--only`, only in the ways of these names. Each
 * check is a process of its own, which must not leave anything behind. One that fails doesn't keep the others from
 * running.
 */
export async function load(words: readonly string[]): Promise<void> {
  const { only } = readOptions<{ only: string[] }>(words, verbs.load.options);
  const wanted = chosenChecks(only);
  await buildWhenNeeded();
  const failed: string[] = [];
  for (const name of wanted) {
    if (!(await passes(name))) {
      failed.push(name);
    }
  }
  if (failed.length > 0) {
    throw new BuildFailure(`Not as expected: ${failed.join(', ')}.`);
  }
}

/** The names of the checks to run. Throws BuildFailure if there is no check of one of the names. */
export function chosenChecks(only: readonly string[] | undefined): readonly string[] {
  const unknown = only?.find(name => !checkNames.some(known => known === name));
  if (unknown !== undefined) {
    throw new BuildFailure(`There's no check "${unknown}". The checks are: ${checkNames.join(', ')}.`);
  }
  return checkNames.filter(name => only?.includes(name) ?? true);
}

async function passes(name: string): Promise<boolean> {
  const started = Date.now();
  const { code, left } = await runConfined(process.execPath, ['--import', 'tsx', program, name]);
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  console.log(`Left behind: ${left.length === 0 ? 'nothing' : left.join(', ')}. ${name} took ${minutes} minutes.\n`);
  return code === 0 && left.length === 0;
}
