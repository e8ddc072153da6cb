import { readFileSync } from 'node:fs';
import { inProject } from '../machine/project-paths';

/** Names that must match in the bundle, in the manifest, and on the servers. */
export const extension = {
  name: 'community.activate-windows-server-vms',
  powerShellModule: 'Community.ActivateWindowsServerVms',
  // Never change this ID: it identifies the module across versions.
  powerShellModuleId: '0c0b6a0e-5d0c-4f6f-9d57-2f1a7a1d6f3e',
  resource: 'ActivateWindowsServerVms'
} as const;

/** The folders that the tools read and write. */
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
  sideLoadBundle: inProject('out', 'side-load'),
  stockBundle: inProject('out', 'stock'),
  mappedBundle: inProject('out', 'mapped'),
  out: inProject('out')
} as const;

interface PackageJson {
  version: string;
  description: string;
  homepage?: string;
  /** the address of the terms for the whole package */
  licenseUrl?: string;
  dependencies: Record<string, string>;
}

/** Reads package.json. */
export function packageJson(): PackageJson {
  return JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as PackageJson;
}
