import { ServerCase, serverCases, statusOfCase } from '../testing/findings-fixture';
import { activatesVms, groupCounts, groupOf, needsNoKey, severityOf, stateTraits } from './states';
import { ServerState } from './status';

const states = Object.keys(stateTraits) as ServerState[];

describe('The catalogue of states', () => {
  it('lets no server take keys or follow commands that can have no key', () => {
    for (const state of states) {
      const { canHaveKey, takesKey, followsCommands, allowsFirstRun } = stateTraits[state];
      const isOutside = takesKey !== 'yes' && !followsCommands && !allowsFirstRun;
      expect(canHaveKey || isOutside)
        .withContext(state)
        .toBeTrue();
    }
  });

  it('has a success only for what activates, or may by its key', () => {
    for (const state of states.filter(one => stateTraits[one].severity === 'success')) {
      expect(stateTraits[state].activates).withContext(state).not.toBe('no');
    }
  });

  it('answers a requirement only where the state alone proves it', () => {
    const answered = states.filter(state => Object.keys(stateTraits[state].requirements).length > 0);
    expect(answered).toEqual(['ownActivation', 'down', 'tooOld']);
  });
});

describe('What a state means', () => {
  const statuses = serverCases.map(way => statusOfCase(way, 'node01'));

  it('agrees with itself, in whatever way a server stands', () => {
    for (const status of statuses) {
      const context = `${status.state}, ${severityOf(status)}`;
      if (severityOf(status) === 'success') {
        expect(activatesVms(status)).withContext(context).toBe('yes');
      }
      if (needsNoKey(status) && status.state !== 'ownActivation') {
        expect(activatesVms(status)).withContext(context).toBe('yes');
      }
    }
  });
});

describe('The groups of servers', () => {
  const of = (way: Parameters<typeof statusOfCase>[0]) => groupOf(statusOfCase(way, 'node01'));

  it('tell what is well, what lacks a key, what needs attention, and what isn’t known', () => {
    const well: ServerCase[] = ['withKey', 'covered', 'windowsServer'];
    expect(well.map(of)).toEqual(well.map(() => 'activated'));
    expect(of('without')).toBe('noKey');
    const wrong: ServerCase[] = ['notActive', 'refused', 'notConfirmed', 'down', 'tooOld', 'standardHost'];
    expect(wrong.map(of)).toEqual(wrong.map(() => 'attention'));
    const open: ServerCase[] = ['checking', 'applying', 'unreachable', 'denied', 'unreadHost', 'silent'];
    expect(open.map(of)).toEqual(open.map(() => 'unknown'));
  });

  it('count each server once', () => {
    const statuses = serverCases.map(way => statusOfCase(way, 'node01'));
    const counts = groupCounts(statuses);
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(statuses.length);
    expect(groupCounts([])).toEqual({ activated: 0, noKey: 0, attention: 0, unknown: 0 });
  });

  it('call nothing activated that doesn’t activate VMs', () => {
    for (const status of serverCases.map(way => statusOfCase(way, 'node01'))) {
      expect(groupOf(status) !== 'activated' || activatesVms(status) === 'yes')
        .withContext(status.state)
        .toBeTrue();
    }
  });
});
