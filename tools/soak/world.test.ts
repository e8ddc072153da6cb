import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { InMemorySessionHost } from '../../lab/gateway/testing/in-memory-session-host';
import { Lab, startLab } from '../../lab/lab';
import { fakeExtension } from '../../lab/shell/testing/fake-extension';
import { faults } from './faults';
import { Draws } from './plan';
import { World } from './world';

let lab: Lab;

before(async () => {
  const startSessions = () => Promise.resolve(new InMemorySessionHost());
  lab = await startLab({ bundle: fakeExtension, scenario: 'guests', startSessions });
});

after(() => lab.stop());

function draws(choice: number): Draws {
  return { server: 0, other: choice, key: 0, choice, desk: 0, lasts: 2 };
}

for (const fault of faults) {
  test(`“${fault.name}” can be brought about, and nothing of it stays`, async () => {
    const accounts = lab.state().accounts;
    const world = new World(lab);
    for (const choice of [0, 1]) {
      await world.begin(fault, lab.state().servers[1].name, draws(choice), 5);
    }
    await world.mendUpTo(7);
    // It fails if anything stays.
    await world.mendAll();
    assert.deepEqual(world.faults, []);
    assert.deepEqual(lab.state().accounts, accounts);
  });
}

test('a fault is there until its last step, and two of one kind leave nothing', async () => {
  const [{ name: server }] = lab.state().servers;
  const world = new World(lab);
  const off = faults[0];
  await world.begin(off, server, draws(0), 5);
  await world.begin(off, server, draws(0), 6);
  assert.deepEqual(
    world.faults,
    [1, 2].map(() => `server off (${server})`)
  );
  await world.mendUpTo(6);
  assert.equal(world.faults.length, 2);
  await world.mendUpTo(8);
  assert.deepEqual(world.faults, []);
  assert.equal(lab.state().servers[0].power, 'on');
});

test('a fault of a server that is gone is taken back without an error', async () => {
  const server = lab.state().servers[1].name;
  const world = new World(lab);
  await world.begin(faults[0], server, draws(0), 5);
  await lab.removeServer(server);
  await world.mendAll();
});

test('a change that the catalogue doesn’t take back is noticed', async () => {
  const world = new World(lab);
  lab.changeCluster({ answers: false });
  await assert.rejects(world.mendAll(), /doesn't take everything back: the cluster's names/);
});
