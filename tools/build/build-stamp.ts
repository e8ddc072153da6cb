import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../generate/output';

/** The inputs of a build, and its output. */
export interface BuildPaths {
  root: string;
  /** files and folders, relative to the root */
  inputs: readonly string[];
  /** folders among them that the build itself writes */
  made: readonly string[];
  bundle: string;
  stamp: string;
}

/** Whether the bundle was built from exactly these inputs. Compares contents, not times. */
export function isUpToDate(paths: BuildPaths): boolean {
  return existsSync(paths.stamp) && readFileSync(paths.stamp, 'utf8') === stampOf(paths);
}

/** Records that the bundle was built from the current inputs. */
export function remember(paths: BuildPaths): void {
  mkdirSync(path.dirname(paths.stamp), { recursive: true });
  writeFileSync(paths.stamp, stampOf(paths));
}

function stampOf({ root, inputs, made, bundle }: BuildPaths): string {
  const written = made.map(folder => path.join(root, folder) + path.sep);
  const sources = inputs
    .map(input => path.join(root, input))
    .flatMap(input => (isFolder(input) ? filesBelow(input) : [input]))
    .filter(file => existsSync(file) && !written.some(folder => file.startsWith(folder)));
  return `${hashOf(root, sources)} ${hashOf(bundle, filesBelow(bundle))}\n`;
}

function hashOf(from: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${path.relative(from, file)}\n`)
      .update(readFileSync(file))
      .update('\n');
  }
  return hash.digest('hex');
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
