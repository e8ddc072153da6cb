import { answered, failed, reportWithoutKey, serversNamed } from '../../cluster/fake-cluster-connection';
import { Attempt, LastAttempt } from '../../domain/attempt';
import { serverId } from '../../domain/server';
import { Reading, statusOf } from '../../domain/status';
import { appStrings } from '../../shell/strings';
import { KeyEntryState, KeyRow, attemptIn, isUnderWay, keyRowsOf, untouched } from './key-row';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const [server] = serversNamed('node01');
const handedOver: KeyEntryState = { ...untouched, typed: key, handedOver: true };

function last(attempt: Attempt): LastAttempt {
  return { attempt, lastFiveBefore: null };
}

function row(
  entry: Partial<KeyEntryState> = {},
  attempt: LastAttempt | null = null,
  reading: Reading = answered(reportWithoutKey())
): KeyRow {
  const entries = new Map([[serverId(server), { ...untouched, ...entry }]]);
  const attempts = new Map(attempt ? [[serverId(server), attempt]] : []);
  return keyRowsOf([statusOf(server, reading)], entries, attempts, appStrings())[0];
}

describe('A row of the pane', () => {
  it('has its server, and is empty while nothing was typed', () => {
    const [shown] = keyRowsOf(
      [statusOf(server, answered(reportWithoutKey()))],
      new Map(),
      new Map(),
      appStrings()
    );
    expect(shown).toEqual({
      id: 'node01',
      server,
      typed: '',
      key: null,
      problem: '',
      disabledWhy: '',
      locked: false,
      attempt: null
    });
  });

  it('has a key once one is typed in full', () => {
    expect(row({ typed: key.toLowerCase() }).key).toBe(key as KeyRow['key']);
    expect(row({ typed: key.slice(0, -1) }).key).toBeNull();
  });

  it('calls a key unfinished only after its field was left', () => {
    expect(row({ typed: 'BCDFG' }).problem).toBe('');
    expect(row({ typed: 'BCDFG', wasLeft: true }).problem).toContain('5 so far');
    expect(row({ typed: '', wasLeft: true }).problem).toBe('');
  });

  it('names at once what can not become a key', () => {
    expect(row({ typed: `${key}B` }).problem).toBe(
      'A key has 25 characters, this one has 26.'
    );
    expect(row({ typed: 'BC!' }).problem).toContain('“!”, at place 3');
    expect(row({ typed: key.replace('N', 'B') }).problem).toContain('the letter N exactly once');
  });

  it('is disabled, with why, where the server can take no key', () => {
    expect(row({}, null, failed('denied')).disabledWhy).toBe(
      "You don't have access to this server"
    );
  });

  it('keeps its field while the server is asked again because of the key', () => {
    const applying = last({ kind: 'applying', since: 0 });
    const shown = row(handedOver, applying, { kind: 'checking' });
    expect(shown.disabledWhy).toBe('');
    expect(shown.locked).toBeTrue();
  });

  it('shows only what came of the key that was handed over here', () => {
    const earlier = last({ kind: 'applied' });
    expect(row({ typed: key }, earlier).attempt).toBeNull();
    expect(attemptIn({ ...handedOver, before: earlier }, earlier)).toEqual({ kind: 'waiting' });
    expect(attemptIn({ ...handedOver, before: earlier }, last({ kind: 'applied' }))).toEqual({
      kind: 'applied'
    });
    expect(attemptIn(handedOver, undefined)).toEqual({ kind: 'waiting' });
  });

  it('is locked as long as nothing can be said of its key', () => {
    const kinds: Record<Attempt['kind'], boolean> = {
      waiting: true,
      applying: true,
      applied: false,
      failed: false,
      notKnown: false
    };
    for (const [kind, underWay] of Object.entries(kinds)) {
      expect(isUnderWay({ kind } as Attempt)).withContext(kind).toBe(underWay);
    }
  });
});
