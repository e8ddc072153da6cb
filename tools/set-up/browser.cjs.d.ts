/** Installs a browser if this machine has none, or throws an error that says in one sentence what to do. */
export function install(root: string): void;
