/** One sentence when this Node is too old for package.json, else an empty text. */
export function problem(root: string, version: string): string;
