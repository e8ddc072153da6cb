import {
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { Attempt, LastAttempt, isUnderWay } from '../domain/servers/attempt';
import { serverId } from '../domain/servers/server';
import { Reading, statusOf } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { KeyEntryState, KeyRow, attemptIn, keyRowsOf, untouched } from './key-row';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const [server] = serversNamed('node01');
const handedOver: KeyEntryState = { ...untouched, typed: key, handedOver: true };

function last(attempt: Attempt): LastAttempt {
  return { attempt, lastFiveBefore: null, wasActivated: true };
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
  it('has its server, and is empty until something is typed', () => {
    const [shown] = keyRowsOf([statusOf(server, answered(reportWithoutKey()))], new Map(), new Map(), appStrings());
    expect(shown).toEqual({
      id: 'node01',
      server,
      shownKey: '',
      now: 'No key',
      typed: '',
      isVolume: false,
      key: null,
      problem: '',
      doubts: [],
      disabledWhy: '',
      locked: false,
      attempt: null,
      unclear: null,
      isDone: false,
      appliedAt: '',
      notActive: ''
    });
  });

  it('says which key the server has now, as far as it’s known', () => {
    expect(row({}, null, answered(reportWithKey('6789N'))).now).toContain('…6789N');
    expect(row({}, null, failed('denied')).now).toBe('');
  });

  it('is done once the key is on the server, and says when', () => {
    const done = row({ ...handedOver, typed: '', appliedAt: Date.now() }, last({ kind: 'applied' }));
    expect(done.isDone).toBeTrue();
    expect(done.appliedAt).toMatch(/\d:\d\d/);
    expect(row({ ...handedOver, typed: '' }, last({ kind: 'stopped' })).isDone).toBeFalse();
  });

  it('says if the key that was applied isn’t activated, and why', () => {
    const applied = { ...last({ kind: 'applied' }), wasActivated: false };
    const inactive = reportWithKey('6789N', '2022', 5);
    const done = row({ ...handedOver, typed: '' }, applied, answered(inactive));
    expect(done.isDone).toBeTrue();
    expect(done.notActive).toContain('Key installed, but not activated');
    expect(row({ ...handedOver, typed: '' }, applied, answered(reportWithKey('6789N'))).notActive).toBe('');
    expect(row({}, null, answered(inactive)).notActive).toBe('');
  });

  it('has a key once a complete one is typed', () => {
    expect(row({ typed: key.toLowerCase() }).key).toBe(key as KeyRow['key']);
    expect(row({ typed: key.slice(0, -1) }).key).toBeNull();
  });

  it('says what a public key is for, and holds it back', () => {
    const guest = row({ typed: 'W3GNR-8DDXR-2TFRP-H8P33-DV9BG' });
    expect(guest.problem).toBe(
      'This is the public AVMA key for Windows Server 2022 Datacenter guests. Use it in the ' +
        'VM. For the server, enter your own Windows Server Datacenter key.'
    );
    expect(guest.key).toBeNull();
    expect(row({ typed: 'WMDGN-G9PQG-XVVXX-R3X43-63DFG' }).problem).toContain(
      'public KMS client key for Windows Server 2019 Datacenter'
    );
  });

  it('holds back a key that another server also has, until it’s marked as a volume key', () => {
    const two = serversNamed('node01', 'node02').map(one => statusOf(one, answered(reportWithoutKey())));
    const rows = (isVolume: boolean) => {
      const entries = new Map(['node01', 'node02'].map(id => [id, { ...untouched, typed: key, isVolume }]));
      return keyRowsOf(two, entries, new Map(), appStrings());
    };
    const [first] = rows(false);
    expect(first.key).toBeNull();
    expect(first.problem).toBe(
      'You’ve also entered this key for node02. If it’s a volume license ' +
        'key, select Volume license key for each server.'
    );
    expect(rows(true).map(({ problem }) => problem)).toEqual(['', '']);
    expect(rows(true).every(({ key: kept }) => kept !== null)).toBeTrue();
  });

  it('warns about a key that looks mistyped or that the server already has, but allows it', () => {
    const doubted = row({ typed: key }, null, answered(reportWithKey('6789N')));
    expect(doubted.doubts).toEqual([
      'This key might contain a typo. If you’re sure it’s correct, continue.',
      'This server already uses a key ending in the same five characters.'
    ]);
    expect(doubted.key).not.toBeNull();
  });

  it('calls a key incomplete only after the admin leaves its field', () => {
    expect(row({ typed: 'BCDFG' }).problem).toBe('');
    expect(row({ typed: 'BCDFG', wasLeft: true }).problem).toContain('5 so far');
    expect(row({ typed: '', wasLeft: true }).problem).toBe('');
  });

  it('reports at once what can’t become a key', () => {
    expect(row({ typed: `${key}B` }).problem).toBe('Enter 25 characters (you entered 26).');
    expect(row({ typed: 'BC!' }).problem).toContain('The character ! at position 3');
    expect(row({ typed: key.replace('N', 'B') }).problem).toContain('the letter N exactly once');
  });

  it('is disabled, with the reason, if the server can’t take a key', () => {
    expect(row({}, null, failed('denied')).disabledWhy).toBe('You don’t have access to this server');
  });

  it('keeps its field while the server is read again because of the key', () => {
    const applying = last({ kind: 'applying', since: 0 });
    const shown = row(handedOver, applying, { kind: 'checking' });
    expect(shown.disabledWhy).toBe('');
    expect(shown.locked).toBeTrue();
  });

  it('shows only the result of a key that was submitted here', () => {
    const earlier = last({ kind: 'applied' });
    expect(row({ typed: key }, earlier).attempt).toBeNull();
    expect(attemptIn({ ...handedOver, before: earlier }, earlier)).toEqual({ kind: 'waiting' });
    expect(attemptIn({ ...handedOver, before: earlier }, last({ kind: 'applied' }))).toEqual({
      kind: 'applied'
    });
    expect(attemptIn(handedOver, undefined)).toEqual({ kind: 'waiting' });
  });

  it('is locked until the outcome of its key is known', () => {
    const kinds: Record<Attempt['kind'], boolean> = {
      waiting: true,
      applying: true,
      stopped: false,
      applied: false,
      failed: false,
      notConfirmed: false,
      notKnown: false
    };
    for (const [kind, underWay] of Object.entries(kinds)) {
      expect(isUnderWay({ kind } as Attempt))
        .withContext(kind)
        .toBe(underWay);
    }
  });
});
