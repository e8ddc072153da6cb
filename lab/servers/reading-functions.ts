import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * The functions that every reader may call: those of the product's modules with `.ROLE` Readers in their help. They
 * change nothing. The modules are read each time, because they may have been generated again.
 */
export function readingFunctions(moduleFolder: string): Set<string> {
  const scripts = fs
    .readdirSync(moduleFolder)
    .map(name => path.join(moduleFolder, name, `${name}.psm1`))
    .filter(script => fs.existsSync(script));
  return new Set(scripts.flatMap(script => functionsOf(fs.readFileSync(script, 'utf8'))));
}

function functionsOf(script: string): string[] {
  const withHelp = /^function ([\w-]+) \{\s*<#((?:(?!#>)[^])*)#>/gm;
  return [...script.matchAll(withHelp)]
    .filter(([, , help]) => /^\s*\.ROLE\s+Readers\s*$/m.test(help ?? ''))
    .map(([, name]) => name ?? '');
}
