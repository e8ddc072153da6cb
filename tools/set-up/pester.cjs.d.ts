/** Finds Pester's manifest, in order to import it. Undefined if Pester isn't installed. */
export function findPester(root: string): string | undefined;
