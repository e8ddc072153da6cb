import assert from 'node:assert/strict';
import { spawnSync, SpawnSyncReturns } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { filesBelow } from '../generate/output';
import { findPowerShell } from '../../machine/powershell';
import { extension, folders, packageJson } from '../project';
import { pack, readManifest } from './pack';
import { escaped } from './xml';

const folder = mkdtempSync(path.join(os.tmpdir(), 'pack-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const { version } = packageJson();
const feed = path.join(folder, 'feed');
const file = pack(feed);
const files = unzipSync(readFileSync(file));
const text = (name: string): string => strFromU8(files[name]);

test('the package name has the ID and the version', () => {
  assert.equal(path.basename(file), `${extension.name}.${version}.nupkg`);
});

test('a bundle for side-loading is refused, and is not where packing looks', () => {
  const bundle = path.join(folder, 'side-load');
  mkdirSync(bundle);
  const made = JSON.parse(readFileSync(path.join(folders.generated, 'side-load', 'manifest.json'), 'utf8'));
  writeFileSync(path.join(bundle, 'manifest.json'), JSON.stringify(made));
  assert.throws(() => readManifest(bundle), { name: 'BuildFailure', message: /^The bundle is for side-loading/ });
  assert.ok(path.relative(folders.bundle, folders.sideLoadBundle).startsWith('..'));
  assert.equal(readManifest(folders.bundle).target, `/modules/${extension.name}`);
});

test('the nuspec has what Windows Admin Center requires', () => {
  const nuspec = text(`${extension.name}.nuspec`);
  const of = (name: string): string => new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(nuspec)?.[1] ?? '';
  const manifest = JSON.parse(text('ux/manifest.json'));
  const words = manifest.resources[0].strings;
  assert.equal(of('id'), manifest.name);
  assert.equal(of('version'), version);
  assert.equal(of('title'), escaped(words.displayName));
  assert.equal(of('description'), escaped(words.description));
  assert.equal(of('license'), 'MIT');
  assert.match(of('licenseUrl'), /^https:\/\/.*MIT$/);
  assert.ok(of('authors') && of('tags'));
  assert.equal(of('projectUrl'), packageJson().homepage ?? '');
  assert.match(nuspec, /<packageType name="WindowsAdminCenterExtension" \/>/);
  for (const name of [of('icon'), of('readme')]) {
    assert.ok(files[name]?.length > 0, name);
  }
});

test("the manifest is the bundle's, with the versions of the SDK and the gateway", () => {
  const bundled = JSON.parse(readFileSync(path.join(folders.bundle, 'manifest.json'), 'utf8'));
  assert.deepEqual(JSON.parse(text('ux/manifest.json')), {
    ...bundled,
    CoreVersion: packageJson().dependencies['@microsoft/windows-admin-center-sdk'],
    BackendVersion: '2.0.0'
  });
});

test('it contains the whole bundle, and the module for servers', () => {
  for (const bundled of filesBelow(folders.bundle)) {
    const name = `ux/${path.relative(folders.bundle, bundled).split(path.sep).join('/')}`;
    assert.ok(files[name], name);
  }
  const module = `ux/powershell-module/${extension.powerShellModule}/${extension.powerShellModule}`;
  assert.ok(files[`${module}.psm1`] && files[`${module}.psd1`]);
});

test('the inventory lists each file of the bundle with its SHA-256', () => {
  const { contentFormatVersion, packageContent } = JSON.parse(text('content.json'));
  assert.equal(contentFormatVersion, '1.0.0');
  const listed = new Map<string, { size: number; hash256: string }>(
    packageContent.map((entry: { path: string; size: number; hash256: string }) => [
      entry.path.replace(/\\/g, '/'),
      entry
    ])
  );
  const names = Object.keys(files).filter(name => name.startsWith('ux/'));
  assert.deepEqual([...listed.keys()].sort(), names.sort());
  for (const name of names) {
    const hash = createHash('sha256').update(files[name]).digest('hex').toUpperCase();
    assert.deepEqual([listed.get(name)?.hash256, listed.get(name)?.size], [hash, files[name].length]);
  }
});

test('it has the parts of an Open Packaging file, and a type for every kind of file', () => {
  const types = text('[Content_Types].xml');
  for (const name of Object.keys(files)) {
    const ending = /\.([^./]+)$/.exec(name)?.[1];
    const wanted = ending ? `Extension="${ending}"` : `PartName="/${name}"`;
    assert.ok(name === '[Content_Types].xml' || types.includes(wanted), name);
  }
  const targets = [...text('_rels/.rels').matchAll(/Target="\/([^"]+)"/g)].map(([, target]) => target);
  assert.equal(targets.length, 2);
  assert.ok(targets.every(target => files[target]));
});

test('packing twice gives the same bytes', () => {
  const again = pack(path.join(folder, 'again'));
  assert.ok(readFileSync(file).equals(readFileSync(again)));
});

// A build server process that stays for the next build would outlive this test.
const env = { ...process.env, MSBUILDDISABLENODEREUSE: '1', DOTNET_CLI_USE_MSBUILD_SERVER: '0' };
const hasDotnet = spawnSync('dotnet', ['--version'], { env }).status === 0;

test('it installs from a folder', context => {
  const packages = path.join(folder, 'packages');
  const { status, stdout, stderr } = hasDotnet ? installByNuGet(packages) : readByPowerShell();
  context.diagnostic(`${stdout}${stderr}`);
  assert.equal(status, 0);
  if (hasDotnet) {
    const installed = path.join(packages, extension.name, version);
    assert.ok(existsSync(path.join(installed, 'ux', 'index.html')));
    assert.ok(existsSync(path.join(installed, `${extension.name}.nuspec`)));
  } else {
    assert.match(stdout, /\/ux\/index\.html/);
  }
});

/** Uses NuGet's own PackageDownload, with the package's folder as the only source. */
function installByNuGet(packages: string): ReturnType<typeof spawnText> {
  const project = path.join(folder, 'install');
  mkdirSync(project);
  writeFileSync(
    path.join(project, 'install.proj'),
    `<Project Sdk="Microsoft.NET.Sdk">
      <PropertyGroup>
        <TargetFramework>netstandard2.1</TargetFramework>
        <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
        <RestoreSources>${feed}</RestoreSources>
        <RestorePackagesPath>${packages}</RestorePackagesPath>
      </PropertyGroup>
      <ItemGroup>
        <PackageDownload Include="${extension.name}" Version="[${version}]" />
      </ItemGroup>
    </Project>`
  );
  return spawnText('dotnet', ['restore', path.join(project, 'install.proj')]);
}

/** Without the .NET SDK, uses .NET's own reader of such packages, which comes with PowerShell. */
function readByPowerShell(): ReturnType<typeof spawnText> {
  const { command, args } = findPowerShell();
  const script = `[System.IO.Packaging.Package]::Open('${file}').GetParts().Uri.OriginalString`;
  return spawnText(command, [...args, '-NoProfile', '-NonInteractive', '-Command', script]);
}

function spawnText(command: string, args: string[]): SpawnSyncReturns<string> {
  return spawnSync(command, args, { encoding: 'utf8', env });
}
