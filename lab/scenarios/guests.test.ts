import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { GuestState, readAllGuests, readGuests } from '../servers/guest-state';
import { checkGuests, toGuests } from './guests';
import { checkScenario, loadScenario, scenarioNames, writeState } from './scenario';

const messages = path.join(__dirname, '..', 'windows', 'system', 'Microsoft.PowerShell.Diagnostics', 'messages');

function guestsOf(scenario: string): GuestState[] {
  return loadScenario(scenario).servers.flatMap(server => server.guests);
}

function named(guests: GuestState[], name: string): GuestState {
  const found = guests.find(guest => guest.name === name);
  assert.ok(found, name);
  return found;
}

describe('the guests of a scenario', () => {
  it('are of every kind that Windows and its keys distinguish', () => {
    const told = guestsOf('guests').map(
      ({ items }) => `${items['OSBuildNumber'] ?? ''} ${items['OSEditionId'] ?? ''} ${items['ProductType'] ?? ''}`
    );
    const servers = ['9600', '14393', '17763', '20348', '26100'].flatMap(build => [`${build} 7 3`, `${build} 8 3`]);
    const others = [
      '9200 7 3',
      '9600 50 3',
      '14393 50 3',
      '17763 50 3',
      '20348 407 3',
      '26100 407 3',
      '20348 79 3',
      '20348 80 3',
      '22631 48 1',
      '5.15.0-91-generic  ',
      '  '
    ];
    assert.deepEqual(
      [...servers, ...others].filter(kind => !told.includes(kind)),
      []
    );
  });

  it('are in every state that keeps a guest from reporting its system', () => {
    const guests = guestsOf('guests');
    assert.deepEqual(new Set(guests.map(({ state }) => state)), new Set(['running', 'off', 'saved', 'paused']));
    assert.equal(named(guests, 'exchange-off01').dataExchange, false);
    assert.equal(named(guests, 'no-services01').integrationServices, false);
    assert.deepEqual(named(guests, 'starting01').items, {});
    assert.equal(named(guests, 'backup01').clustered, false);
    assert.deepEqual(named(guests, 'dc01').possibleOwners, ['node01', 'node02']);
    assert.deepEqual(named(guests, 'reported01').reported, {
      LicenseStatus: '1',
      ActivationKey: 'N6VYP-3RKWD-M9CQT-B4XHF-J8WG2'
    });
    assert.equal(named(guests, 'sql01').checkpoints.length, 2);
    named(guests, 'Prüfstand Österreich');
    named(guests, '<b>vm</b>');
  });

  it('are on servers with keys of two versions, and on one without a key', () => {
    const { servers, keys } = loadScenario('guests');
    const versions = servers.map(({ activation }) => keys.find(({ key }) => key === activation.key)?.version ?? null);
    assert.deepEqual(versions, [2022, 2022, 2019, null]);
  });

  it('are the same on servers of every kind, with a known expectation for each', () => {
    const { servers, keys } = loadScenario('guests-every-host');
    const kinds = servers.map(({ guests }) =>
      guests.map(({ items, clustered }) => `${items['OSBuildNumber']} ${items['OSEditionId']} ${clustered}`)
    );
    for (const kind of kinds) {
      assert.deepEqual(kind, kinds[0]);
      assert.equal(new Set(kind).size, kind.length);
    }
    const versions = servers.map(
      ({ activation, operatingSystem }) =>
        keys.find(({ key }) => key === activation.key)?.version ?? operatingSystem.caption
    );
    const server = 'Microsoft Windows Server 2022';
    assert.deepEqual(versions, [
      2019,
      2022,
      2025,
      'Microsoft Azure Stack HCI',
      2016,
      2022,
      2022,
      `${server} Datacenter`,
      `${server} Standard`,
      `${server} Datacenter`
    ]);
  });

  it('are the same on German servers', () => {
    assert.deepEqual(guestsOf('guests-german'), guestsOf('guests'));
    assert.ok(loadScenario('guests-german').servers.every(({ language }) => language === 'de-DE'));
  });

  it('can be none, forty on one server, or five hundred on each of sixteen', () => {
    const counts = (scenario: string): number[] => loadScenario(scenario).servers.map(({ guests }) => guests.length);
    assert.deepEqual(counts('guests-none'), [0, 0]);
    assert.deepEqual(counts('guests-forty'), [40, 0]);
    assert.deepEqual(
      counts('guests-many'),
      Array.from({ length: 16 }, () => 500)
    );
    assert.deepEqual(counts('healthy'), [0, 0, 0, 0]);
  });

  it('have their own IDs in all scenarios, which stay the same', () => {
    const form = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;
    for (const name of scenarioNames()) {
      const guests = guestsOf(name);
      const ids = guests.flatMap(({ id, checkpoints }) => [id, ...checkpoints]);
      assert.equal(new Set(ids).size, ids.length, name);
      assert.deepEqual(
        ids.filter(id => !form.test(id)),
        []
      );
      assert.deepEqual(guests, guestsOf(name));
    }
  });

  it('have full names that are valid for a computer', () => {
    const names = guestsOf('guests')
      .map(({ items }) => items['FullyQualifiedDomainName'] ?? '')
      .filter(name => name !== '');
    assert.ok(names.includes('dc01.contoso.com'));
    assert.deepEqual(
      names.filter(name => !/^[a-z0-9-]+\.contoso\.com$/.test(name)),
      []
    );
  });

  it('come from a rule with systems in rotation', () => {
    const rule = {
      many: 3,
      systems: ['ubuntu', 'windows-11'],
      clustered: false,
      state: 'paused' as const
    };
    const guests = toGuests('node01', 'contoso.com', [rule, { name: 'alone' }]);
    assert.deepEqual(
      guests.map(({ name, items, clustered, state }) => [name, items['OSName'], clustered, state]),
      [
        ['node01-vm-001', 'Ubuntu', false, 'paused'],
        ['node01-vm-002', 'Windows 11 Pro', false, 'paused'],
        ['node01-vm-003', 'Ubuntu', false, 'paused'],
        ['alone', undefined, true, 'running']
      ]
    );
  });

  it('report what is wrong with them', () => {
    assert.throws(
      () => toGuests('node01', 'contoso.com', [{ name: 'vm', os: 'solaris' }]),
      /no system of a guest "solaris"; there are: .*ubuntu/
    );
    const twins = toGuests('node01', 'contoso.com', [{ name: 'vm' }, { name: 'vm' }]);
    assert.throws(() => checkGuests('mine', [{ name: 'node01', guests: twins }]), /two guests named "vm"/);
    const lost = toGuests('node01', 'contoso.com', [{ name: 'vm', possibleOwners: ['node09'] }]);
    assert.throws(() => checkGuests('mine', [{ name: 'node01', guests: lost }]), /"node09".* is no server/);
    const faults = [
      [{ os: 'ubuntu' }],
      [{ name: 'vm', state: 'asleep' }],
      [{ name: 'vm', possibleOwners: [] }],
      [{ many: 0, systems: ['ubuntu'] }],
      [{ many: 2, systems: [] }],
      [{ name: 'vm', colour: 'red' }]
    ];
    for (const guests of faults) {
      assert.throws(() => checkScenario('mine', { title: 'Mine', everyServer: { guests } }), /guests/);
    }
  });

  it('are written to a file for each server, in place of the previous scenario’s', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-guests-'));
    try {
      writeState(loadScenario('guests'), folder);
      assert.equal(readGuests(folder, 'node04').length, 7);
      assert.equal(readAllGuests(folder).length, guestsOf('guests').length);
      writeState(loadScenario('guests-none'), folder);
      assert.deepEqual(readAllGuests(folder), []);
      assert.deepEqual(fs.readdirSync(path.join(folder, 'guests')), ['node01.json', 'node02.json']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

describe('the events of a scenario', () => {
  it('are information from the usual source by default', () => {
    const [first] = loadScenario('guests').servers.map(server => server.activationEvents[0]);
    assert.deepEqual(first, {
      daysAgo: 0.5,
      level: 4,
      message: 'vmActivated',
      provider: 'Microsoft-Windows-Security-SPP'
    });
  });

  it('have texts in all languages of the simulated Windows', () => {
    for (const file of fs.readdirSync(messages)) {
      const texts = fs.readFileSync(path.join(messages, file), 'utf8');
      for (const name of ['vmActivated', 'vmNotActivated', 'hostNotActivated', 'none']) {
        assert.ok(texts.includes(`'${name}' =`), `${file}: ${name}`);
      }
    }
    const told = scenarioNames()
      .flatMap(name => loadScenario(name).servers)
      .flatMap(server => server.activationEvents);
    assert.deepEqual(
      new Set(told.map(({ message }) => message)),
      new Set(['vmActivated', 'vmNotActivated', 'hostNotActivated'])
    );
  });
});
