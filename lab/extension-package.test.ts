import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, describe, it } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { InMemorySessionHost } from './gateway/testing/in-memory-session-host';
import { startLab } from './lab';
import type { SessionHostOptions } from './servers/session';
import { extensionName } from './shell/extension-name';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'packages-'));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

const manifest = { name: extensionName, version: '9.8.7', entryPoints: [] };
const moduleFile = 'powershell-module/A.Module/A.Module.psm1';
const bundle: Record<string, string> = {
  'index.html': '<p>packed',
  'manifest.json': JSON.stringify(manifest),
  'assets/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  [moduleFile]: 'function Get-Thing {}'
};

/** The files of a package as they should be. */
function packed(ux: Record<string, string> = bundle): Record<string, string> {
  const packageContent = Object.entries(ux).map(([name, text]) => ({
    path: `ux\\${name.replace(/\//g, '\\')}`,
    size: text.length,
    hash256: createHash('sha256').update(text).digest('hex').toUpperCase()
  }));
  return {
    ...Object.fromEntries(Object.entries(ux).map(([name, text]) => [`ux/${name}`, text])),
    [`${extensionName}.nuspec`]: '<package/>',
    'content.json': JSON.stringify({ packageContent })
  };
}

function write(name: string, files: Record<string, string>): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, zipSync(Object.fromEntries(Object.entries(files).map(([at, text]) => [at, strToU8(text)]))));
  return file;
}

function without(files: Record<string, string>, ...names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !names.some(gone => name.startsWith(gone))));
}

describe('a lab with a package', () => {
  it('serves exactly its files, gives servers its module, and leaves nothing behind', async () => {
    let modules = '';
    const startSessions = ({ moduleFolder }: SessionHostOptions) => {
      modules = moduleFolder ?? '';
      return Promise.resolve(new InMemorySessionHost());
    };
    const lab = await startLab({ package: write('good.nupkg', packed()), startSessions });
    const get = (name: string) => fetch(`${lab.address}modules/${extensionName}/${name}`);
    try {
      for (const [name, text] of Object.entries(bundle)) {
        assert.equal(await (await get(name)).text(), text, name);
      }
      for (const name of ['content.json', `${extensionName}.nuspec`, 'extension.js']) {
        assert.equal((await get(name)).status, 404, name);
      }
      assert.equal(fs.readFileSync(path.join(modules, '..', moduleFile), 'utf8'), bundle[moduleFile]);
    } finally {
      await lab.stop();
    }
    assert.ok(!fs.existsSync(modules));
  });

  const whole = packed();
  const other = { ...bundle, 'manifest.json': JSON.stringify({ ...manifest, name: 'contoso.other' }) };
  const wrong: [about: string, file: string, says: RegExp][] = [
    ['is missing', path.join(folder, 'none.nupkg'), /^There is no file .*none\.nupkg\.$/],
    ['is a folder', folder, /is a folder, not a package\.$/],
    ['is empty', fileWith('empty.nupkg', ''), /empty\.nupkg is no package: it's not a zip file\.$/],
    ['is no zip file', fileWith('text.nupkg', 'words'), /text\.nupkg is no package: it's not a zip file\.$/],
    ['is only half there', half(), /half\.nupkg is no package: it's not a zip file\.$/],
    ['has no page', write('a.nupkg', without(whole, 'ux/index.html')), /a\.nupkg lacks ux\/index\.html, which/],
    ['has no module', write('b.nupkg', without(whole, 'ux/power')), /b\.nupkg lacks ux\/powershell-module\/, which/],
    ['has no inventory', write('c.nupkg', without(whole, 'content')), /c\.nupkg lacks content\.json, which/],
    ['is another zip file', write('d.nupkg', { 'a.txt': '' }), /d\.nupkg lacks ux\/index\.html, which/],
    ['is of another extension', write('e.nupkg', packed(other)), /e\.nupkg is of contoso\.other, not of community\./],
    [
      'was changed',
      write('f.nupkg', { ...whole, 'ux/index.html': '<p>changed' }),
      /f\.nupkg was changed after it was packed: ux\/index\.html isn't as in content\.json\.$/
    ],
    [
      'has a file more',
      write('g.nupkg', { ...whole, 'ux/more.js': '' }),
      /g\.nupkg was changed after it was packed: ux\/more\.js isn't as in content\.json\.$/
    ],
    [
      'lacks a listed file',
      write('h.nupkg', without(whole, 'ux/assets')),
      /h\.nupkg was changed after it was packed: ux\/assets\/icon\.svg isn't as in content\.json\.$/
    ],
    [
      'has a manifest that can’t be read',
      write('i.nupkg', packed({ ...bundle, 'manifest.json': '{' })),
      /i\.nupkg has a ux\/manifest\.json that isn't JSON\.$/
    ],
    [
      'reaches out of its folder',
      write('j.nupkg', packed({ ...bundle, '../../out.js': '' })),
      /j\.nupkg has a file outside of its folder: ux\/\.\.\/\.\.\/out\.js\.$/
    ]
  ];
  for (const [about, file, says] of wrong) {
    it(`doesn’t start if it ${about}, and says so in one sentence`, async () => {
      const before = temporary();
      await assert.rejects(startLab({ package: file, startSessions: () => assert.fail('started') }), { message: says });
      assert.deepEqual(temporary(), before);
    });
  }

  function fileWith(name: string, text: string): string {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  }

  function half(): string {
    const all = fs.readFileSync(write('half.nupkg', packed()));
    fs.writeFileSync(path.join(folder, 'half.nupkg'), all.subarray(0, all.length / 2));
    return path.join(folder, 'half.nupkg');
  }

  function temporary(): string[] {
    return fs.readdirSync(os.tmpdir()).filter(name => name.startsWith('avma-package-'));
  }
});
