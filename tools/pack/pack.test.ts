import assert from 'node:assert/strict';
import { spawnSync, SpawnSyncReturns } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { noticesFile, sdkPackage } from '../build/notices';
import { filesBelow } from '../generate/output';
import { findPowerShell } from '../../machine/powershell';
import { inProject } from '../../machine/project-paths';
import { extension, folders, packageJson } from '../project';
import { hashFile, writeHash } from './package-hash';
import { pack, readManifest } from './pack';
import { linksIn, picturesIn } from './package-readme';
import { readReleaseAddresses } from './release';
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

const nuspecName = `${extension.name}.nuspec`;
const elementOf = (nuspec: string, name: string): string | undefined =>
  new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(nuspec)?.[1];
const of = (name: string): string => elementOf(text(nuspecName), name) ?? '';

const addresses = { projectUrl: 'https://site.contoso.com/?a=1&b=2', licenseUrl: 'https://site.contoso.com/terms' };
const released = unzipSync(readFileSync(pack(path.join(folder, 'release'), { addresses })));

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
  const nuspec = text(nuspecName);
  const manifest = JSON.parse(text('ux/manifest.json'));
  const words = manifest.resources[0].strings;
  assert.equal(of('id'), manifest.name);
  assert.equal(of('version'), version);
  const preview = version.startsWith('0.') ? ' (Preview)' : '';
  assert.equal(of('title'), `Activate Windows Server VMs (community)${preview}`);
  assert.ok(of('title').startsWith(words.displayName));
  assert.ok(
    of('description').startsWith(`${escaped(words.description)}.${preview && ' Preview: '}`),
    of('description')
  );
  assert.ok(of('authors'));
  assert.match(of('copyright'), /^Copyright \(c\) \d{4} /);
  assert.equal(of('tags'), 'activation avma product-key license virtual-machine');
  assert.match(nuspec, /<packageType name="WindowsAdminCenterExtension" \/>/);
  for (const name of [of('icon'), of('readme')]) {
    assert.ok(files[name]?.length > 0, name);
  }
});

test('the nuspec names a license file, not a license that covers only a part', () => {
  const nuspec = text(nuspecName);
  assert.match(nuspec, /<license type="file">LICENSE\.txt<\/license>/);
  assert.doesNotMatch(nuspec, /MIT|expression/);
  // NuGet refuses any other address beside a license file (NU5035).
  assert.equal(of('licenseUrl'), 'https://aka.ms/deprecateLicenseUrl');
  assert.equal(elementOf(nuspec, 'projectUrl'), undefined, 'a placeholder is no address to show');
});

test('a release has the addresses that the feed demands, and no license file beside them, as NuGet wants it', () => {
  const nuspec = strFromU8(released[nuspecName]);
  assert.equal(elementOf(nuspec, 'projectUrl'), escaped(addresses.projectUrl));
  assert.equal(elementOf(nuspec, 'licenseUrl'), addresses.licenseUrl);
  assert.doesNotMatch(nuspec, /<license |MIT/);
  assert.equal(JSON.parse(strFromU8(released['ux/manifest.json'])).licenseUrl, addresses.licenseUrl);
  assert.ok(released['LICENSE.txt'], 'it is in the package all the same');
});

test('a release is refused while package.json has placeholders, and the message names them', () => {
  const { projectUrl: homepage, licenseUrl } = addresses;
  assert.equal(readReleaseAddresses([]), null);
  assert.deepEqual(readReleaseAddresses(['--release'], { homepage, licenseUrl }), addresses);
  const wrong = [
    'https://site.invalid/a',
    'https://www.example.com',
    'http://contoso.com',
    'contoso.com',
    '',
    undefined
  ];
  for (const address of wrong) {
    const refused = { name: 'BuildFailure', message: /^A release needs real addresses.*placeholders: licenseUrl\.$/ };
    assert.throws(() => readReleaseAddresses(['--release'], { homepage, licenseUrl: address }), refused);
    assert.throws(() => readReleaseAddresses(['--release'], { homepage: address, licenseUrl: address }), {
      message: /placeholders: homepage and licenseUrl\.$/
    });
  }
});

test('the license file says what is whose, and what it names is in the package', () => {
  const license = text('LICENSE.txt');
  const named = [...license.matchAll(/\b(?:ux|licenses)\/[\w./-]+\w/g)].map(([name]) => name);
  assert.ok(named.includes('licenses/windows-admin-center-sdk'));
  for (const name of named.filter(one => one !== 'ux/')) {
    assert.ok(
      Object.keys(files).some(file => file.startsWith(name)),
      name
    );
  }
  assert.ok(license.includes(readFileSync(inProject('LICENSE'), 'utf8').trim()));
  assert.match(license, new RegExp(`SDK\\s+${packageJson().dependencies[sdkPackage]}\\. It isn't open source`));
});

test('it has the SDK’s terms and notices as they are, and notices of everything else in the scripts', () => {
  for (const name of ['LICENSE.txt', '3rdPartyDisclosure.html']) {
    const original = readFileSync(path.join(folders.sdk, name));
    assert.ok(original.equals(files[`licenses/windows-admin-center-sdk/${name}`]), name);
  }
  assert.equal(text('ux/third-party-notices.txt'), readFileSync(path.join(folders.bundle, noticesFile), 'utf8'));
});

test('the readme has pictures, and all that it links to is in the package', () => {
  const readme = text('README.md');
  assert.ok(picturesIn(readme).length >= 2);
  for (const address of linksIn(readme)) {
    assert.ok(files[address]?.length > 0, address);
  }
  for (const picture of picturesIn(readme)) {
    assert.equal(Buffer.from(files[picture]).toString('latin1', 1, 4), 'PNG', picture);
  }
});

test('the hash beside a package is that of its bytes, and goes with the next package', () => {
  const place = path.join(folder, 'hashed');
  const packed = pack(place);
  const hash = writeHash(packed);
  assert.equal(hash, createHash('sha256').update(readFileSync(packed)).digest('hex'));
  assert.equal(readFileSync(hashFile(packed), 'utf8'), `${hash}  ${path.basename(packed)}\n`);
  pack(place, { addresses });
  assert.ok(!existsSync(hashFile(packed)));
});

test("the manifest is the bundle's, with the versions of the SDK and the gateway", () => {
  const bundled = JSON.parse(readFileSync(path.join(folders.bundle, 'manifest.json'), 'utf8'));
  assert.deepEqual(JSON.parse(text('ux/manifest.json')), {
    ...bundled,
    CoreVersion: packageJson().dependencies[sdkPackage],
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

test('NuGet’s own packing takes the nuspec, of a release and of any other package', context => {
  if (!hasDotnet) {
    context.diagnostic('There is no .NET SDK on this machine.');
    return;
  }
  for (const [name, unpacked] of Object.entries({ usual: files, release: released })) {
    const { status, stdout, stderr } = packByNuGet(path.join(folder, 'nuget', name), unpacked);
    assert.equal(status, 0, `${name}: ${stdout}${stderr}`);
  }
});

/** Packs the same files and nuspec again, with NuGet's own rules for both. */
function packByNuGet(into: string, unpacked: typeof files): ReturnType<typeof spawnText> {
  const [first, last] = ['<files><file src="**/*" target="" /></files>', '</package>'];
  const content = Object.entries(unpacked).filter(([name]) => !/^(?:_rels|package)\/|^\[/.test(name));
  for (const [name, bytes] of content) {
    const target = path.join(into, name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, name === nuspecName ? strFromU8(bytes).replace(last, `${first}${last}`) : bytes);
  }
  return spawnText('dotnet', ['pack', path.join(into, nuspecName), '-o', path.join(into, '..', 'out')]);
}

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
