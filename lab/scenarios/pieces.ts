/** What scenarios share, in files of pieces/, each piece by a name. */
import * as fs from 'fs';
import * as path from 'path';

/** Reads one of those files. */
export function readPiece<T>(name: string): T {
  return JSON.parse(fs.readFileSync(path.join(__dirname, 'pieces', `${name}.json`), 'utf8')) as T;
}

/** The piece of that name. Throws an Error that says which there are. */
export function pick<T>(pieces: Record<string, T>, name: string, what: string): T {
  const piece = pieces[name];
  if (!piece) {
    throw new Error(`There is no ${what} "${name}"; there are: ${Object.keys(pieces).join(', ')}.`);
  }
  return piece;
}
