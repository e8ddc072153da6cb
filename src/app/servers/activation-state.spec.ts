import { serverId, serversNamed } from '../domain/servers/server';
import { Attempt } from '../domain/servers/attempt';
import { Change, attempted, begun, initialState, progressIn } from './activation-state';

const [one, two] = serversNamed(['node01', 'node02']);
const [first, second] = [serverId(one), serverId(two)];

describe('The progress of keys', () => {
  const waiting: Attempt = { kind: 'waiting' };
  const applied: Attempt = { kind: 'applied' };
  const both = [begun([one, two]), attempted(one, waiting), attempted(two, waiting)];
  const after = (...changes: readonly Change[]) =>
    progressIn(changes.reduce((state, change) => change(state), initialState));

  it('counts the servers that are done, until all are', () => {
    expect(after(...both)).toEqual({ done: 0, total: 2, serverIds: new Set([first, second]) });
    expect(after(...both, attempted(one, applied))?.done).toBe(1);
    expect(after(...both, attempted(one, applied), attempted(two, { kind: 'stopped' }))).toBeNull();
  });

  it('counts keys that are added meanwhile with the others, and later ones by themselves', () => {
    const again = [begun([one]), attempted(one, waiting)];
    expect(after(...both, attempted(one, applied), ...again)?.total).toBe(2);
    const done = [...both, attempted(one, applied), attempted(two, applied)];
    expect(after(...done, ...again)).toEqual({ done: 0, total: 1, serverIds: new Set([first]) });
  });

  it('is none if no key was ever applied', () => {
    expect(after()).toBeNull();
  });
});
