import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { lineAt, Problem } from '../problems';
import { shown } from '../../machine/project-paths';
import { folders } from '../project';
import { resJsonConverter } from './sdk-converters';

/** Strings by key, without the notes for translators. */
export type Strings = Record<string, string>;

/** A file of strings: its original text, and its content. */
export interface StringsFile {
  file: string;
  text: string;
  strings: Strings;
}

interface JsonTree {
  [key: string]: JsonTree | string;
}

/** Reads one `strings.resjson`. */
export function readStrings(file: string): StringsFile {
  const text = readFileSync(file, 'utf8').replace(/\r\n/g, '\n');
  const all = JSON.parse(text) as Strings;
  const strings = Object.fromEntries(Object.entries(all).filter(([key]) => !/^(_|\/\/)/.test(key)));
  return { file: shown(file), text, strings };
}

/** The locales of the SDK's strings. For any other locale, the SDK throws at startup. */
export function sdkLocales(): string[] {
  return readdirSync(path.join(folders.sdk, 'core', 'assets', 'strings'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}

/** The translations that exist, by locale. */
export function readTranslations(folder: string = folders.translations): Map<string, StringsFile> {
  const found = new Map<string, StringsFile>();
  for (const locale of sdkLocales()) {
    const file = path.join(folder, locale, 'strings.resjson');
    if (existsSync(file)) {
      found.set(locale, readStrings(file));
    }
  }
  return found;
}

/** Finds folders of translations that nothing reads, because the SDK has no strings for them. */
export function localeProblems(folder: string = folders.translations): Problem[] {
  const locales = sdkLocales();
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter(name => !locales.includes(name))
    .sort()
    .map(name => ({
      file: shown(path.join(folder, name)),
      line: 1,
      reason: `${name} is no locale of the SDK; there are: ${locales.join(', ')}.`
    }));
}

/** The type of the project's strings, made by the SDK's converter. */
export function stringsAsTypeScript({ text }: StringsFile): string {
  const converter = new (resJsonConverter())({ typescript: 'interface', json: true });
  converter.convert(text, true);
  return converter.contentInterface.replace(/\r\n/g, '\n');
}

/** The complete file for one locale: the SDK's strings, then the English ones, overridden by translations. */
export function stringsOfLocale(locale: string | undefined, english: Strings, translated: Strings = {}): string {
  const converter = new (resJsonConverter())({ typescript: 'interface', json: true });
  converter.convert(JSON.stringify({ ...english, ...translated }), false);
  const trees = ['core', 'angular'].map(part => {
    const file = path.join(folders.sdk, part, 'assets', 'strings', locale ?? '', 'strings.json');
    return JSON.parse(readFileSync(file, 'utf8')) as JsonTree;
  });
  return JSON.stringify([...trees, converter.outputJson as JsonTree].reduce(merge, {}));
}

function merge(into: JsonTree, from: JsonTree): JsonTree {
  for (const [key, value] of Object.entries(from)) {
    const there = into[key];
    into[key] = typeof value === 'string' || typeof there !== 'object' ? value : merge({ ...there }, value);
  }
  return into;
}

/** Checks the keys and placeholders of the project's own strings. */
export function stringProblems(source: StringsFile, resource: string): Problem[] {
  const problems: Problem[] = [];
  const report = (key: string, reason: string): void => {
    problems.push({ file: source.file, line: lineOfKey(source, key), reason });
  };
  const keys = Object.keys(source.strings);
  for (const key of keys) {
    if (!key.startsWith(`${resource}_`)) {
      report(key, `${key} must begin with ${resource}_, so that it cannot meet another's strings.`);
    }
    if (!key.split('_').every(part => /^[A-Za-z][A-Za-z0-9]*$/.test(part))) {
      report(key, `${key} must be made of words of letters and digits with _ between them.`);
    }
    if (keys.some(other => other.startsWith(`${key}_`))) {
      report(key, `${key} is both a text and a group of texts.`);
    }
    const base = pluralBase(key);
    if (base !== null && !keys.includes(`${base}_other`)) {
      report(key, `${key} is for some numbers only, so it needs ${base}_other for the rest.`);
    }
    if (places(source.strings[key]) !== '' && !source.text.includes(`"_${key}.comment"`)) {
      report(key, `${key} has places, so it needs a note for translators on what is in them.`);
    }
    if (source.text.split(`"${key}":`).length > 2) {
      report(key, `${key} is in the file twice.`);
    }
  }
  return problems;
}

/**
 * Checks that translations have the same placeholders ({0}, {1}…) as the English text. A text that depends on a number
 * can have forms that English lacks, and a form can do without the number.
 */
export function translationProblems(source: StringsFile, translation: StringsFile): Problem[] {
  return Object.entries(translation.strings).flatMap(([key, text]) => {
    const base = pluralBase(key);
    const other = base === null ? undefined : source.strings[`${base}_other`];
    const english = other ?? source.strings[key];
    const line = lineOfKey(translation, key);
    if (english === undefined) {
      return [{ file: translation.file, line, reason: `${key} isn't in the English file.` }];
    }
    const isRight = other === undefined ? places(english) === places(text) : hasNoOther(text, english);
    const most = other === undefined ? '' : ' at most';
    return isRight
      ? []
      : [{ file: translation.file, line, reason: `${key} must hold${most} ${places(english) || 'no places'}.` }];
  });
}

/** The line of a key in its file, for messages. */
export function lineOfKey({ text }: StringsFile, key: string): number {
  return lineAt(text, Math.max(0, text.indexOf(`"${key}"`)));
}

/**
 * What the forms of a text that depends on a number have in common: `A_hidden` for `A_hidden_one`. Null for other keys.
 * The forms' names are the plural categories of Unicode's CLDR.
 */
export function pluralBase(key: string): string | null {
  return /^(.+)_(?:zero|one|two|few|many|other)$/.exec(key)?.[1] ?? null;
}

function hasNoOther(text: string, source: string): boolean {
  const known = places(source).split(' ');
  return places(text)
    .split(' ')
    .every(place => place === '' || known.includes(place));
}

function places(text: string): string {
  return [...new Set(text.match(/\{\d+\}/g) ?? [])].sort().join(' ');
}

/** All files of strings: the type for the code, and one file for each locale. */
export function generateStrings(source: StringsFile, translations: Map<string, StringsFile>): Map<string, string> {
  const made = new Map([['strings.ts', stringsAsTypeScript(source)]]);
  for (const locale of [undefined, ...sdkLocales()]) {
    const own = locale === undefined ? undefined : translations.get(locale)?.strings;
    const name = path.join('assets', 'strings', locale ?? '', 'strings.json');
    made.set(name, stringsOfLocale(locale, source.strings, own));
  }
  return made;
}
