import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, Zippable, zipSync } from 'fflate';
import { sideLoadProblem } from '../build/bundle-rules';
import { filesBelow } from '../generate/output';
import { BuildFailure } from '../problems';
import { inProject, shown } from '../../machine/project-paths';
import { extension, folders, packageJson } from '../project';
import { noticesFile, sdkPackage } from '../build/notices';
import { contentInventory, PackageFiles, Signer } from './content-inventory';
import { nuspec, PackageInformation } from './nuspec';
import { contentTypes, coreProperties, packageRelationships, propertiesPart } from './opc-parts';
import { hashFile } from './package-hash';
import { licenseFile, packageLicense, sdkFolder } from './package-license';
import { picturesIn } from './package-readme';
import type { ReleaseAddresses } from './release';

interface Manifest {
  name: string;
  version: string;
  target: string;
  keywords: string[];
  resources: { locale: string; strings: Record<string, string> }[];
  [key: string]: unknown;
}

// The version of Windows Admin Center's gateway interface that the package is for.
const backendVersion = '2.0.0';

// Every entry has this time, so that the same sources give the same package. A zip file has no time before 1980, and
// stores local time. This one is the same in every zone.
const at = new Date(2020, 0, 1);

/** Files of the bundle that were signed after the build. */
export interface SignedFiles extends Signer {
  /** by their path in the package */
  contents: PackageFiles;
}

/** The path of the package in a folder. */
export function packageFile(into: string): string {
  const { name, version } = readManifest(folders.bundle);
  return path.join(into, `${name}.${version}.nupkg`);
}

/** What a package can differ in, besides its bundle. */
export interface PackOptions {
  /** files in place of the bundle's own */
  signed?: SignedFiles;
  /** the addresses of a release */
  addresses?: ReleaseAddresses | null;
}

/** Packs the bundle into a folder, and returns the path of the package. A hash of an older package goes. */
export function pack(into: string = folders.out, options: PackOptions = {}): string {
  const manifest = readManifest(folders.bundle);
  const file = packageFile(into);
  const entries: Zippable = {};
  for (const [name, content] of packageEntries(folders.bundle, manifest, options)) {
    entries[name] = [content, { mtime: at, level: 9 }];
  }
  mkdirSync(into, { recursive: true });
  rmSync(hashFile(file), { force: true });
  writeFileSync(file, zipSync(entries));
  return file;
}

function packageEntries(bundle: string, manifest: Manifest, { signed, addresses = null }: PackOptions): PackageFiles {
  const content: PackageFiles = new Map();
  for (const file of filesBelow(bundle)) {
    content.set(`ux/${path.relative(bundle, file).split(path.sep).join('/')}`, readFileSync(file));
  }
  content.set('ux/manifest.json', json({ ...manifest, ...packageVersions(), ...manifestLicense(addresses) }));
  signed?.contents.forEach((file, name) => content.set(name, file));
  const signerOf = (name: string): Signer | undefined => (signed?.contents.has(name) ? signed : undefined);
  content.set('content.json', strToU8(contentInventory(content, at, signerOf)));
  for (const [name, file] of documents()) {
    content.set(name, file);
  }

  const information = informationOf(manifest, addresses);
  const nuspecFile = `${information.id}.nuspec`;
  content.set(nuspecFile, strToU8(nuspec(information)));
  return new Map([
    ['[Content_Types].xml', strToU8(contentTypes([...content.keys()]))],
    ['_rels/.rels', strToU8(packageRelationships(nuspecFile))],
    ...content,
    [propertiesPart, strToU8(coreProperties(information))]
  ]);
}

/** What the package has for people: its readme with pictures, its icon, and whose work is in it. */
function documents(): PackageFiles {
  const readme = readFileSync(required('docs', 'package-readme.md'));
  const license = packageLicense(readFileSync(required('LICENSE'), 'utf8'), sdkVersion(), `ux/${noticesFile}`);
  const ofSdk = ['LICENSE.txt', '3rdPartyDisclosure.html'];
  return new Map<string, Uint8Array>([
    ['README.md', readme],
    ...picturesIn(readme.toString('utf8')).map(
      picture => [picture, readFileSync(required('docs', ...picture.split('/')))] as const
    ),
    ['icon.png', readFileSync(required('docs', 'icon.png'))],
    [licenseFile, strToU8(license)],
    ...ofSdk.map(
      name => [`${sdkFolder}/${name}`, readFileSync(required('node_modules', ...sdkPackage.split('/'), name))] as const
    )
  ]);
}

function sdkVersion(): string {
  return packageJson().dependencies[sdkPackage];
}

/** The versions that Windows Admin Center's own packing adds to a manifest. */
function packageVersions(): { CoreVersion: string; BackendVersion: string } {
  return { CoreVersion: sdkVersion(), BackendVersion: backendVersion };
}

/** The SDK's schema has a field for modules with a license other than that of Windows Admin Center. */
function manifestLicense(addresses: ReleaseAddresses | null): { licenseUrl?: string } {
  return addresses === null ? {} : { licenseUrl: addresses.licenseUrl };
}

function informationOf(
  { name, version, keywords, resources }: Manifest,
  addresses: ReleaseAddresses | null
): PackageInformation {
  const words = resources.find(({ locale }) => locale === 'default')?.strings ?? {};
  return {
    id: name,
    version,
    title: `${words['displayName'] ?? name}${isPreview(version) ? ' (Preview)' : ''}`,
    authors: 'Activate Windows Server VMs contributors',
    copyright: /^Copyright .*$/m.exec(readFileSync(required('LICENSE'), 'utf8'))?.[0] ?? '',
    description: `${words['description'] ?? packageJson().description}.${isPreview(version) ? limitations : ''}`,
    tags: keywords.map(keyword => (words[keyword.replace(/^.*:/, '')] ?? keyword).replace(/\s+/g, '-')).join(' '),
    addresses
  };
}

/** Microsoft's page on publishing wants "(Preview)" in the title of a preview, and its limitations described. */
const limitations =
  ' Preview: tried with a simulated cluster and gateway, not yet with real ones. English only.' +
  ' A community extension, not from Microsoft.';

/** Whether it's a preview: Semantic Versioning promises nothing before 1.0.0. */
function isPreview(version: string): boolean {
  return version.startsWith('0.') || version.includes('-');
}

/** Reads the manifest of a bundle that is to be packed, and refuses one that can't be. */
export function readManifest(bundle: string): Manifest {
  const file = path.join(bundle, 'manifest.json');
  if (!existsSync(file)) {
    throw new BuildFailure(`${shown(file)} is missing: build the bundle first (npm run build).`);
  }
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  if (manifest.name !== extension.name) {
    throw new BuildFailure(`${shown(file)} is of ${manifest.name}, not of ${extension.name}.`);
  }
  const problem = sideLoadProblem(manifest);
  if (problem !== null) {
    throw new BuildFailure(problem);
  }
  return manifest;
}

function required(...parts: string[]): string {
  const file = inProject(...parts);
  if (!existsSync(file)) {
    throw new BuildFailure(`${shown(file)} is missing: a package needs it.`);
  }
  return file;
}

function json(content: object): Uint8Array {
  return strToU8(`${JSON.stringify(content, null, 2)}\n`);
}
