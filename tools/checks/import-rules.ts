import path from 'node:path';
import ts from 'typescript';
import { lineAt, Problem } from '../problems';
import type { SourceFile } from './source-files';

const sdkData = '@microsoft/windows-admin-center-sdk/core';
// These files start the app, so they have to give it the SDK's services.
const starters = ['src/main.ts', 'src/polyfills.ts', 'src/test.ts', 'src/app/app.module.ts', 'src/app/sdk-services.ts'];

const app = 'src/app/';

/** The folders of the app, and the folders that each may import from. A feature does not import another feature. */
const floors: Readonly<Record<string, readonly string[]>> = {
  platform: ['domain'],
  ui: ['platform'],
  text: ['domain', 'platform', 'ui'],
  cluster: ['domain', 'platform'],
  help: ['domain', 'platform', 'text', 'ui'],
  keys: ['domain', 'platform', 'text', 'ui'],
  servers: ['cluster', 'domain', 'platform', 'text', 'ui'],
  'virtual-machines': ['cluster', 'domain', 'platform', 'text', 'ui'],
  page: ['cluster', 'domain', 'help', 'keys', 'platform', 'servers', 'text', 'ui', 'virtual-machines']
};

/** The folders of the domain, and the folders of the domain that each may import from. */
const domainFloors: Readonly<Record<string, readonly string[]>> = {
  keys: [],
  answers: ['keys'],
  servers: ['keys', 'answers'],
  guests: ['keys', 'answers', 'servers']
};

/** An import that is not allowed, and why. */
interface Rule {
  applies(file: string): boolean;
  forbids(imported: string): boolean;
  reason: string;
}

const rules: readonly Rule[] = [
  {
    applies: file => file.startsWith('src/app/domain/') && !file.endsWith('.spec.ts'),
    forbids: imported => !imported.startsWith('src/app/domain/'),
    reason: 'domain/ imports nothing but itself: its rules are read, tested and reused alone.'
  },
  {
    applies: file => file.startsWith('src/app/domain/') && file.endsWith('.spec.ts'),
    forbids: imported => !imported.startsWith('src/app/domain/') && imported !== 'fast-check',
    reason: "the domain's specs need nothing but the domain and fast-check."
  },
  {
    applies: file =>
      file.startsWith('src/') && !/^src\/(app\/(cluster|platform)|stand-ins)\//.test(file) && !starters.includes(file),
    forbids: imported => imported === sdkData || imported.startsWith(`${sdkData}/`),
    reason: `only cluster/ and platform/ import ${sdkData}: everything else can be tested without it.`
  },
  ...Object.entries(domainFloors).map(([floor, below]): Rule => ({
    applies: file => isProductOf(file, `domain/${floor}`),
    forbids: imported => isAppFolder(imported, 'domain') && !isWithin(imported, 'domain', [floor, ...below]),
    reason: `domain/${floor}/ stands on ${namesOf(below)}.`
  })),
  ...Object.entries(floors).map(([floor, below]): Rule => ({
    applies: file => isProductOf(file, floor),
    forbids: imported => imported.startsWith(app) && !isWithin(imported, '', [floor, ...below]),
    reason: `${floor}/ stands on ${namesOf(below)}: what two features need is in ui/, text/ or domain/.`
  })),
  {
    applies: file => file.startsWith('src/'),
    forbids: imported => /^(machine|lab|tools|e2e|tests)\//.test(imported),
    reason: 'the product does not import what only develops and tests it.'
  },
  {
    applies: file => file.startsWith('machine/'),
    forbids: imported => /^(src|lab|tools|e2e|tests)\//.test(imported),
    reason: 'machine/ is what the lab and the tools stand on, so it stands on nothing of the project.'
  },
  {
    applies: file => file.startsWith('lab/'),
    forbids: imported => /^(tools|e2e|tests)\//.test(imported),
    reason: 'the lab imports only machine/: the tools start the lab, and a circle could not be changed in parts.'
  },
  {
    applies: file => file.startsWith('lab/'),
    forbids: imported => imported.startsWith('src/'),
    reason: "the lab knows the SDK's protocol and Windows, not this extension: else both err alike."
  }
];

/** Finds imports that the architecture does not allow, and says why each is not allowed. */
export function importProblems({ name, text }: SourceFile): Problem[] {
  if (!/\.(ts|js|cjs|mjs)$/.test(name)) {
    return [];
  }
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName, pos }) => {
    const imported = resolved(name, fileName);
    return rules
      .filter(rule => rule.applies(name) && rule.forbids(imported))
      .map(({ reason }) => ({ file: name, line: lineAt(text, pos), reason: `${fileName}: ${reason}` }));
  });
}

/** The path of a relative import from the root folder. Any other import stays as it is. */
export function resolved(importer: string, imported: string): string {
  return imported.startsWith('.')
    ? path.posix.normalize(path.posix.join(path.posix.dirname(importer), imported))
    : imported;
}

/** Whether a file is in a folder of the app, and neither a spec nor a helper for specs. */
function isProductOf(file: string, folder: string): boolean {
  return file.startsWith(`${app}${folder}/`) && !/\.spec\.ts$|\/testing\//.test(file);
}

function isAppFolder(file: string, folder: string): boolean {
  return file.startsWith(`${app}${folder}/`);
}

function isWithin(file: string, parent: string, folders: readonly string[]): boolean {
  return folders.some(folder => isAppFolder(file, parent === '' ? folder : `${parent}/${folder}`));
}

function namesOf(folders: readonly string[]): string {
  return folders.map(folder => `${folder}/`).join(', ') || 'nothing';
}
