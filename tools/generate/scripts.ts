import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { BuildFailure } from '../problems';
import { extension, folders, shown } from '../project';
import { psCodeConverter } from './sdk-converters';

/** A script as it stands in the repository. */
export interface Script {
  /** Verb-Noun */
  name: string;
  /** its path as messages show it */
  file: string;
  text: string;
}

/** Reads the scripts of a folder, in the order of their names. */
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

/**
 * The scripts as TypeScript, made by the SDK's converter. What the converter only prints is an
 * error here: it still returns a result after it found a script that cannot run under JEA.
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

/** One script in the form in which the gateway is given it: without comments. */
export function scriptAsSent(script: Script): string {
  const typescript = scriptsAsTypeScript([script]);
  const literal = /^\s*script: (".*")$/m.exec(typescript)?.[1];
  if (literal === undefined) {
    throw new BuildFailure(`${script.file}:1: the SDK's converter made no text of this script.`);
  }
  return JSON.parse(literal) as string;
}
