import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { inProject } from '../../machine/project-paths';
import {
  answerDialects,
  changeServer,
  findServer,
  languages,
  readCluster,
  readKeys,
  readLastFive,
  readRecord,
  readServer
} from '../servers/server-state';
import { createProductKey, isWellFormedKey } from './product-key';
import { checkScenario, loadScenario, ScenarioServer, scenarioNames, writeState } from './scenario';

const activationFolder = path.join(__dirname, '..', 'windows', 'activation');
const noReason = '0x00000000';

/** Reads one thing of every server in a scenario. */
function servers<T>(scenario: string, tell: (server: ScenarioServer) => T): T[] {
  return loadScenario(scenario).servers.map(tell);
}

/** The version of each server's key, or null. */
function keyVersions(scenario: string): (number | null)[] {
  const { keys } = loadScenario(scenario);
  return servers(scenario, ({ activation }) => keys.find(({ key }) => key === activation.key)?.version ?? null);
}

describe('scenarios', () => {
  it('are all complete, and have well-formed keys', () => {
    assert.deepEqual(
      ['fresh', 'healthy', 'server-down'].filter(name => !scenarioNames().includes(name)),
      []
    );
    for (const name of scenarioNames()) {
      const scenario = loadScenario(name);
      assert.ok(scenario.servers.length > 0, name);
      assert.deepEqual(
        scenario.keys.filter(({ key }) => !isWellFormedKey(key)),
        []
      );
      assert.equal(new Set(scenario.keys.map(({ key }) => key)).size, scenario.keys.length);
    }
  });

  it('are all named in the README', () => {
    const readme = fs.readFileSync(inProject('README.md'), 'utf8');
    const table = readme.split('\n').filter(line => /^\| `/.test(line));
    const missing = scenarioNames().filter(name => !table.some(line => line.includes(`\`${name}\``)));
    assert.deepEqual(missing, []);
  });

  it('of the fresh cluster has four servers and no host key', () => {
    const scenario = loadScenario('fresh');
    assert.deepEqual(
      scenario.servers.map(server => server.fqdn),
      ['node01.contoso.com', 'node02.contoso.com', 'node03.contoso.com', 'node04.contoso.com']
    );
    assert.ok(scenario.servers.every(server => server.activation.key === null));
    assert.ok(scenario.keys.every(key => key.devices.length === 0));
  });

  it('of the healthy cluster has keys for Windows Server 2022 alone, tied to their servers', () => {
    const { servers, keys } = loadScenario('healthy');
    for (const { name, activation } of servers) {
      const key = keys.find(known => known.key === activation.key);
      assert.equal(key?.version, 2022);
      assert.ok(key?.devices.includes(name));
    }
  });

  it('extend others without changing them', () => {
    const down = loadScenario('server-down').servers.find(server => server.name === 'node03');
    assert.deepEqual([down?.power, down?.clusterState, down?.activation.key], ['off', 'Down', null]);
    const up = loadScenario('healthy').servers.find(server => server.name === 'node03');
    assert.deepEqual([up?.power, up?.clusterState], ['on', 'Up']);
  });

  it('can have keys of several versions, or one server more than keys', () => {
    assert.deepEqual(keyVersions('mixed-versions'), [2022, 2022, 2019, 2025]);
    assert.deepEqual(keyVersions('added-server'), [2022, 2022, 2022, 2022, null]);
  });

  it('leave the module out where the update is older, and where Windows Server runs', () => {
    const old = servers(
      'old-update',
      ({ activationModule, operatingSystem }) => `${activationModule.found} ${operatingSystem.buildNumber}`
    );
    assert.deepEqual(old, ['name 20349', 'name 20349', 'missing 17784', 'name 20349']);
    assert.deepEqual(keyVersions('old-update'), [2022, 2022, null, 2022]);
    const windows = servers('windows-server', server => [
      server.activationModule.found,
      server.operatingSystem.sku,
      server.ownLicenseStatus
    ]);
    assert.deepEqual(windows, [
      ['missing', 8, 1],
      ['missing', 8, 1],
      ['missing', 8, 5],
      ['missing', 7, 1]
    ]);
    assert.deepEqual(keyVersions('windows-server'), [null, null, null, null]);
  });

  it('have no Azure module on Windows Server, and an old one with the old update', () => {
    const modules = (scenario: string) => servers(scenario, ({ azure }) => azure.module);
    assert.deepEqual(new Set(modules('windows-server')), new Set(['missing']));
    assert.deepEqual(modules('old-update'), ['complete', 'complete', 'withoutSubscriptions', 'complete']);
    assert.deepEqual(new Set(modules('fresh')), new Set(['complete']));
  });

  it('with a subscription have servers with and without keys, lapsed, unread, and long silent', () => {
    assert.deepEqual(keyVersions('subscription'), [null, 2022, null, null, null, 2019]);
    assert.deepEqual(
      servers('subscription', ({ azure }) => [azure.error ?? azure.subscription, azure.daysSinceSync]),
      [
        ['Active', 1],
        ['Active', 1],
        ['Disabled', 1],
        ['Unable to connect to service.', 1],
        ['Active', 45],
        ['Active', 1]
      ]
    );
    assert.ok(servers('fresh', ({ azure }) => azure.subscription).every(one => one === null));
  });

  it('with German servers have a key that isn’t active, and say why', () => {
    assert.deepEqual(keyVersions('german'), [2022, 2022, null, 2022]);
    assert.deepEqual(
      servers('german', ({ language, activation }) => [language, activation.licenseStatusReason]),
      [noReason, noReason, noReason, '0xC004F034'].map(reason => ['de-DE', reason])
    );
  });

  it('without keys can be silent', () => {
    assert.deepEqual(
      servers('own-license-only', ({ answerDialect, activation, ownLicenseStatus }) => [
        answerDialect,
        activation.key,
        ownLicenseStatus
      ]),
      Array.from({ length: 4 }, () => ['silent', null, 1])
    );
  });

  it('of application control have it on every server, or on half of them, and no key', () => {
    const controlled = (scenario: string) => servers(scenario, ({ applicationControl }) => applicationControl);
    assert.deepEqual(controlled('application-control'), [true, true, true, true]);
    assert.deepEqual(controlled('application-control-mixed'), [false, true, false, true]);
    for (const name of ['application-control', 'application-control-mixed']) {
      assert.deepEqual(keyVersions(name), [null, null, null, null]);
      assert.deepEqual(new Set(servers(name, server => server.certificateFault)), new Set([null]));
    }
  });

  it('with everything wrong have no two servers alike', () => {
    const states = servers('everything-wrong', ({ name: _, fqdn: __, device: ___, ...server }) =>
      JSON.stringify(server)
    );
    assert.deepEqual([states.length, new Set(states).size], [12, 12]);
    assert.deepEqual(
      servers('everything-wrong', server => server.clusterState).filter(state => state !== 'Up'),
      ['Paused', 'Joining', 'Down']
    );
  });

  it('use only dialects and languages that the simulated Windows has', () => {
    const table = fs.readFileSync(path.join(activationFolder, 'AnswerDialect.ps1'), 'utf8');
    const inTable = [...table.matchAll(/^ {4}(\w+) = \{/gm)].map(([, name]) => name);
    assert.deepEqual(inTable.sort(), [...answerDialects].sort());
    assert.deepEqual(
      fs.readdirSync(path.join(activationFolder, 'messages')).sort(),
      languages.map(language => `${language}.psd1`).sort()
    );
    for (const name of scenarioNames()) {
      const spoken = servers(name, server => server.answerDialect);
      assert.deepEqual(
        spoken.filter(dialect => !answerDialects.includes(dialect)),
        [],
        name
      );
    }
  });

  it('report what is wrong with them', () => {
    assert.throws(() => loadScenario('nothing'), /no scenario "nothing"; there are: .*fresh/);
    assert.throws(
      () => checkScenario('mine', { title: 'Mine', servers: { node01: { colour: 'red' } } }),
      /Scenario "mine": .*"colour"/
    );
    const faults = [
      { statusError: 'E_FAIL' },
      { applyErrorText: '' },
      { language: 'fr' },
      { azure: { subscription: 'Expired' } },
      { certificateFault: 'broken' }
    ];
    for (const wrong of faults) {
      const [name] = Object.keys(wrong);
      assert.throws(() => checkScenario('mine', { title: 'Mine', everyServer: wrong }), new RegExp(name));
    }
  });
});

describe('the state of a cluster', () => {
  it('can be written, found by any of its names, and changed', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-scenario-'));
    try {
      writeState(loadScenario('server-down'), folder);
      assert.deepEqual(
        readCluster(folder).nodes.map(node => node.state),
        ['Up', 'Up', 'Down', 'Up']
      );
      assert.equal(readLastFive(folder, 'node01'), '3XJ7C');
      assert.equal(readLastFive(folder, 'node03'), null);
      assert.deepEqual(readRecord(folder), []);
      assert.ok(readKeys(folder).length > 10);

      changeServer(folder, 'node01', { power: 'off' });
      assert.equal(readServer(folder, 'node01').power, 'off');
      assert.equal(readServer(folder, 'node01').fqdn, 'node01.contoso.com');
      assert.equal(findServer(folder, 'CLUSTER01.contoso.com')?.name, 'node02');
      assert.equal(findServer(folder, 'NODE04')?.name, 'node04');
      assert.equal(findServer(folder, 'node04.fabrikam.com'), undefined);

      writeState(loadScenario('fresh'), folder);
      assert.equal(readServer(folder, 'node01').power, 'on');
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

describe('a product key', () => {
  it('is well-formed only with one N and the right checksum', () => {
    const key = createProductKey({ group: 654321, serial: 123456789, security: 987654321012345n });
    assert.ok(isWellFormedKey(key), key);
    const last = key.endsWith('B') ? 'C' : 'B';
    assert.ok(!isWellFormedKey(key.slice(0, -1) + last));
    assert.ok(!isWellFormedKey(key.replace('N', 'B')));
    assert.ok(!isWellFormedKey(key.replace(/-/g, '')));
    // A key that Windows' own documents publish for guests. It's not a host key, and no secret.
    assert.ok(isWellFormedKey('W3GNR-8DDXR-2TFRP-H8P33-DV9BG'));
  });
});
