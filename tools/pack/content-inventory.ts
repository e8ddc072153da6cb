import { createHash } from 'node:crypto';

/** Files of the package by their path in it. */
export type PackageFiles = Map<string, Uint8Array>;

/** Whose certificate a file is signed with. */
export interface Signer {
  /** the distinguished name of the certificate's issuer */
  issuer: string;
  /** the certificate's SHA-1 thumbprint */
  thumbprint: string;
}

// The kinds of files that Windows Admin Center's own packing wants to be signed.
const code = /\.(?:js|psd1|psm1|dll|exe)$/;

/**
 * Lists what the package holds under `ux/`, each file with its SHA-256 and its signer. Like Windows Admin Center's own
 * packing, it calls the package "unhealthy" unless all code is signed. The time is the one that every file of the
 * package has, so that the same sources give the same package.
 */
export function contentInventory(
  files: PackageFiles,
  at: Date,
  signerOf: (name: string) => Signer | undefined = () => undefined
): string {
  const listed = [...files].filter(([name]) => name.startsWith('ux/'));
  const isSigned = listed.every(([name]) => !code.test(name) || signerOf(name) !== undefined);
  const packageContent = listed.map(([name, content]) => ({
    path: name.replace(/\//g, '\\'),
    size: content.length,
    hash256: createHash('sha256').update(content).digest('hex').toUpperCase(),
    signedBy: signerOf(name)?.issuer ?? 'None',
    thumbprint: signerOf(name)?.thumbprint ?? 'None'
  }));
  const inventory = {
    contentFormatVersion: '1.0.0',
    datetime: at.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length),
    status: isSigned ? 'healthy' : 'unhealthy',
    nestedPackage: null,
    packageContent,
    defaultManifest: null
  };
  return `${JSON.stringify(inventory, null, 2)}\n`;
}
