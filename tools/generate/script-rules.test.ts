import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { parserProblems } from './powershell-rules';
import { handedOutProblems, partProblems, scriptProblems } from './script-rules';
import { Script } from './scripts';

const help = (...sections: string[]): string =>
  `<#\n${[
    '.SYNOPSIS\n    Reads.',
    '.DESCRIPTION\n    Reads all.',
    '.ROLE\n    Readers',
    '.OUTPUTS\n    One object.',
    ...sections
  ].join('\n')}\n#>\n`;

function script(text: string, name = 'Get-Thing'): Script {
  return { name, file: `src/resources/scripts/${name}.ps1`, text };
}

function reasons(text: string, name?: string): string {
  return scriptProblems(script(text, name))
    .map(({ line, reason }) => `${line}: ${reason}`)
    .join('\n');
}

test('a script that follows the rules passes', () => {
  const good =
    `${help()}param ()\nGet-Process | Microsoft.PowerShell.Utility\\Select-Object Name\n` +
    "$selected = 'select this # not a comment' # select-object in a comment\n" +
    '$thing.select | Where-Object { $_.Select }\n';
  assert.equal(reasons(good), '');
});

test('each rule about a script’s text can fail, with its line', () => {
  const wrong: [text: string, expected: RegExp][] = [
    [`${help()}'caf\u00e9'`, /^11: column 5: only ASCII/],
    [`${help()}\t'x'`, /^11: column 1: only ASCII, and no tabs/],
    [`${help()}'${'x'.repeat(99)}'`, /^11: 101 characters/],
    [`${help()}$a = @'\nx\n'@`, /^11: no here-strings/],
    [`${help()}$a = 1 <# one #>`, /^11: a block comment/],
    ['param ()', /^1: a script begins with comment help/],
    [help().replace('.SYNOPSIS', '.LINK'), /^1: the help lacks \.SYNOPSIS/],
    [help().replace('.DESCRIPTION', '.LINK'), /^1: the help lacks \.DESCRIPTION/],
    [help().replace('.ROLE', '.LINK'), /^1: the help lacks \.ROLE/],
    [help().replace('One object.', ''), /^1: the help lacks \.OUTPUTS/],
    [help().replace('Readers', 'Everyone'), /^7: "Everyone" is no role/]
  ];
  for (const [text, expected] of wrong) {
    assert.match(reasons(text), expected, text);
  }
  assert.match(reasons(help(), 'Fetch-Thing'), /Fetch is not an approved verb/);
  assert.match(reasons(help(), 'getThing'), /named Verb-Noun/);
});

test('a shared part follows the rules, and some script uses it', () => {
  const part = script('<#\n.SYNOPSIS\nTells.\n#>\nfunction Get-Part { }\n', 'Get-Part');
  const taking = script(`${help()}. "$PSScriptRoot/answers/Get-Part.ps1"\n`);
  const found = (one: Script, scripts: Script[]): string[] =>
    partProblems([one], scripts).map(({ line, reason }) => `${line}: ${reason}`);
  assert.deepEqual(found(part, [taking]), []);
  assert.deepEqual(found(part, [script(help())]), ['1: no script takes this part in.']);
  assert.match(found({ ...part, text: `${part.text}select a` }, [taking]).join(), /6: select is restricted under JEA/);
  assert.match(found({ ...part, text: 'function Get-Part { }' }, [taking]).join(), /begins with comment help/);
});

test('a script that people run themselves has no role, and follows the other rules', () => {
  const text = `${help().replace('.ROLE\n    Readers\n', '')}$a = 1 | Select-Object -First 1\n`;
  const found = (changed: string): string =>
    handedOutProblems(script(changed))
      .map(({ line, reason }) => `${line}: ${reason}`)
      .join('\n');
  assert.equal(found(text), '');
  assert.match(reasons(text), /lacks \.ROLE.*\n.*Select-Object/s);
  assert.match(found(`${text}'caf\u00e9'`), /^10: column 5: only ASCII/);
  assert.match(found(`${text}'${'x'.repeat(99)}'`), /^10: 101 characters/);
  assert.match(found(text.replace('.OUTPUTS', '.LINK')), /lacks \.OUTPUTS/);
});

test('a cmdlet that JEA restricts is found, also at the end of a line', () => {
  const names = ['Select-Object', 'select', 'Measure-Object', 'measure', 'Get-Help', 'help'];
  for (const name of [...names, 'Out-Default', 'Get-FormatData']) {
    assert.match(reasons(`${help()}Get-Process | ${name}`), /^11: .* is restricted under JEA/, name);
    assert.match(reasons(`${help()}${name} x`), /^11: .* is restricted under JEA/, name);
  }
});

test("what only PowerShell's parser sees can fail", () => {
  const wrong: [text: string, expected: RegExp][] = [
    ['if (', /Missing/],
    ['$a ? 1 : 2', /condition \? a : b/],
    ['Get-A && Get-B', /does not know &&/],
    ['Get-A || Get-B', /does not know \|\|/],
    ['$a ?? 1', /does not know \?\?/],
    ['$a ??= 1', /does not know \?\?=/],
    ['${a}?.b', /does not know \?\./],
    ['${a}?[0]', /does not know \?\[/],
    ['Get-A &', /ends in &/],
    ['function f { process { 1 } clean { 2 } }', /clean \{\}/],
    ['1 | ForEach-Object -Parallel { 2 }', /ForEach-Object -Parallel/],
    ["ConvertFrom-Json '{}' -AsHashtable", /ConvertFrom-Json -AsHashtable/],
    ["ConvertFrom-Json '{}' -Depth 3", /ConvertFrom-Json -Depth/],
    ['ConvertTo-Json 1 -AsArray', /ConvertTo-Json -AsArray/],
    ['ConvertTo-Json 1 -Enum', /ConvertTo-Json -EnumsAsStrings/],
    ['Get-Content x -AsByteStream', /Get-Content -AsByteStream/],
    ['Join-Path a b c', /Join-Path with three parts/],
    ['Join-Path -Path a b -AdditionalChildPath c', /Join-Path -AdditionalChildPath/],
    ['1 | Join-String', /does not know Join-String/],
    ["Test-Json '{}'", /does not know Test-Json/],
    ['if ($IsWindows) { 1 }', /does not know \$IsWindows/],
    ['"`e[0m"', /does not know the escapes/],
    ['10u', /does not know the number 10u/],
    ['0b101', /does not know the number 0b101/],
    ['Get-A `\n  -B c', /backtick that continues a line/],
    ['$clearKey | Set-A', /clear key stays out/],
    ['Get-A | ForEach-Object { Set-A -Key $ClearKey }', /clear key stays out/],
    ['function f { param ($ClearKey) $ClearKey }', /clear key stays out/],
    ['if ($a) { "x $clearKey" | Set-A }', /clear key stays out/],
    ['Get-A; param ($b)', /./],
    [`${help()}param ($Name)`, /lacks \.PARAMETER Name/],
    [`${help('.PARAMETER Other\n    Text.')}param ()`, /a parameter OTHER that is not there/]
  ];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'scripts-'));
  try {
    const files = wrong.map(([text], index) => {
      const file = path.join(folder, `${index}.ps1`);
      writeFileSync(file, text);
      return file;
    });
    const good = path.join(folder, 'good.ps1');
    writeFileSync(
      good,
      `${help('.PARAMETER Name\n    Whose.')}param ($Name)\n` +
        'Join-Path (Join-Path a $Name) c\nConvertTo-Json @(1) -Depth 3 -Compress\n0xff + 10kb + 1l\n' +
        '$clearKey = Get-A -B c\nSet-A -Key $clearKey *>&1\n"$clearKey".Length -gt 5\n$clearKey = $null\n'
    );
    const problems = parserProblems([...files, good]);
    const of = (name: string): string[] =>
      problems.filter(({ file }) => path.basename(file) === name).map(({ reason }) => reason);
    wrong.forEach(([text, expected], index) => {
      assert.match(of(`${index}.ps1`).join('\n'), expected, text);
    });
    assert.deepEqual(of('good.ps1'), []);
    assert.ok(problems.every(({ line }) => line >= 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
