/** The pieces that scenarios share, by name, in files of pieces/. */
import * as fs from 'fs';
import * as path from 'path';

/** Reads one of these files. */
export function readPiece<T>(name: string): T {
  return JSON.parse(fs.readFileSync(path.join(__dirname, 'pieces', `${name}.json`), 'utf8')) as T;
}

/** Finds a piece by name. Throws an Error that lists the known names. */
export function pick<T>(pieces: Record<string, T>, name: string, what: string): T {
  const piece = pieces[name];
  if (!piece) {
    throw new Error(`There is no ${what} "${name}"; there are: ${Object.keys(pieces).join(', ')}.`);
  }
  return piece;
}
