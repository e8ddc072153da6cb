/** Pester's manifest, to import it by; undefined while it is not installed. */
export function findPester(root: string): string | undefined;
