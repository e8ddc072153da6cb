import { createHash } from 'node:crypto';

/** Files of the package by their path in it. */
export type PackageFiles = Map<string, Uint8Array>;

/**
 * Lists the package's files under `ux/`, each with its SHA-256. "Unhealthy" is what Windows Admin Center's own packing
 * writes for unsigned code. If the files are signed later, the signer changes this. The time is the same as of every
 * file in the package, so that the same sources give the same package.
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
