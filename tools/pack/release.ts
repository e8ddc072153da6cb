import { readOptions } from '../../machine/options.cjs';
import { BuildFailure } from '../problems';
import { packageJson } from '../project';
import { verbs } from '../set-up/verbs.cjs';

/** The addresses that the Windows Admin Center feed demands of a package (Microsoft Learn, "Publishing extensions"). */
export interface ReleaseAddresses {
  /** the extension's own site */
  projectUrl: string;
  /** the license terms that apply to the whole package */
  licenseUrl: string;
}

/** The fields of package.json that have them. */
type AddressFields = Partial<Record<'homepage' | 'licenseUrl', string>>;

/**
 * Reads from the command line of `npm run pack` whether the package is a release. Returns null if it isn't, and the
 * addresses of package.json otherwise. Throws BuildFailure if these are still placeholders.
 */
export function readReleaseAddresses(
  words: readonly string[],
  { homepage = '', licenseUrl = '' }: AddressFields = packageJson()
): ReleaseAddresses | null {
  const { release } = readOptions<{ release: boolean }>(words, verbs.pack.options);
  if (!release) {
    return null;
  }
  const missing = Object.entries({ homepage, licenseUrl }).filter(([, address]) => !isReal(address));
  if (missing.length > 0) {
    const names = missing.map(([name]) => name).join(' and ');
    throw new BuildFailure(
      `A release needs real addresses, https://…, in package.json in place of its placeholders: ${names}.`
    );
  }
  return { projectUrl: homepage, licenseUrl };
}

/** Whether it's an address that can exist. RFC 2606 reserves some names for examples and placeholders. */
function isReal(address: string): boolean {
  const host = /^https:\/\/([\w.-]+\.[a-z]{2,})(?:\/\S*)?$/i.exec(address)?.[1] ?? '.invalid';
  return !/\.(?:invalid|example|test|localhost)$|(?:^|\.)example\.(?:com|net|org)$/i.test(host);
}
