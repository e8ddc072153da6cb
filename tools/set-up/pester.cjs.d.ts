/** Pester's manifest, to import it by; undefined while it is not installed. */
export function findPester(root: string): string | undefined;
/** Installs Pester into NuGet's folder where it is not there yet. */
export function install(root: string): void;
