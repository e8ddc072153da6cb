// By hand, because these rules come from the SDK's converter and from restricted endpoints, which no tool knows.
// PSScriptAnalyzer can't be installed from npm or NuGet, which are the project's only sources of tools.

import { lineAt, Problem } from '../problems';
import { psCodeConverter } from './sdk-converters';
import { partsOf, type Script } from './scripts';

const roles = ['Administrators', 'Readers', 'Hyper-V-Administrators'];
const sections = ['SYNOPSIS', 'DESCRIPTION', 'OUTPUTS'];
const longestLine = 100;

// A restricted endpoint replaces these with its own functions, which take fewer parameters. A script reaches the
// real ones only by their full names.
const qualified: Record<string, string> = {
  'select-object': 'Microsoft.PowerShell.Utility\\Select-Object',
  select: 'Microsoft.PowerShell.Utility\\Select-Object',
  'measure-object': 'Microsoft.PowerShell.Utility\\Measure-Object',
  measure: 'Microsoft.PowerShell.Utility\\Measure-Object',
  'get-formatdata': 'Microsoft.PowerShell.Utility\\Get-FormatData',
  'get-help': 'Microsoft.PowerShell.Core\\Get-Help',
  help: 'Microsoft.PowerShell.Core\\Get-Help',
  'out-default': 'Microsoft.PowerShell.Core\\Out-Default'
};

/** Checks every rule about a script's text. PowerShell's parser checks the others. */
export function scriptProblems(script: Script): Problem[] {
  return [
    ...handedOutProblems(script, [...sections, 'ROLE']),
    ...eachLine(script, converterProblems),
    ...restrictedNames(script)
  ];
}

/** Checks the shared parts of scripts. Some script must use each of them. */
export function partProblems(parts: readonly Script[], scripts: readonly Script[]): Problem[] {
  const taken = partsOf(scripts);
  return parts.flatMap(part => [
    ...handedOutProblems(part, ['SYNOPSIS']),
    ...eachLine(part, converterProblems),
    ...restrictedNames(part),
    ...(taken.has(part.name) ? [] : [{ file: part.file, line: 1, reason: 'no script takes this part in.' }])
  ]);
}

/** Checks a script that people run themselves. It isn't converted, and needs no role. */
export function handedOutProblems(script: Script, wanted: readonly string[] = sections): Problem[] {
  return [...nameProblems(script), ...helpProblems(script, wanted), ...eachLine(script, lineProblems)];
}

function eachLine(script: Script, problems: (script: Script, text: string, line: number) => Problem[]): Problem[] {
  return script.text.split('\n').flatMap((text, index) => problems(script, text, index + 1));
}

function nameProblems({ name, file }: Script): Problem[] {
  const [, verb] = /^([A-Za-z]+)-[A-Z][A-Za-z0-9]*$/.exec(name) ?? [];
  if (verb === undefined) {
    return [{ file, line: 1, reason: 'a script is named Verb-Noun.ps1.' }];
  }
  return psCodeConverter().verbs.includes(verb)
    ? []
    : [{ file, line: 1, reason: `${verb} is not an approved verb (Get-Verb lists them).` }];
}

function helpProblems({ file, text }: Script, wanted: readonly string[]): Problem[] {
  const help = /^\s*<#([\s\S]*?)#>/.exec(text);
  if (help === null) {
    return [{ file, line: 1, reason: 'a script begins with comment help (<# … #>).' }];
  }
  const problems: Problem[] = [];
  for (const section of wanted) {
    if (helpSection(help[1], section) === '') {
      problems.push({ file, line: 1, reason: `the help lacks .${section}.` });
    }
  }
  for (const role of helpSection(help[1], 'ROLE').split('\n').filter(Boolean)) {
    if (!roles.includes(role.trim())) {
      const line = lineAt(text, text.indexOf('.ROLE')) + 1;
      problems.push({ file, line, reason: `"${role.trim()}" is no role: ${roles.join(', ')} are.` });
    }
  }
  return problems;
}

/** The text of one section of comment help. Empty if there is none. */
function helpSection(help: string, section: string): string {
  const found = new RegExp(`^\\s*\\.${section}[ \\t]*\\n([\\s\\S]*?)(?=^\\s*\\.[A-Z]|$(?![\\s\\S]))`, 'm');
  return found.exec(`${help}\n`)?.[1].trim() ?? '';
}

function lineProblems({ file }: Script, text: string, line: number): Problem[] {
  const problems: Problem[] = [];
  const report = (reason: string): void => void problems.push({ file, line, reason });
  const foreign = [...text].findIndex(character => character > '\u007e' || character < ' ');
  if (foreign >= 0) {
    report(
      `column ${foreign + 1}: only ASCII, and no tabs: Windows PowerShell 5.1 reads scripts ` +
        'in the code page of its server.'
    );
  }
  if (text.length > longestLine) {
    report(`${text.length} characters; a line has ${longestLine} at most.`);
  }
  return problems;
}

function converterProblems({ file }: Script, text: string, line: number): Problem[] {
  const problems: Problem[] = [];
  const report = (reason: string): void => void problems.push({ file, line, reason });
  if (/@'\s*$/.test(text)) {
    report("no here-strings with @': the SDK's converter trims their lines.");
  }
  if (/\S.*<#/.test(text) || /#>.*\S/.test(text)) {
    report("a block comment has its lines for itself: the SDK's converter drops the whole line.");
  }
  return problems;
}

function restrictedNames({ file, text }: Script): Problem[] {
  const code = withoutCommentsAndStrings(text);
  const name =
    /(?<![\w\\$.:-])(select-object|select|measure-object|measure|get-formatdata|get-help|help|out-default)(?![\w.-])/gi;
  return [...code.matchAll(name)].map(match => ({
    file,
    line: lineAt(code, match.index ?? 0),
    reason: `${match[1]} is restricted under JEA: write ${qualified[match[1].toLowerCase()]}.`
  }));
}

/** The text with blanks in place of comments and strings, so that line numbers stay the same. */
function withoutCommentsAndStrings(text: string): string {
  const quoted = /<#[\s\S]*?#>|@"\n[\s\S]*?\n"@|'(?:[^'\n]|'')*'|"(?:[^"`\n]|`.|"")*"|#[^\n]*/g;
  return text.replace(quoted, part => part.replace(/[^\n]/g, ' '));
}
