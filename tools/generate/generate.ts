import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BuildFailure, failOn, Problem } from '../problems';
import { shown } from '../../machine/project-paths';
import { extension, folders, packageJson } from '../project';
import { generateManifest, generateSideLoadManifest, manifestProblems, ManifestSources } from './manifest';
import { Generated, writeGenerated } from './output';
import { moduleManifest, moduleScript } from './powershell-module';
import { powerShellProblems } from './powershell-rules';
import { handedOutProblems, partProblems, scriptProblems } from './script-rules';
import { readScripts, Script, scriptsAsTypeScript, withParts } from './scripts';
import { unusedStrings } from './string-usage';
import {
  generateStrings,
  localeProblems,
  readStrings,
  readTranslations,
  stringProblems,
  translationProblems
} from './strings';

/**
 * Generates everything in `src/generated` from scripts, strings, and the manifest. Fails with all violations of rules
 * at once. It writes the files even then: otherwise, an editor or a watching compiler that needs them would report
 * hundreds of false errors. Returns what changed.
 */
export function generate(): string[] {
  const scripts = readScripts();
  const parts = readScripts(folders.scriptParts);
  const sources = manifestSources(scripts.map(script => withParts(script, parts)));
  const changed = writeGenerated(folders.generated, generatedFiles(sources));
  failOn(problemsOfScripts(scripts, parts, readScripts(folders.fieldCheck)), 'scripts');
  failOn(problemsOfWords(sources), 'strings and manifest');
  return changed;
}

function manifestSources(scripts: readonly Script[]): ManifestSources {
  const file = required(path.join(folders.source, 'manifest.json'));
  return {
    file: shown(file),
    text: readFileSync(file, 'utf8'),
    strings: readStrings(required(path.join(folders.strings, 'strings.resjson'))),
    translations: readTranslations(),
    scripts,
    version: packageJson().version
  };
}

/** Checks the page's scripts, the parts that they share, and the scripts that server owners run themselves. */
function problemsOfScripts(
  scripts: readonly Script[],
  parts: readonly Script[],
  handedOut: readonly Script[]
): Problem[] {
  return [
    ...scripts.flatMap(scriptProblems),
    ...partProblems(parts, scripts),
    ...handedOut.flatMap(script => handedOutProblems(script)),
    ...powerShellProblems([...scripts, ...parts, ...handedOut])
  ];
}

function problemsOfWords(sources: ManifestSources): Problem[] {
  const { strings, translations } = sources;
  return [
    ...stringProblems(strings, extension.resource),
    ...localeProblems(),
    ...[...translations.values()].flatMap(file => translationProblems(strings, file)),
    ...unusedStrings(strings, path.join(folders.source, 'app')),
    ...manifestProblems(sources)
  ];
}

function generatedFiles(sources: ManifestSources): Generated {
  const { scripts, strings, translations, version } = sources;
  const module = path.join('powershell-module', extension.powerShellModule);
  return new Map([
    ...generateStrings(strings, translations),
    ['powershell-scripts.ts', scriptsAsTypeScript(scripts)],
    [path.join(module, `${extension.powerShellModule}.psm1`), moduleScript(scripts)],
    [path.join(module, `${extension.powerShellModule}.psd1`), moduleManifest(scripts, version)],
    ['manifest.json', generateManifest(sources)],
    [path.join('side-load', 'manifest.json'), generateSideLoadManifest(sources)]
  ]);
}

function required(file: string): string {
  if (!existsSync(file)) {
    throw new BuildFailure(`${shown(file)} is missing.`);
  }
  return file;
}
