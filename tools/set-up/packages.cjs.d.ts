/** Whether the installed packages are those of the lock file. */
export function isInstalled(root: string): boolean;
