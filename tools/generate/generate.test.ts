import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { extension } from '../project';
import { generateManifest, generateSideLoadManifest, manifestProblems, ManifestSources } from './manifest';
import { filesBelow, writeGenerated } from './output';
import { moduleManifest, moduleScript } from './powershell-module';
import { readScripts, scriptAsSent, scriptsAsTypeScript, withParts } from './scripts';
import { unusedStrings } from './string-usage';
import {
  generateStrings,
  localeProblems,
  readStrings,
  sdkLocales,
  stringProblems,
  StringsFile,
  translationProblems
} from './strings';

const folder = mkdtempSync(path.join(os.tmpdir(), 'generate-'));
after(() => rmSync(folder, { recursive: true }));

const resource = extension.resource;
const script = {
  name: 'Get-Thing',
  file: 'src/resources/scripts/Get-Thing.ps1',
  text: "<#\n.SYNOPSIS\n    Reads.\n#>\nparam ()\n# why\nGet-Process -Name 'a'\n"
};

function strings(content: Record<string, string>, name = 'strings.resjson'): StringsFile {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(content, null, 2));
  return readStrings(file);
}

test('a script becomes a command with its text, without comments, and a function of the module', () => {
  assert.match(scriptsAsTypeScript([script]), /export const Get_Thing = \{\s+command: 'Get-Thing',/);
  assert.equal(scriptAsSent(script), "##Get-Thing##:Get-Thing.ps1\nparam ()\nGet-Process -Name 'a'\n");
  assert.match(moduleScript([script]), /^function Get-Thing \{\r\n<#\r\n\.SYNOPSIS[\s\S]*\r\n\}\r\n/);
  const manifest = moduleManifest([script], '1.2.3-beta.1');
  assert.match(manifest, /ModuleVersion = '1\.2\.3'/);
  assert.match(manifest, /FunctionsToExport = @\(\r\n {4}'Get-Thing'\r\n\)/);
});

test('only administrators’ endpoints offer functions that make keys, certificates, or changes', () => {
  const readers = readScripts().filter(({ text }) => /^\.ROLE\nReaders$/m.test(text.replace(/\r/g, '')));
  assert.deepEqual(
    readers.map(({ name }) => name),
    ['Get-ClusterServer', 'Get-ServerActivation', 'Get-ServerVirtualMachine']
  );
  const manifest = moduleManifest(readScripts(), '1.0.0');
  for (const name of ['Get-EncryptionJWKOnNode', 'New-KeyCertificate', 'Set-ServerActivationKey']) {
    assert.ok(manifest.includes(`'${name}'`), name);
  }
});

test('a script contains the parts that it shares with others, each in its place', () => {
  const part = {
    name: 'Get-Part',
    file: 'Get-Part.ps1',
    text: '<#\n.SYNOPSIS\nx\n#>\nfunction Get-Part {\n    1\n}\n'
  };
  const taking = { ...script, text: `${script.text}. "$PSScriptRoot/answers/Get-Part.ps1"\nGet-Part\n` };
  assert.match(
    scriptAsSent(withParts(taking, [part])),
    /Get-Process -Name 'a'\nfunction Get-Part \{\n1\n\}\nGet-Part\n$/
  );
  assert.throws(() => withParts(taking, []), /there is no part Get-Part\.ps1/);
});

test("what the SDK's converter only prints is an error", () => {
  const text = 'param ()\nGet-Process | Select-Object Name';
  assert.throws(() => scriptsAsTypeScript([{ ...script, text }]), /JEA Error/);
});

test("strings become a type and, for each locale, a file of the project's and the SDK's", () => {
  const english = strings({
    [`${resource}_Page_heading`]: 'Heading',
    [`_${resource}_Page_heading.comment`]: 'A note.',
    [`${resource}_Page_rest`]: 'Rest'
  });
  const german = strings({ [`${resource}_Page_heading`]: 'Kopf' }, 'de.resjson');
  const made = generateStrings(english, new Map([['de-DE', german]]));
  assert.match(made.get('strings.ts') ?? '', /interface Strings[\s\S]*heading: string;/);
  assert.equal(sdkLocales().length, 18);
  for (const locale of ['', ...sdkLocales()]) {
    const text = made.get(path.join('assets', 'strings', locale, 'strings.json')) ?? '';
    const all = JSON.parse(text).Strings;
    const own = all[resource].Page;
    assert.deepEqual(own, { heading: locale === 'de-DE' ? 'Kopf' : 'Heading', rest: 'Rest' });
    assert.ok(all.MsftSmeShell.Core && all.MsftSmeShell.Angular, locale);
  }
});

test('each rule about strings can fail', () => {
  const wrong: [content: Record<string, string>, reason: RegExp][] = [
    [{ Other_a: 'x' }, /must begin with/],
    [{ [`${resource}_a-b`]: 'x' }, /letters and digits/],
    [{ [`${resource}_a`]: 'x', [`${resource}_a_b`]: 'x' }, /both a text and a group/],
    [{ [`${resource}_a_one`]: 'x' }, /needs .*_a_other for the rest/]
  ];
  for (const [content, reason] of wrong) {
    assert.match(stringProblems(strings(content), resource)[0]?.reason ?? '', reason);
  }
  const place = { [`${resource}_a`]: '{0} servers' };
  assert.match(stringProblems(strings(place), resource)[0]?.reason ?? '', /a note for translators/);
  assert.deepEqual(stringProblems(strings({ ...place, [`_${resource}_a.comment`]: '{0}: a number.' }), resource), []);
  const twice = strings({ [`${resource}_a`]: 'x' });
  const text = `{\n"${resource}_a": "x",\n"${resource}_a": "y"\n}`;
  assert.match(stringProblems({ ...twice, text }, resource)[0].reason, /is in the file twice/);
});

test('a translation must have the placeholders of the English text', () => {
  const english = strings({ [`${resource}_a`]: '{0} of {1}' });
  const of = (text: string): string[] =>
    translationProblems(english, strings({ [`${resource}_a`]: text }, 'l.resjson')).map(({ reason }) => reason);
  assert.deepEqual(of('{1} von {0}'), []);
  assert.match(of('{0}')[0], /must hold \{0\} \{1\}/);
  const gone = strings({ [`${resource}_gone`]: 'x' }, 'l.resjson');
  assert.match(translationProblems(english, gone)[0].reason, /isn't in the English/);
});

test('a translation can have forms for numbers that English lacks, and forms without the number', () => {
  const english = strings({ [`${resource}_a_one`]: 'One of {1}', [`${resource}_a_other`]: '{0} of {1}' });
  const of = (form: string, text: string): string[] =>
    translationProblems(english, strings({ [`${resource}_a_${form}`]: text }, 'l.resjson')).map(({ reason }) => reason);
  assert.deepEqual(of('few', '{0} z {1}'), []);
  assert.deepEqual(of('one', '{0} z {1}'), []);
  assert.deepEqual(of('one', 'jeden'), []);
  assert.match(of('few', '{2} z {1}')[0], /must hold at most \{0\} \{1\}/);
  assert.match(of('several', '{0} z {1}')[0], /isn't in the English/);
});

test('a translation that the SDK has no locale for is found', () => {
  const loc = path.join(folder, 'loc');
  for (const locale of ['de-DE', 'de-de', 'de-AT', 'de']) {
    mkdirSync(path.join(loc, locale), { recursive: true });
  }
  const found = localeProblems(loc).map(({ file, reason }) => `${path.basename(file)}: ${reason}`);
  assert.deepEqual(
    found.map(text => text.split(':')[0]),
    ['de', 'de-AT', 'de-de']
  );
  assert.match(found[0], /no locale of the SDK; there are: .*de-DE/);
  assert.deepEqual(localeProblems(path.join(folder, 'nowhere')), []);
});

test('an unused string is found, and all ways to use one are known', () => {
  const app = path.join(folder, 'app');
  mkdirSync(app, { recursive: true });
  const keys = [
    'Page_heading',
    'Page_inField',
    'State_up',
    'State_down',
    'Deep_er_text',
    'Page_gone',
    'Count_a_one',
    'Count_a_other'
  ];
  const source = strings(Object.fromEntries(keys.map(key => [`${resource}_${key}`, 'x'])));
  writeFileSync(path.join(app, 'a.component.html'), '<p>{{ strings.Page.heading }}{{ texts.inField }}</p>');
  writeFileSync(path.join(app, 'a.component.ts'), 'texts = appStrings().Page; // Page.gone');
  writeFileSync(path.join(app, 'b.ts'), 'strings.State[state]; strings.Deep.er?.text; pluralOf(strings.Count.a, 1);');
  writeFileSync(path.join(app, 'c.spec.ts'), 'strings.Page.gone');
  const unused = unusedStrings(source, app);
  assert.deepEqual(
    unused.map(({ reason }) => reason),
    [`nothing in the app uses ${resource}_Page_gone.`]
  );
  assert.equal(unused[0].line, 7);
});

const manifestStrings = { displayName: 'Name', description: 'About', keywordWords: 'words' };

function manifest(change: object = {}, texts: object = manifestStrings): ManifestSources {
  const content = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [`${resource}_Manifest_${key}`, text as string])
  );
  const plain = {
    $schema: 'schema.json#',
    name: extension.name,
    displayName: 'resources:strings:displayName',
    description: 'resources:strings:description',
    keywords: ['resources:strings:keywordWords'],
    ...change
  };
  return {
    file: 'src/manifest.json',
    text: JSON.stringify(plain, null, 2),
    strings: strings(content),
    translations: new Map([['de-DE', strings({ [`${resource}_Manifest_displayName`]: 'Der Name' }, 'de.resjson')]]),
    scripts: [script],
    version: '1.2.3'
  };
}

const tool = {
  entryPointType: 'tool',
  name: 'main',
  urlName: 'main',
  displayName: 'resources:strings:displayName',
  description: 'resources:strings:description',
  icon: 'sme-icon:sme-icon-powerShell',
  path: ''
};
const withCommand = (command: string): object => ({
  entryPoints: [
    {
      ...tool,
      requirements: [
        {
          solutionIds: ['a!b'],
          connectionTypes: ['c'],
          conditions: [{ powerShell: { command } }]
        }
      ]
    }
  ]
});

test('a manifest gets its version, its module, its scripts, and the strings of each locale', () => {
  const sources = manifest(withCommand('Get-Thing'));
  assert.deepEqual(manifestProblems(sources), []);
  const made = JSON.parse(generateManifest(sources));
  assert.equal(made.version, '1.2.3');
  assert.equal(made.powerShellModuleName, extension.powerShellModule);
  const { powerShell } = made.entryPoints[0].requirements[0].conditions[0];
  assert.equal(powerShell.script, scriptAsSent(script));
  assert.equal(made.resources.length, 19);
  const named = (locale: string): string =>
    made.resources.find((entry: { locale: string }) => entry.locale === locale).strings.displayName;
  assert.deepEqual([named('default'), named('de-DE'), named('fr-FR')], ['Name', 'Der Name', 'Name']);
});

test('the manifest for side-loading differs only in its target, which is empty for the icons', () => {
  const sources = manifest({ target: '/modules/community.activate-windows-server-vms' });
  assert.deepEqual(JSON.parse(generateSideLoadManifest(sources)), {
    ...JSON.parse(generateManifest(sources)),
    target: ''
  });
});

test('each rule about the manifest can fail', () => {
  const { keywordWords: _, ...fewer } = manifestStrings;
  const german = (keywordWords: string): ManifestSources => ({
    ...manifest(),
    translations: new Map([['de-DE', strings({ [`${resource}_Manifest_keywordWords`]: keywordWords }, 'de.resjson')]])
  });
  const wrong: [sources: ManifestSources, reason: RegExp][] = [
    [manifest({}, fewer), /no string .*_Manifest_keywordWords/],
    [manifest({}, { ...manifestStrings, keywordWords: 'AVMA' }), /_Manifest_keywordWords .*lower case/],
    [manifest({}, { ...manifestStrings, keywordWords: 'key, license' }), /_Manifest_keywordWords .*only one/],
    [german('Lizenz'), /_Manifest_keywordWords .*lower case/],
    [manifest({}, { ...manifestStrings, extra: 'x' }), /does not use .*_Manifest_extra/],
    [manifest(withCommand('Get-Nothing')), /there is no script Get-Nothing/],
    [manifest({ unheard: 1 }), /must NOT have additional properties.*unheard/],
    [manifest({ entryPoints: [tool] }), /must have required property 'requirements'/]
  ];
  for (const [sources, reason] of wrong) {
    assert.match(
      manifestProblems(sources)
        .map(problem => problem.reason)
        .join('\n'),
      reason
    );
  }
});

test('only changed files are written, and obsolete ones are removed', () => {
  const out = path.join(folder, 'out');
  const first = writeGenerated(
    out,
    new Map([
      ['a/one.ts', '1'],
      ['two.ts', '2']
    ])
  );
  assert.deepEqual(first, ['a/one.ts', 'two.ts']);
  const before = statSync(path.join(out, 'two.ts')).mtimeMs;
  const second = writeGenerated(
    out,
    new Map([
      ['two.ts', '2'],
      ['three.ts', '3']
    ])
  );
  assert.deepEqual(second, ['three.ts', path.join('a', 'one.ts')]);
  assert.equal(statSync(path.join(out, 'two.ts')).mtimeMs, before);
  assert.equal(readFileSync(path.join(out, 'three.ts'), 'utf8'), '3');
  assert.equal(filesBelow(out).length, 2);
});
