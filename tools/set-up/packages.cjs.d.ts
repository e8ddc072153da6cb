/** Whether what npm installed is what the lock file asks for. */
export function isInstalled(root: string): boolean;
/** Installs the npm packages unless they are those of the lock file. */
export function install(root: string): void;
