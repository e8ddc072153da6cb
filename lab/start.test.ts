import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as http from 'node:http';
import { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { apiVersions } from './gateway/gateway-call';
import { InMemorySessionHost } from './gateway/testing/in-memory-session-host';
import { startLab } from './lab';
import { labOptions } from './options.cjs';
import { readOptions } from './start';
import { fakeExtension } from './shell/testing/fake-extension';

describe('the command line of the lab', () => {
  it('is read with and without "="', () => {
    assert.deepEqual(readOptions([]), { port: 4210, scenario: 'healthy' });
    const words = ['--scenario', 'fresh', '--port=0', '--api', '2.0.0', '--stream', 'off', '--compress'];
    assert.deepEqual(readOptions(words), {
      port: 0,
      scenario: 'fresh',
      api: '2.0.0',
      stream: false,
      compress: true
    });
  });

  it('can name a package', () => {
    assert.equal(readOptions(['--package', 'out/a.nupkg']).package, 'out/a.nupkg');
  });

  it('opens on a port that Windows Admin Center does not use', () => {
    // 6516 is that of a desktop installation, 6600 that of an express localhost setup, and the rest its inner services.
    const taken = [6516, ...Array.from({ length: 11 }, (_, index) => 6600 + index)];
    assert.ok(!taken.includes(readOptions([]).port ?? 0));
  });

  it('is explained with what the lab plays if nothing is named, and with every gateway API', () => {
    const { port, scenario } = readOptions([]);
    assert.ok(labOptions.port.help.endsWith(`(${port})`));
    assert.ok(labOptions.scenario.help.endsWith(`(${scenario})`));
    assert.ok(labOptions.api.help.endsWith(apiVersions.join(' or ')));
  });

  const wrong: [string[], RegExp][] = [
    [['--scenario', 'none'], /^There is no scenario "none"; there are: .*fresh, .*healthy/],
    [['--scenario'], /^Option --scenario needs a value\.$/],
    [
      ['--colour', 'red'],
      /^Unknown option "--colour"; there are: --scenario, --port, --api, --stream, --compress(?:, --\w+)*\.$/
    ],
    [['--package'], /^Option --package needs a value\.$/],
    [['fresh'], /^Unknown option "fresh"/],
    [['--port', 'many'], /^"many" is not a port/],
    [['--port', '65536'], /^"65536" is not a port/],
    [['--api', '3.0.0'], /^There is no gateway API "3.0.0"; there are: 1.0.0, 2.0.0\.$/],
    [['--stream', 'maybe'], /^There is no stream "maybe"; there are: on, off\.$/]
  ];
  for (const [words, message] of wrong) {
    it(`rejects "${words.join(' ')}" with one sentence`, () => {
      assert.throws(() => readOptions(words), { name: 'WrongOption', message });
    });
  }

  it('fails with only that sentence', () => {
    const start = [path.join(__dirname, 'start.ts'), '--scenario', 'none'];
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...start], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^There is no scenario "none"[^\n]*\n$/);
  });
});

describe('starting a lab', () => {
  const startSessions = () => Promise.resolve(new InMemorySessionHost());

  it('fails with a message if the port is in use', async () => {
    const other = http.createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await assert.rejects(startLab({ bundle: fakeExtension, port, startSessions }), {
      message: `Port ${port} is in use by another program; name another with --port.`
    });
    await new Promise(resolve => other.close(resolve));
  });

  it('fails with a message if the extension isn’t built', async () => {
    await assert.rejects(startLab({ bundle: os.tmpdir(), startSessions }), {
      message: /^There is no built extension in .*: index\.html is missing/
    });
  });

  it('fails with a message if there is no such scenario, and leaves nothing behind', async () => {
    await assert.rejects(startLab({ bundle: fakeExtension, scenario: 'none', startSessions }), {
      message: /^There is no scenario "none"; there are: /
    });
  });
});
