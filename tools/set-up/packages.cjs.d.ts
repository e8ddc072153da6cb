/** Whether the installed packages are those of the lock file. */
export function isInstalled(root: string): boolean;
/** Installs the npm packages if they aren't those of the lock file. */
export function install(root: string): void;
