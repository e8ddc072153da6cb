import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../machine/project-paths';

/** A file of the repository for the checks. `name` is its path with `/` on every machine. */
export interface SourceFile {
  name: string;
  text: string;
}

// Files from others, or made by the build.
const notOurs = new Set(['.git', 'node_modules', 'dist', 'out', 'coverage', '.angular', 'generated']);
const binary = /\.(png|ico|woff2?|ttf|nupkg|zip)$/;

/** Every text file of the project, sorted by name. */
export function sourceFiles(folder: string = root): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => !notOurs.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        return sourceFiles(full);
      }
      const name = path.relative(root, full).split(path.sep).join('/');
      return entry.isFile() && !binary.test(name) ? [{ name, text: readFileSync(full, 'utf8') }] : [];
    });
}
