import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BuildFailure } from '../problems';

const endOfHead = '</head>';

/**
 * Asks the browser for the English strings of a bundle, which the SDK needs in every language, while it loads the
 * scripts. Otherwise the SDK asks for them, but only after all scripts have run. The address is the one that the SDK
 * builds from its `resourcesPath` and the version in `src/main.ts`; with another one, the browser would load the
 * strings twice, and warn of it. A low priority keeps them from delaying the scripts. Throws BuildFailure if the
 * bundle's page has no head.
 */
export function loadStringsEarly(bundle: string, version: string): void {
  const file = path.join(bundle, 'index.html');
  const page = readFileSync(file, 'utf8');
  if (!page.includes(endOfHead)) {
    throw new BuildFailure("The bundle's index.html has no head.");
  }
  const address = `assets/strings/strings.json?v=${version}`;
  const link = `<link rel="preload" as="fetch" href="${address}" crossorigin fetchpriority="low" />`;
  writeFileSync(file, page.replace(endOfHead, link + endOfHead));
}
