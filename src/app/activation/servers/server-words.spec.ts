import { serversNamed } from '../../cluster/fake-cluster-connection';
import { noKeyFacts } from '../../domain/evidence';
import { KeyEntry, ServerStatus, StatusFacts, Why } from '../../domain/status';
import { appStrings } from '../../shell/strings';
import {
  explained,
  iconOf,
  keyTypeInWords,
  nodeStateInWords,
  reasonInWords,
  whyInWords,
  whyNoKey,
  wordsOf
} from './server-words';

const [server] = serversNamed('node01');
const facts: StatusFacts = {
  ...noKeyFacts,
  server,
  badges: [],
  checkedAt: null,
  report: null,
  attempt: null
};
const why: Why = { reason: 'refused', code: null, meaning: 'unknown', message: '' };

/** One status of each kind, with its icon and its words. */
const all: readonly [ServerStatus, string, string][] = [
  [{ ...facts, state: 'checking' }, 'wait', 'Checking…'],
  [{ ...facts, state: 'activated' }, 'success', 'Activated'],
  [{ ...facts, state: 'subscription' }, 'success', 'Covered by Windows Server subscription'],
  [{ ...facts, state: 'noKey' }, 'warning', 'No activation key'],
  [{ ...facts, state: 'keyNotActive', why }, 'warning', 'Key installed, but not activated'],
  [
    { ...facts, state: 'keyDidNotWork', why, stillActivated: true },
    'error',
    'The key you entered didn’t work'
  ],
  [{ ...facts, state: 'down' }, 'error', 'Server is down'],
  [{ ...facts, state: 'tooOld' }, 'error', 'To use this feature, install the latest update'],
  [{ ...facts, state: 'applicationControl', why }, 'error', 'Application control blocks this'],
  [
    { ...facts, state: 'couldNotCheck', why },
    'warning',
    'Couldn’t check the status on this server.'
  ],
  [{ ...facts, state: 'noAccess', why }, 'error', "You don't have access to this server"],
  [{ ...facts, state: 'unknownAnswer', said: '"Yes"' }, 'info', 'Server answered: "Yes"'],
  [
    { ...facts, state: 'unknownAnswer', said: '' },
    'info',
    'Server answered without a word on its activation'
  ]
];

describe('A server in words', () => {
  const strings = appStrings();

  it('has words and an icon for every state', () => {
    for (const [status, icon, words] of all) {
      expect(iconOf(status)).withContext(status.state).toBe(icon as ReturnType<typeof iconOf>);
      expect(wordsOf(status, strings)).withContext(status.state).toBe(words);
    }
  });

  it('counts a Windows Server host as active only where its licence says so', () => {
    const icons = [true, false, null].map(licensed =>
      iconOf({ ...facts, state: 'ownActivation', licensed })
    );
    expect(icons).toEqual(['success', 'warning', 'info']);
    const host: ServerStatus = { ...facts, state: 'ownActivation', licensed: true };
    expect(wordsOf(host, strings)).toBe(strings.State.ownActivation);
  });

  it('says why only where a state leaves that open', () => {
    expect(whyInWords({ ...facts, state: 'noKey' }, strings)).toBe('');
    expect(whyInWords({ ...facts, state: 'noAccess', why }, strings)).toBe(
      'The server refused the key.'
    );
  });

  it('prefers the server’s own words, and adds the error code where they lack it', () => {
    const code = '0xC004C003';
    expect(explained({ ...why, code }, strings)).toBe('The server refused the key. (0xC004C003)');
    expect(explained({ ...why, code, message: ' Blocked. ' }, strings)).toBe(
      'Blocked. (0xC004C003)'
    );
    expect(explained({ ...why, code, message: 'Error 0xc004c003' }, strings)).toBe(
      'Error 0xc004c003'
    );
  });

  it('has words for every kind of failure', () => {
    const reasons: Record<Why['reason'], true> = {
      unreachable: true,
      denied: true,
      timedOut: true,
      sessionLost: true,
      applicationControl: true,
      notUnderstood: true,
      serverError: true,
      refused: true,
      sessionKeyMissing: true,
      notDecrypted: true,
      moduleMissing: true,
      moduleBroken: true,
      cmdletFailed: true,
      licence: true
    };
    for (const reason of Object.keys(reasons) as Why['reason'][]) {
      expect(reasonInWords(reason, strings)).withContext(reason).toMatch(/^[A-Z].*\.$/);
    }
    expect(reasonInWords('timedOut', strings)).toBe('The server did not answer in time.');
    expect(reasonInWords('sessionKeyMissing', strings)).toBe(
      'The server could not decrypt the key.'
    );
  });

  it('has words for what the cluster says, and for where a key comes from', () => {
    const states = ['up', 'down', 'paused', 'joining', 'unknown'] as const;
    expect(states.map(state => nodeStateInWords(state, strings))).toEqual([
      'Up',
      'Down',
      'Paused',
      'Joining',
      'Not known'
    ]);
    const types = ['volume', 'oem', 'retail', 'unknown'] as const;
    expect(types.map(type => keyTypeInWords(type, strings))).toEqual([
      'Volume',
      'OEM',
      'Retail',
      'Not known'
    ]);
  });

  it('says why a server can not take a key, and nothing where it can', () => {
    expect(whyNoKey({ can: true }, strings)).toBe('');
    const words: Record<Extract<KeyEntry, { can: false }>['because'], string> = {
      checking: 'Checking…',
      down: 'Server is down: bring it online, then refresh',
      tooOld: 'To use this feature, install the latest update',
      applicationControl: 'Application control blocks this',
      noAccess: "You don't have access to this server",
      readOnly: 'Your role on this server lets you look, but not apply keys',
      couldNotCheck: 'The status of this server is not known: refresh, then try again',
      ownActivation: strings.State.ownActivation
    };
    for (const because of Object.keys(words) as (keyof typeof words)[]) {
      expect(whyNoKey({ can: false, because }, strings)).toBe(words[because]);
    }
  });
});
