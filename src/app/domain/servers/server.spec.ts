import * as fc from 'fast-check';
import { Outcome } from '../answers/failure';
import { maskProductKeys } from '../keys/product-key-mask';
import { Server, isServerName, readServers, serverId, serversNamed } from './server';

const node = { schema: 1, name: 'node01', fqdn: 'node01.contoso.com', state: 0 };
const read = { name: 'node01', fqdn: 'node01.contoso.com', state: 'up' as const };

/** Why the list couldn’t be read; null if it could. */
function whyNot(answers: readonly unknown[]): string | null {
  const reading = readServers(answers);
  return reading.kind === 'failure' ? reading.failure.reason : null;
}

/** The state of the first server. */
function firstOf(reading: Outcome<readonly Server[]>): string {
  return reading.kind === 'answer' ? reading.value[0].state : reading.failure.reason;
}

describe('The cluster’s servers', () => {
  it('are read from one answer per server', () => {
    const answers = [node, { ...node, name: 'node02', fqdn: 'node02.contoso.com', state: 1 }];
    expect(readServers(answers)).toEqual({
      kind: 'answer',
      value: [read, { name: 'node02', fqdn: 'node02.contoso.com', state: 'down' }]
    });
  });

  it('are up, down, paused, or joining, and otherwise in an unknown state', () => {
    const states = [0, 1, 2, 3, -1, 4, null, 'Up', '2', 0.5].map(state => {
      return firstOf(readServers([{ ...node, state }]));
    });
    expect(states.join(' ')).toBe('up down paused joining unknown unknown unknown unknown paused unknown');
  });

  it('are also read from JSON text and from a list in the answer', () => {
    expect(readServers([JSON.stringify([node])])).toEqual({ kind: 'answer', value: [read] });
    expect(readServers([[node]])).toEqual({ kind: 'answer', value: [read] });
  });

  it('are reached by their short name if there is no full name', () => {
    const reading = readServers([{ schema: 1, name: 'NODE01', state: 0 }]);
    expect(reading).toEqual({
      kind: 'answer',
      value: [{ name: 'NODE01', fqdn: 'NODE01', state: 'up' }]
    });
  });

  it('are one server if two answers spell its name differently', () => {
    const reading = readServers([node, { ...node, fqdn: 'NODE01.Contoso.com.' }]);
    expect(reading).toEqual({ kind: 'answer', value: [read] });
  });

  it('aren’t understood if one of the answers isn’t, or there are none', () => {
    for (const bad of [null, 5, 'node02', {}, { ...node, name: ' ' }, { ...node, schema: 2 }]) {
      const answers = [node, bad];
      // A null isn’t counted as a row.
      expect(whyNot(answers)).toBe(bad === null ? null : 'notUnderstood');
    }
    expect(whyNot([])).toBe('notUnderstood');
  });

  it('have no name that would become a path, another kind of address, or a separate line', () => {
    for (const name of [
      'node02/../../../../evil/endpoint?x=',
      'node1?y#z',
      'node1%2f..x',
      'node1\\share',
      'node\u202e1',
      'node1.x\u001b\r\nStart-Process calc',
      'node 1',
      'a..b',
      '-node',
      'node1:443',
      'user@node1',
      'x'.repeat(256),
      `${'x'.repeat(250)}.contoso.com`
    ]) {
      // Characters that could have an effect when the name is shown have been replaced.
      const shown = maskProductKeys(name.slice(0, 100)).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
      expect(readServers([node, { ...node, name: 'node02', fqdn: name }]))
        .withContext(name)
        .toEqual({ kind: 'failure', failure: { reason: 'badServerName', message: shown } });
      expect(whyNot([{ ...node, name, fqdn: 'node02.contoso.com' }]))
        .withContext(name)
        .toBe(name.includes('.') && isServerName(name.split('.')[0]) ? null : 'badServerName');
      expect(serversNamed([name, 'node03']).map(server => server.name)).toEqual(['node03']);
    }
  });

  it('have names in any script, or addresses', () => {
    for (const name of [
      'Büro-1',
      'サーバー01',
      'сервер_1.контора.рф',
      'नोड1',
      '10.0.0.7',
      'fd00::1',
      '1node',
      '_srv'
    ]) {
      expect(whyNot([{ ...node, name, fqdn: name }]))
        .withContext(name)
        .toBeNull();
    }
  });

  it('are at most twice as many as a cluster can have', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...node, name: `n${index}` }));
    expect(whyNot(many(128))).toBeNull();
    expect(readServers(many(129))).toEqual({
      kind: 'failure',
      failure: { reason: 'tooManyServers', message: '129' }
    });
    expect(whyNot([...many(128), ...many(128)])).toBeNull();
    expect(serversNamed(many(200).map(({ name }) => name)).length).toBe(128);
  });

  it('have no name that changes the path of a URL', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.fullUnicodeString(), fc.constantFrom('..', '../x', 'a/../b', '%2e%2e')),
        name => {
          if (isServerName(name)) {
            const { pathname, search, hash } = new URL(`https://gateway/api/nodes/${name}/end`);
            expect(decodeURIComponent(pathname)).toBe(`/api/nodes/${name}/end`);
            expect(search + hash).toBe('');
          }
        }
      )
    );
  });

  it('have an identity that doesn’t depend on spelling', () => {
    expect(serverId({ name: 'Node01' })).toBe('node01');
  });

  it('can be known only by name, short or full, each once', () => {
    expect(serversNamed(['NODE01', ' node02.contoso.com. ', 'node01.contoso.com', ''])).toEqual([
      { name: 'node01', fqdn: 'node01.contoso.com', state: 'unknown' },
      { name: 'node02', fqdn: 'node02.contoso.com', state: 'unknown' }
    ]);
  });

  it('have the part before the first dot as short name, with digits anywhere', () => {
    const names = serversNamed(['node.lab7', '2node.lab', 'node03...']);
    expect(names.map(({ name }) => name)).toEqual(['node', '2node', 'node03']);
    expect(names[2].fqdn).toBe('node03');
  });

  it('can be known only by an address, which has no short form', () => {
    expect(serversNamed(['10.0.0.1', '10.0.0.2', 'fd00::1']).map(({ name }) => name)).toEqual([
      '10.0.0.1',
      '10.0.0.2',
      'fd00::1'
    ]);
  });

  it('never cause an exception', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), answers => {
        const reasons = [null, 'notUnderstood', 'badServerName', 'tooManyServers'];
        expect(reasons).toContain(whyNot(answers));
      })
    );
  });
});
