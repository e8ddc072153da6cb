/** Installs a browser where this machine has none, or says in one sentence what to do. */
export function install(root: string): void;
