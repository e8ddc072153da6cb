import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { InMemorySessionHost } from '../gateway/testing/in-memory-session-host';
import { Lab, startLab } from '../lab';
import { fakeExtension } from '../shell/testing/fake-extension';
import { LabServer } from './lab-state';
import { faultOf, serverFaults, withFault } from './server-faults';

describe("a server's faults, as the panel sets them", () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({
      bundle: fakeExtension,
      startSessions: () => Promise.resolve(new InMemorySessionHost())
    });
  });

  after(() => lab.stop());

  async function set(fault: object): Promise<LabServer> {
    const response = await fetch(`${lab.address}lab/servers/node02`, { method: 'PATCH', body: JSON.stringify(fault) });
    assert.equal(response.status, 200, await response.text());
    return lab.state().servers[1];
  }

  for (const fault of serverFaults) {
    it(`can be set, recognized, and taken back: ${fault.words}`, async () => {
      assert.equal(faultOf(await set(withFault(fault)))?.id, fault.id);
      assert.equal(faultOf(await set(withFault(null))), null);
    });
  }

  it('replace each other', async () => {
    const [one, other] = serverFaults;
    await set(withFault(one));
    assert.equal(faultOf(await set(withFault(other)))?.id, other.id);
  });

  it('have IDs and words of their own', () => {
    assert.equal(new Set(serverFaults.map(({ id }) => id)).size, serverFaults.length);
    assert.equal(new Set(serverFaults.map(({ words }) => words)).size, serverFaults.length);
  });
});
