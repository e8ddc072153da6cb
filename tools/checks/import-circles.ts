// By hand, because import/no-cycle of eslint-plugin-import only finds circles of files, not of folders.

import path from 'node:path';
import ts from 'typescript';
import { Problem } from '../problems';
import type { SourceFile } from './source-files';

/** The folders whose entries must not import each other in a circle. The first one is the root folder. */
const parents = ['', 'e2e', 'lab', 'src/app', 'src/app/domain', 'tools'];

/** An import from one file to another. */
interface Import {
  from: string;
  to: string;
}

/** A circle: its entries, and an import that leads from each of them to the next. */
interface Circle {
  entries: string[];
  imports: Import[];
}

/** The entries of a folder, and the entries that each of them imports, with one example. */
type Graph = Map<string, Map<string, Import>>;

/**
 * Finds circles among the top folders, among the entries of some folders, and among single files. Imports of types
 * count. Tests and the files that only tests use do not count.
 */
export function circleProblems(files: readonly SourceFile[]): Problem[] {
  const imports = importsOf(files);
  const levels = [
    ...parents.map(parent => circlesIn(imports, file => entryOf(file, parent))),
    circlesIn(imports, file => file)
  ];
  return levels.flat().map(({ entries, imports: found }) => ({
    file: found[0].from,
    line: 1,
    reason:
      `${[...entries, entries[0]].join(' → ')} is a circle of imports, so none of these can be read or changed by ` +
      `itself: ${found.map(({ from, to }) => `${from} imports ${to}`).join(', ')}.`
  }));
}

/** All imports from one file of the project to another. */
function importsOf(files: readonly SourceFile[]): Import[] {
  const names = new Set(files.map(({ name }) => name));
  return files
    .filter(({ name }) => /\.(ts|js|cjs|mjs)$/.test(name) && !isForTests(name))
    .flatMap(({ name, text }) =>
      ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
        const to = fileName.startsWith('.')
          ? fileOf(path.posix.join(path.posix.dirname(name), fileName), names)
          : undefined;
        return to === undefined || isForTests(to) ? [] : [{ from: name, to }];
      })
    );
}

function isForTests(name: string): boolean {
  return /\.(spec|test)\.ts$|(^|\/)testing\//.test(name);
}

/** The file that an import means. Undefined if it is not in the repository, such as a generated file. */
function fileOf(imported: string, names: ReadonlySet<string>): string | undefined {
  return ['', '.ts', '.d.ts', '.cjs', '.js', '/index.ts'].map(end => imported + end).find(name => names.has(name));
}

/** The folder or file directly in the parent folder that a file belongs to. Undefined if it is somewhere else. */
function entryOf(file: string, parent: string): string | undefined {
  const start = parent === '' ? '' : `${parent}/`;
  return file.startsWith(start) ? start + file.slice(start.length).split('/')[0] : undefined;
}

/** The shortest circle through each entry that is in one, without those through entries that another circle has. */
function circlesIn(imports: readonly Import[], entry: (file: string) => string | undefined): Circle[] {
  const graph: Graph = new Map();
  for (const one of imports) {
    const [from, to] = [entry(one.from), entry(one.to)];
    if (from !== undefined && to !== undefined && from !== to) {
      const targets = graph.get(from) ?? new Map<string, Import>();
      graph.set(from, targets.set(to, targets.get(to) ?? one));
    }
  }
  const seen = new Set<string>();
  return [...graph.keys()].sort().flatMap(start => {
    const circle = seen.has(start) ? undefined : shortestCircle(graph, start);
    if (circle === undefined) {
      return [];
    }
    const entries = circle.map(({ from }) => entry(from) ?? from);
    entries.forEach(one => seen.add(one));
    return [{ entries, imports: circle }];
  });
}

/** The shortest way from an entry back to itself, found by breadth-first search. */
function shortestCircle(graph: Graph, start: string): Import[] | undefined {
  const ways = new Map<string, Import[]>([[start, []]]);
  for (const [entry, way] of ways) {
    for (const [next, one] of graph.get(entry) ?? []) {
      if (next === start) {
        return [...way, one];
      }
      if (!ways.has(next)) {
        ways.set(next, [...way, one]);
      }
    }
  }
  return undefined;
}
