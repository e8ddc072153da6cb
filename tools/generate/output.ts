import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Generated files, by their path below the generated folder. */
export type Generated = Map<string, string>;

/**
 * Writes changed files and removes obsolete ones. Files with the same content stay untouched, so that a watching
 * compiler starts only for real changes.
 */
export function writeGenerated(folder: string, files: Generated): string[] {
  const changed: string[] = [];
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    if (existsSync(file) && readFileSync(file, 'utf8') === content) {
      continue;
    }
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    changed.push(name);
  }
  const wanted = new Set([...files.keys()].map(name => path.join(folder, name)));
  for (const file of filesBelow(folder).filter(file => !wanted.has(file))) {
    rmSync(file);
    changed.push(path.relative(folder, file));
  }
  return changed;
}

/** Every file below a folder, sorted, with its full path. Empty if the folder doesn't exist. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { withFileTypes: true })
    .flatMap(entry => {
      const full = path.join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(full) : [full];
    })
    .sort();
}
