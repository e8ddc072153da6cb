import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { InMemorySessionHost } from './gateway/testing/in-memory-session-host';
import { Lab, startLab } from './lab';
import { readGuests } from './servers/guest-state';
import { fakeExtension } from './shell/testing/fake-extension';

describe('the guests of a lab', () => {
  let lab: Lab;

  beforeEach(async () => {
    const startSessions = () => Promise.resolve(new InMemorySessionHost());
    lab = await startLab({ bundle: fakeExtension, scenario: 'guests', startSessions });
  });

  afterEach(() => lab.stop());

  function on(server: string): string[] {
    return readGuests(lab.stateFolder, server).map(({ name }) => name);
  }

  function migrate(content: object): Promise<Response> {
    const body = JSON.stringify(content);
    return fetch(`${lab.address}lab/guests/migrate`, { method: 'POST', body });
  }

  it('move to another server unchanged', () => {
    const before = readGuests(lab.stateFolder, 'node01').find(({ name }) => name === 'sql01');
    lab.migrateGuest('sql01', 'node04');
    assert.ok(!on('node01').includes('sql01'));
    assert.deepEqual(readGuests(lab.stateFolder, 'node04').at(-1), before);
    const { counts, first } = lab.state().guests;
    assert.deepEqual(counts, { node01: 7, node02: 8, node03: 9, node04: 8 });
    assert.equal(first.find(({ name }) => name === 'sql01')?.server, 'node04');
  });

  it('move only among their possible owners', () => {
    assert.throws(() => lab.migrateGuest('dc01', 'node03'), {
      name: 'BadRequest',
      message: /node03 is no possible owner of "dc01".*: node01, node02\.$/
    });
    lab.migrateGuest('dc01', 'node02.contoso.com');
    assert.ok(on('node02').includes('dc01'));
  });

  it('don’t move to a server that is off, that doesn’t exist, or that they are on', async () => {
    await lab.changeServer('node02', { power: 'off' });
    const refused: [string, string, RegExp][] = [
      ['sql01', 'node02', /node02 is switched off/],
      ['sql01', 'node09', /no server "node09"/],
      ['sql01', 'node01', /on node01 already/],
      ['nothing', 'node03', /no guest "nothing"/]
    ];
    for (const [guest, to, message] of refused) {
      assert.throws(() => lab.migrateGuest(guest, to), { name: 'BadRequest', message });
    }
    assert.equal(on('node01').length, 8);
  });

  it('can leave a server that is off, because a cluster starts them elsewhere', async () => {
    await lab.changeServer('node01', { power: 'off' });
    lab.migrateGuest('sql01', 'node02');
    assert.ok(on('node02').includes('sql01'));
  });

  it('move over HTTP too, with a reason if one can’t move', async () => {
    const moved = await migrate({ name: 'Prüfstand Österreich', to: 'node03' });
    assert.equal(moved.status, 200);
    assert.deepEqual(((await moved.json()) as ReturnType<Lab['state']>).guests.counts.node03, 10);
    const refused = await migrate({ name: 'dc01', to: 'node03' });
    assert.equal(refused.status, 400);
    assert.match(await refused.text(), /no possible owner/);
    for (const content of [{}, { name: 'dc01' }, { to: 'node02' }, { name: 1, to: 'node02' }]) {
      assert.equal((await migrate(content)).status, 400);
    }
  });

  it('follow a server to its new name, also as a possible owner', async () => {
    await lab.renameServer('node02', 'node07');
    assert.ok(on('node07').includes('web01'));
    assert.deepEqual(readGuests(lab.stateFolder, 'node01').find(({ name }) => name === 'dc01')?.possibleOwners, [
      'node01',
      'node07'
    ]);
    lab.migrateGuest('dc01', 'node07');
    assert.equal(lab.state().guests.counts['node07'], 9);
  });

  it('don’t exist on a new server, and go with a removed one', async () => {
    lab.addServer('node05');
    assert.equal(lab.state().guests.counts['node05'], 0);
    await lab.removeServer('node01');
    const { counts, first } = lab.state().guests;
    assert.deepEqual(Object.keys(counts), ['node02', 'node03', 'node04', 'node05']);
    assert.ok(first.every(({ server }) => server !== 'node01'));
  });

  it('are listed by name up to sixty, however many there are', async () => {
    await lab.setScenario('guests-many');
    const { counts, first } = lab.state().guests;
    assert.deepEqual([first.length, first[0]], [60, { name: 'node01-role-001', server: 'node01' }]);
    assert.equal(
      Object.values(counts).reduce((sum, count) => sum + count, 0),
      8000
    );
    assert.ok(JSON.stringify(lab.state().guests).length < 6000);
    await lab.setScenario('guests-none');
    assert.deepEqual(lab.state().guests, { counts: { node01: 0, node02: 0 }, first: [] });
  });
});
