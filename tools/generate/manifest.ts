import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { lineAt, Problem } from '../problems';
import { extension, folders } from '../project';
import { Script, scriptAsSent } from './scripts';
import { lineOfKey, sdkLocales, Strings, StringsFile } from './strings';

type Json = string | number | boolean | null | Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json;
}

/** What a manifest is generated from. */
export interface ManifestSources {
  file: string;
  text: string;
  strings: StringsFile;
  translations: Map<string, StringsFile>;
  scripts: readonly Script[];
  version: string;
}

const reference = 'resources:strings:';

/** Fills in the manifest's strings, version, and scripts. */
export function generateManifest(sources: ManifestSources): string {
  return `${JSON.stringify(filled(sources), null, 2)}\n`;
}

/**
 * The manifest for side-loading. Without a target, a shell looks for icons at the origin that it side-loads from, as
 * Microsoft's "Develop a tool extension" says.
 */
export function generateSideLoadManifest(sources: ManifestSources): string {
  return `${JSON.stringify({ ...filled(sources), target: '' }, null, 2)}\n`;
}

/** Lists missing strings and scripts, unused strings, and violations of the schema. */
export function manifestProblems(sources: ManifestSources): Problem[] {
  const manifest = JSON.parse(sources.text) as JsonObject;
  return [
    ...stringReferenceProblems(sources, manifest),
    ...keywordProblems(sources, manifest),
    ...commandProblems(sources, manifest),
    ...schemaProblems(sources.file, filled(sources))
  ];
}

function filled(sources: ManifestSources): JsonObject {
  const manifest = JSON.parse(sources.text) as JsonObject;
  return {
    ...manifest,
    version: sources.version,
    powerShellModuleName: extension.powerShellModule,
    entryPoints: withScripts(manifest['entryPoints'] ?? [], sources),
    resources: resources(sources)
  };
}

function resources({ strings, translations }: ManifestSources): Json[] {
  const english = manifestStrings(strings.strings);
  const entry = (locale: string, own: Strings): Json => ({ locale, strings: { ...english, ...own } });
  return [
    entry('default', {}),
    ...sdkLocales().map(locale => entry(locale, manifestStrings(translations.get(locale)?.strings ?? {})))
  ];
}

function manifestStrings(strings: Strings): Strings {
  const prefix = `${extension.resource}_Manifest_`;
  return Object.fromEntries(
    Object.entries(strings)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), text])
  );
}

/** Lists references without a string, and strings without a reference. */
function stringReferenceProblems(sources: ManifestSources, manifest: JsonObject): Problem[] {
  const used = new Set(references(manifest));
  const there = new Set(Object.keys(manifestStrings(sources.strings.strings)));
  const missing = [...used].filter(key => !there.has(key));
  const unused = [...there].filter(key => !used.has(key));
  return [
    ...missing.map(key => ({
      file: sources.file,
      line: lineAt(sources.text, sources.text.indexOf(`${reference}${key}`)),
      reason: `no string ${extension.resource}_Manifest_${key} in ${sources.strings.file}.`
    })),
    ...unused.map(key => ({
      file: sources.strings.file,
      line: lineOfKey(sources.strings, `${extension.resource}_Manifest_${key}`),
      reason: `${sources.file} does not use ${extension.resource}_Manifest_${key}.`
    }))
  ];
}

function references(node: Json): string[] {
  if (typeof node === 'string') {
    return node.startsWith(reference) ? [node.slice(reference.length)] : [];
  }
  return node !== null && typeof node === 'object' ? Object.values(node).flatMap(references) : [];
}

/**
 * Lists keywords that Windows Admin Center's search in settings doesn't find: it makes what is typed lower case, and
 * compares that with each keyword as it is (the SDK's `common-settings.component`).
 */
function keywordProblems({ strings, translations }: ManifestSources, manifest: JsonObject): Problem[] {
  const keys = new Set(keywordLists(manifest).flatMap(references));
  return [strings, ...translations.values()].flatMap(source =>
    Object.entries(manifestStrings(source.strings))
      .filter(([key]) => keys.has(key))
      .flatMap(([key, text]) => {
        const fullKey = `${extension.resource}_Manifest_${key}`;
        const faults = [
          ...(text === text.toLocaleLowerCase() ? [] : ['must be in lower case, or searching for it finds nothing.']),
          ...(/[,;、，]/.test(text) ? ['must be only one keyword: each has a string of its own.'] : [])
        ];
        return faults.map(fault => ({
          file: source.file,
          line: lineOfKey(source, fullKey),
          reason: `${fullKey} ${fault}`
        }));
      })
  );
}

function keywordLists(node: Json): Json[] {
  if (node === null || typeof node !== 'object') {
    return [];
  }
  const own = Array.isArray(node) ? [] : [node['keywords'] ?? []];
  return [...own, ...Object.values(node).flatMap(keywordLists)];
}

/** Adds the script of each command that the manifest names (a tool's requirement), because the gateway needs it too. */
function withScripts(node: Json, sources: ManifestSources): Json {
  if (Array.isArray(node)) {
    return node.map(item => withScripts(item, sources));
  }
  if (node === null || typeof node !== 'object') {
    return node;
  }
  const script = sources.scripts.find(({ name }) => name === node['command']);
  if (script !== undefined) {
    return { ...node, script: scriptAsSent(script), module: extension.powerShellModule };
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withScripts(value, sources)]));
}

function commandProblems(sources: ManifestSources, node: Json): Problem[] {
  if (node === null || typeof node !== 'object') {
    return [];
  }
  const command = Array.isArray(node) ? undefined : node['command'];
  if (typeof command === 'string' && !sources.scripts.some(({ name }) => name === command)) {
    const line = lineAt(sources.text, sources.text.indexOf(`"${command}"`));
    return [{ file: sources.file, line, reason: `there is no script ${command}.ps1.` }];
  }
  return Object.values(node).flatMap(item => commandProblems(sources, item));
}

function schemaProblems(file: string, manifest: JsonObject): Problem[] {
  const schemaFile = path.join(folders.sdk, 'core', 'manifest', 'module-schema.json');
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as JsonObject;
  // The schema names its draft without the closing #, and limits objects as if they were arrays.
  const ajv = new Ajv({ allErrors: true, strict: false, meta: true });
  const validate = ajv.compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' });
  if (validate(manifest)) {
    return [];
  }
  return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    file,
    line: 1,
    reason: `${instancePath || '/'} ${message ?? 'is not valid'} ${JSON.stringify(params)}`
  }));
}
