import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository's folder: every path of the build starts here. */
export const root = path.resolve(__dirname, '..');

/** A path inside the repository, of the machine's own kind. */
export function inProject(...parts: string[]): string {
  return path.join(root, ...parts);
}

/** The path as messages show it: from the repository's folder, with `/` on every machine. */
export function shown(file: string): string {
  return path.relative(root, path.resolve(root, file)).split(path.sep).join('/');
}

/** Names that must be the same in the bundle, the manifest and on the servers. */
export const extension = {
  name: 'community.activate-windows-server-vms',
  powerShellModule: 'Community.ActivateWindowsServerVms',
  // Fixed, so that the module keeps its identity from one version to the next.
  powerShellModuleId: '0c0b6a0e-5d0c-4f6f-9d57-2f1a7a1d6f3e',
  resource: 'ActivateWindowsServerVms'
} as const;

export const folders = {
  sdk: inProject('node_modules', '@microsoft', 'windows-admin-center-sdk'),
  source: inProject('src'),
  scripts: inProject('src', 'resources', 'scripts'),
  scriptParts: inProject('src', 'resources', 'scripts', 'answers'),
  strings: inProject('src', 'resources', 'strings'),
  translations: inProject('loc', 'output'),
  fieldCheck: inProject('docs', 'field-check'),
  generated: inProject('src', 'generated'),
  bundle: inProject('dist'),
  out: inProject('out')
} as const;

interface PackageJson {
  version: string;
  description: string;
  license: string;
  homepage?: string;
  dependencies: Record<string, string>;
}

/** What package.json says of this project. */
export function packageJson(): PackageJson {
  return JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as PackageJson;
}
