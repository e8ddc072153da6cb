import path from 'node:path';
import { folders } from '../project';

interface PsCodeConverter {
  readonly content: string;
  contentReset(): void;
  generate(groups: Record<string, Record<string, string>>): void;
}

interface PsCodeConverterClass {
  readonly defaultGroup: string;
  readonly verbs: readonly string[];
  new (options: {
    powerShellModuleName: string;
    resourceName: string;
    noComments: boolean;
    jea: boolean;
  }): PsCodeConverter;
}

interface ResJsonConverter {
  readonly contentInterface: string;
  readonly outputJson: Record<string, unknown>;
  convert(content: string, validate: boolean): void;
}

interface ResJsonConverterClass {
  new (options: { typescript: 'interface'; json: boolean }): ResJsonConverter;
}

// The SDK's gulp plugins around these two build Windows paths on every machine. The converters themselves use no
// paths. They have no types to import.
function fromSdk(...file: string[]): unknown {
  return require(path.join(folders.sdk, 'tools', ...file));
}

/** The SDK's own converter of scripts to TypeScript. */
export function psCodeConverter(): PsCodeConverterClass {
  const module = fromSdk('gulp-ps-code', 'ps-code-convert.js');
  return (module as { PsCodeConverter: PsCodeConverterClass }).PsCodeConverter;
}

/** The SDK's own converter of strings to TypeScript and JSON. */
export function resJsonConverter(): ResJsonConverterClass {
  const module = fromSdk('gulp-resjson', 'resjson-convert.js');
  return (module as { ResJsonConverter: ResJsonConverterClass }).ResJsonConverter;
}
