import { existsSync } from 'node:fs';
import * as path from 'node:path';

/**
 * Finds the folder of an installed package. It looks in the same places as Node, because not every package lets its
 * package.json be resolved.
 */
export function packageFolder(name: string): string {
  const roots = require.resolve.paths(name) ?? [];
  const folder = roots
    .map(root => path.join(root, name))
    .find(candidate => existsSync(path.join(candidate, 'package.json')));
  if (!folder) {
    throw new Error(`The package ${name} is not installed.`);
  }
  return folder;
}
