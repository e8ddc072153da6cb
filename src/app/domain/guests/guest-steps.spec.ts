import { HostState } from './guest-coverage';
import { GuestStepState, guestStepIds, guestStepsOf } from './guest-steps';
import { guestRow, machineOf } from '../testing/virtual-machine-fixture';

describe('The steps for a guest that isn’t activated', () => {
  const by2022: HostState = { kind: 'activates', by: '2022', mayDoMore: false };

  /** The states of the steps, in order. */
  function states(changes: Parameters<typeof machineOf>[0], host: HostState): GuestStepState[] {
    return guestStepsOf(machineOf(changes), host).map(({ state }) => state);
  }

  it('are always the same, in the order in which to check them', () => {
    expect(guestStepsOf(machineOf(), by2022).map(({ id }) => id)).toEqual([...guestStepIds]);
  });

  it('are done as far as the host can see, which never includes the guest’s own steps', () => {
    expect(states({}, by2022)).toEqual(['done', 'done', 'done', 'done', 'notKnown', 'notKnown']);
  });

  it('start with the server’s key', () => {
    expect(states({}, { kind: 'noKey' })[0]).toBe('toDo');
    expect(states({}, { kind: 'notActive' })[0]).toBe('toDo');
    expect(states({}, { kind: 'ownNotActive' })[0]).toBe('toDo');
    expect(states({}, { kind: 'ownOtherEdition' })[0]).toBe('toDo');
    expect(states({}, { kind: 'versionNotKnown' })[0]).toBe('done');
    expect(states({}, { kind: 'notKnown' })[0]).toBe('notKnown');
    expect(states({}, { kind: 'checking' })[0]).toBe('notKnown');
  });

  it('continue with a key that is new enough', () => {
    const newer = guestRow('26100', 8, 'Windows Server 2025 Datacenter');
    expect(states({ guest: newer }, by2022)[1]).toBe('toDo');
    const older = guestRow('9600', 8, 'Windows Server 2012 R2 Datacenter');
    expect(states({ guest: older }, { kind: 'activates', by: '2025', mayDoMore: false })[1]).toBe('notKnown');
    expect(states({ guest: null }, by2022)[1]).toBe('notKnown');
    expect(states({}, { kind: 'noKey' })[1]).toBe('notKnown');
  });

  it('continue with an edition that a host activates', () => {
    const of = (edition: number, build = '20348', name = 'Windows Server') =>
      states({ guest: guestRow(build, edition, name) }, by2022)[2];
    expect([of(7), of(8), of(79), of(407), of(4711)]).toEqual(['done', 'done', 'toDo', 'notKnown', 'notKnown']);
    expect(of(7, '9200', 'Windows Server 2012 Standard')).toBe('toDo');
    expect(states({ guest: null }, by2022)[2]).toBe('notKnown');
  });

  it('continue with Data Exchange', () => {
    expect(states({ dataExchange: 3 }, by2022)[3]).toBe('toDo');
    expect(states({ dataExchange: null as unknown as number }, by2022)[3]).toBe('notKnown');
  });

  it('are empty if activation by a host doesn’t apply', () => {
    expect(guestStepsOf(machineOf({ guest: { OSName: 'Ubuntu' } }), by2022)).toEqual([]);
  });
});
