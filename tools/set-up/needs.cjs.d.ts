/**
 * Prints what of these needs this machine lacks, and installs it. The needs are names of modules beside this one.
 * Throws an error that says in plain words what can't be installed.
 */
export function prepare(root: string, command: string, needs: readonly string[]): void;
