import { existsSync } from 'node:fs';
import * as path from 'node:path';

/**
 * Where an installed package is. It is looked for in the places that Node itself would look in,
 * since not every package lets its package.json be resolved.
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
