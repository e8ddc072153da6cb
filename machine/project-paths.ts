import path from 'node:path';

/** The root folder of the repository. */
export const root = path.resolve(__dirname, '..');

/** An absolute path in the repository, from its parts. */
export function inProject(...parts: string[]): string {
  return path.join(root, ...parts);
}

/** The path to show in messages: relative to the root folder, with `/` on every system. */
export function shown(file: string): string {
  return path.relative(root, path.resolve(root, file)).split(path.sep).join('/');
}
