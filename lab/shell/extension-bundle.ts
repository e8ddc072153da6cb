import * as fs from 'node:fs';
import * as path from 'node:path';

/** Says in one sentence what a bundle lacks. Returns null if it can be served. */
export function faultOfBundle(folder: string): string | null {
  const missing = ['index.html', 'manifest.json'].find(file => !fs.existsSync(path.join(folder, file)));
  return missing
    ? `There is no built extension in ${folder}: ${missing} is missing; ` + 'build it first with "npm run build".'
    : null;
}
