import { createHash } from 'node:crypto';

/** Files of the package by their path in it. */
export type PackageFiles = Map<string, Uint8Array>;

/**
 * The list of what the package holds under `ux/`, each with its SHA-256. "Unhealthy" is what Windows
 * Admin Center's own packing says of code that is not signed; whoever signs the files says otherwise.
 * The time is the one that every file of the package has, so that the same sources give the same
 * package.
 */
export function contentInventory(files: PackageFiles, at: Date): string {
  const packageContent = [...files]
    .filter(([name]) => name.startsWith('ux/'))
    .map(([name, content]) => ({
      path: name.replace(/\//g, '\\'),
      size: content.length,
      hash256: createHash('sha256').update(content).digest('hex').toUpperCase(),
      signedBy: 'None',
      thumbprint: 'None'
    }));
  const inventory = {
    contentFormatVersion: '1.0.0',
    datetime: at.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length),
    status: 'unhealthy',
    nestedPackage: null,
    packageContent,
    defaultManifest: null
  };
  return `${JSON.stringify(inventory, null, 2)}\n`;
}
