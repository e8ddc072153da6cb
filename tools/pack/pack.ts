import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strToU8, Zippable, zipSync } from 'fflate';
import { sideLoadProblem } from '../build/bundle-rules';
import { filesBelow } from '../generate/output';
import { BuildFailure } from '../problems';
import { inProject, shown } from '../../machine/project-paths';
import { extension, folders, packageJson } from '../project';
import { contentInventory, PackageFiles, Signer } from './content-inventory';
import { nuspec, PackageInformation } from './nuspec';
import { contentTypes, coreProperties, packageRelationships, propertiesPart } from './opc-parts';

interface Manifest {
  name: string;
  version: string;
  target: string;
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

/** Packs the bundle into a folder, with signed files in place of its own, and returns the path of the package. */
export function pack(into: string = folders.out, signed?: SignedFiles): string {
  const manifest = readManifest(folders.bundle);
  const information = informationOf(manifest);
  const file = packageFile(into);
  const entries: Zippable = {};
  for (const [name, content] of packageEntries(folders.bundle, manifest, information, signed)) {
    entries[name] = [content, { mtime: at, level: 9 }];
  }
  mkdirSync(into, { recursive: true });
  writeFileSync(file, zipSync(entries));
  return file;
}

function packageEntries(
  bundle: string,
  manifest: Manifest,
  information: PackageInformation,
  signed: SignedFiles | undefined
): PackageFiles {
  const content: PackageFiles = new Map();
  for (const file of filesBelow(bundle)) {
    content.set(`ux/${path.relative(bundle, file).split(path.sep).join('/')}`, readFileSync(file));
  }
  content.set('ux/manifest.json', json({ ...manifest, ...packageVersions() }));
  signed?.contents.forEach((file, name) => content.set(name, file));
  const signerOf = (name: string): Signer | undefined => (signed?.contents.has(name) ? signed : undefined);
  content.set('content.json', strToU8(contentInventory(content, at, signerOf)));
  content.set('README.md', readFileSync(required('README.md')));
  content.set('LICENSE', readFileSync(required('LICENSE')));
  content.set('icon.png', readFileSync(required('docs', 'icon.png')));

  const nuspecFile = `${information.id}.nuspec`;
  content.set(nuspecFile, strToU8(nuspec(information)));
  return new Map([
    ['[Content_Types].xml', strToU8(contentTypes([...content.keys()]))],
    ['_rels/.rels', strToU8(packageRelationships(nuspecFile))],
    ...content,
    [propertiesPart, strToU8(coreProperties(information))]
  ]);
}

/** The versions that Windows Admin Center's own packing adds to a manifest. */
function packageVersions(): { CoreVersion: string; BackendVersion: string } {
  const core = packageJson().dependencies['@microsoft/windows-admin-center-sdk'];
  return { CoreVersion: core, BackendVersion: backendVersion };
}

function informationOf({ name, version, resources }: Manifest): PackageInformation {
  const words = resources.find(({ locale }) => locale === 'default')?.strings ?? {};
  return {
    id: name,
    version,
    title: words['displayName'] ?? name,
    authors: 'Activate Windows Server VMs contributors',
    description: words['description'] ?? packageJson().description,
    tags: (words['keywords'] ?? '')
      .split(/\s*,\s*/)
      .map(word => word.replace(/\s+/g, '-'))
      .join(' '),
    projectUrl: packageJson().homepage,
    license: packageJson().license
  };
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
