import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BuildFailure } from '../problems';
import type { Edit, Guard } from './guards';

/** What a copy of the project does without: what is made, and what is large and never changed. */
const leftBehind = new Set(['.angular', '.git', 'coverage', 'dist', 'node_modules', 'out']);

/** Copies the project as it is on disk, with its packages by a link. */
export function copyProject(root: string, tree: string): void {
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  for (const name of readdirSync(root).filter(entry => !leftBehind.has(entry))) {
    cpSync(path.join(root, name), path.join(tree, name), { recursive: true });
  }
  // A junction needs no right of its own on Windows; elsewhere the kind is ignored.
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'), 'junction');
}

/** Why a guard can't be taken out of these sources any more: a sentence for each edit that does not fit. */
export function patchProblems(root: string, guard: Guard): string[] {
  return guard.edits.flatMap(({ file, from }) => {
    const name = path.join(root, file);
    const count = existsSync(name) ? readSource(name).split(from).length - 1 : 0;
    const first = from.trim().split('\n')[0];
    return count === 1
      ? []
      : [`"${guard.takesOut}": ${file} has "${first}" ${count} times instead of once; mend tools/guards/guards.ts.`];
  });
}

/** Takes a guard out. What comes back puts it in again. */
export function takeOut(tree: string, guard: Guard): () => void {
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
  // A function, since a text in its place would have signs of its own.
  writeFileSync(
    name,
    readSource(name).replace(from, () => to)
  );
}

/** Edits are written with plain ends of lines, whatever a checkout has. */
function readSource(file: string): string {
  return readFileSync(file, 'utf8').replace(/\r\n/g, '\n');
}
