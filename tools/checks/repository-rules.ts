// By hand, because these rules are about every kind of text file and about folders' names: linters read one language.

import { lineAt, Problem } from '../problems';
import type { SourceFile } from './source-files';

interface Forbidden {
  pattern: RegExp;
  reason: string;
  applies?: (file: string) => boolean;
}

const forbidden: readonly Forbidden[] = [
  {
    pattern: /(?<![\w.:/-])\/(?:home|Users|root|work)\/[\w.-]+|\b[A-Za-z]:\\Users\\\w+/g,
    reason: 'a path on one machine: no other machine has it.'
  },
  {
    pattern: /registry\.npmjs\.org|api\.nuget\.org|pkgs\.dev\.azure\.com|\bregistry\s*=\s*\S+/g,
    reason: "a registry's address: which one to ask is each machine's own setting.",
    applies: file => !file.endsWith('.md')
  },
  {
    pattern: /"resolved":/g,
    reason: "the lock file names a registry: install with the project's .npmrc.",
    applies: file => file.endsWith('package-lock.json')
  },
  {
    pattern: /(?<![\w.-])-Skip\b/g,
    reason: "a test that doesn't run proves nothing: fix it or remove it.",
    applies: file => file.endsWith('.Tests.ps1')
  }
];

const kinds = new Set(['components', 'services', 'utils', 'helpers', 'common', 'shared', 'misc']);

/** Finds text that no file of the repository may have, and folders that are named after their kind of files. */
export function repositoryProblems({ name, text }: SourceFile): Problem[] {
  const vague = name
    .split('/')
    .slice(0, -1)
    .find(folder => kinds.has(folder.toLowerCase()));
  const named =
    vague === undefined
      ? []
      : [{ file: name, line: 1, reason: `"${vague}" says what kind of file it holds, not what it is about.` }];
  const found = forbidden
    .filter(({ applies }) => applies === undefined || applies(name))
    .flatMap(({ pattern, reason }) =>
      [...text.matchAll(pattern)].map(match => ({
        file: name,
        line: lineAt(text, match.index ?? 0),
        reason: `${match[0]}: ${reason}`
      }))
    );
  return [...named, ...found];
}
