/** One sentence if this Node is too old for package.json, or else an empty text. */
export function problem(root: string, version: string): string;
