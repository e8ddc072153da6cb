import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The file beside a package that has its hash. */
export function hashFile(file: string): string {
  return `${file}.sha256`;
}

/** Writes the SHA-256 of a file beside it, in the form that `sha256sum --check` reads, and returns it. */
export function writeHash(file: string): string {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
  writeFileSync(hashFile(file), `${hash}  ${path.basename(file)}\n`);
  return hash;
}
