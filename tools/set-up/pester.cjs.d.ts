/** Finds Pester's manifest, in order to import it. Undefined if Pester isn't installed. */
export function findPester(root: string): string | undefined;
/** Installs Pester into NuGet's folder if it's missing. */
export function install(root: string): void;
