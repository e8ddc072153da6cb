import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { BuildFailure } from '../problems';
import { shown } from '../../machine/project-paths';
import { extension, folders } from '../project';
import { psCodeConverter } from './sdk-converters';

/** A script as it is in the repository. */
export interface Script {
  /** Verb-Noun */
  name: string;
  /** its path, as messages show it */
  file: string;
  text: string;
}

/** Reads the scripts of a folder, sorted by name. */
export function readScripts(folder: string = folders.scripts): Script[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .filter(name => name.endsWith('.ps1'))
    .sort()
    .map(name => ({
      name: name.slice(0, -'.ps1'.length),
      file: shown(path.join(folder, name)),
      text: readFileSync(path.join(folder, name), 'utf8').replace(/\r\n/g, '\n')
    }));
}

/** The line that includes a shared part in a script. */
const partLine = /^\. "\$PSScriptRoot\/answers\/([\w-]+)\.ps1"$/gm;

/**
 * Replaces the lines that include shared parts with those parts, because a server is sent one text. Leaves out the
 * parts' own help.
 */
export function withParts(script: Script, parts: readonly Script[]): Script {
  const text = script.text.replace(partLine, (_line, name: string) => {
    const part = parts.find(one => one.name === name);
    if (part === undefined) {
      throw new BuildFailure(`${script.file}: there is no part ${name}.ps1.`);
    }
    return part.text.replace(/^<#[\s\S]*?#>\n/, '').trimEnd();
  });
  return { ...script, text };
}

/** The names of the parts that scripts include. */
export function partsOf(scripts: readonly Script[]): Set<string> {
  return new Set(scripts.flatMap(({ text }) => [...text.matchAll(partLine)].map(([, name]) => name)));
}

/**
 * Converts the scripts to TypeScript with the SDK's converter. Throws for what the converter only prints: it still
 * returns a result if it finds a script that can't run under JEA.
 */
export function scriptsAsTypeScript(scripts: readonly Script[]): string {
  const Converter = psCodeConverter();
  const complaints: string[] = [];
  const print = console.error;
  console.error = (...words: unknown[]): void => void complaints.push(words.join(' '));
  try {
    const converter = new Converter({
      powerShellModuleName: extension.powerShellModule,
      resourceName: extension.resource,
      noComments: true,
      jea: true
    });
    converter.contentReset();
    const group = Object.fromEntries(scripts.map(({ name, text }) => [`${name}.ps1`, text]));
    converter.generate({ [Converter.defaultGroup]: group });
    if (complaints.length > 0) {
      throw new BuildFailure(`The SDK's script converter says: ${complaints.join('\n')}`);
    }
    return converter.content.replace(/\r\n/g, '\n');
  } finally {
    console.error = print;
  }
}

/** The text of a script as the gateway gets it, without comments. */
export function scriptAsSent(script: Script): string {
  const typescript = scriptsAsTypeScript([script]);
  const literal = /^\s*script: (".*")$/m.exec(typescript)?.[1];
  if (literal === undefined) {
    throw new BuildFailure(`${script.file}:1: the SDK's converter made no text of this script.`);
  }
  return JSON.parse(literal) as string;
}
