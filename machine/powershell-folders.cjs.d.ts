/** Finds the folder of the PowerShell .NET tool among NuGet's packages. Returns undefined if it is not installed. */
export function toolFolder(root: string): string | undefined;

/** The folder for the tool after it is compiled for this machine. It might not exist. */
export function quickFolder(root: string): string;
