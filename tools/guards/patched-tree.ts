import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BuildFailure } from '../problems';
import type { Edit } from './guards';

/** Something to remove from the sources. */
export interface TakenOut {
  /** What is missing then, in a few words. */
  readonly takesOut: string;
  readonly edits: readonly Edit[];
}

/** What to leave out of a copy of the project: generated folders, and those that are large and never change. */
const leftBehind = new Set(['.angular', '.git', 'coverage', 'dist', 'node_modules', 'out']);

/** Copies the project from disk, with a link to its packages. */
export function copyProject(root: string, tree: string): void {
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  for (const name of readdirSync(root).filter(entry => !leftBehind.has(entry))) {
    cpSync(path.join(root, name), path.join(tree, name), { recursive: true });
  }
  // On Windows, a junction needs no special permission. Other systems ignore this type.
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'), 'junction');
}

/** Why a guard can't be removed from these sources, one sentence for each edit that doesn't fit. */
export function patchProblems(root: string, guard: TakenOut): string[] {
  return guard.edits.flatMap(({ file, from }) => {
    const name = path.join(root, file);
    const count = existsSync(name) ? readSource(name).split(from).length - 1 : 0;
    const first = from.trim().split('\n')[0];
    return count === 1
      ? []
      : [`"${guard.takesOut}": ${file} has "${first}" ${count} times instead of once; fix the list in tools/guards.`];
  });
}

/** Removes a guard. Returns a function that restores it. */
export function takeOut(tree: string, guard: TakenOut): () => void {
  const problems = patchProblems(tree, guard);
  if (problems.length > 0) {
    throw new BuildFailure(problems.join('\n'));
  }
  const files = [...new Set(guard.edits.map(({ file }) => path.join(tree, file)))];
  const before = files.map(file => readFileSync(file));
  guard.edits.forEach(edit => apply(tree, edit));
  return () => files.forEach((file, index) => writeFileSync(file, before[index]));
}

function apply(tree: string, { file, from, to }: Edit): void {
  const name = path.join(tree, file);
  // Use a function, because `$` has a special meaning in a replacement text.
  writeFileSync(
    name,
    readSource(name).replace(from, () => to)
  );
}

/** Edits have plain line endings, whatever the checkout has. */
function readSource(file: string): string {
  return readFileSync(file, 'utf8').replace(/\r\n/g, '\n');
}
