import path from 'node:path';
import ts from 'typescript';
import { lineAt, Problem } from '../problems';
import type { SourceFile } from './source-files';

const sdkData = '@microsoft/windows-admin-center-sdk/core';
// These start the app, so they must hand the SDK's services to it; the stand-ins take the place of
// parts of the SDK.
const starters = ['src/main.ts', 'src/polyfills.ts', 'src/test.ts', 'src/app/app.module.ts', 'src/app/sdk-services.ts'];

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
      file.startsWith('src/') && !/^src\/(app\/(cluster|shell)|stand-ins)\//.test(file) && !starters.includes(file),
    forbids: imported => imported === sdkData || imported.startsWith(`${sdkData}/`),
    reason: `only cluster/ and shell/ import ${sdkData}: everything else can be tested without it.`
  },
  {
    applies: file => file.startsWith('src/'),
    forbids: imported => /^(lab|tools|e2e|tests)\//.test(imported),
    reason: 'the product does not import what only develops and tests it.'
  },
  {
    applies: file => file.startsWith('lab/'),
    forbids: imported => imported.startsWith('src/'),
    reason: "the lab knows the SDK's protocol and Windows, not this extension: else both err alike."
  }
];

/** Imports that cross a border of the architecture, with the reason for the border. */
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

/** A relative import as a path from the repository's folder; any other as it stands. */
function resolved(importer: string, imported: string): string {
  return imported.startsWith('.')
    ? path.posix.normalize(path.posix.join(path.posix.dirname(importer), imported))
    : imported;
}
