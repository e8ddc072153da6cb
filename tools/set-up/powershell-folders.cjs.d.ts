export function toolFolder(root: string): string | undefined;
export function quickFolder(root: string): string;
