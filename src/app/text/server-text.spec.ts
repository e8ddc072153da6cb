import { serversNamed } from '../cluster/testing/fake-cluster-connection';
import { noKeyFacts } from '../domain/answers/evidence';
import { reportOf } from '../domain/testing/report-fixture';
import { OwnLicense, ServerStatus, StatusFacts, Cause } from '../domain/servers/status';
import { KeyEntry, severityOf } from '../domain/servers/states';
import { appStrings } from '../platform/strings';
import {
  badgeInWords,
  keyTypeInWords,
  nodeStateInWords,
  shortWordsOf,
  systemInWords,
  whyNoKey,
  wordsOf
} from './server-text';

const [server] = serversNamed('node01');
const facts: StatusFacts = {
  ...noKeyFacts,
  server,
  badges: [],
  checkedAt: null,
  report: null,
  shows: 'unknown',
  showsKey: false,
  allLastFives: [],
  source: 'cmdlet',
  attempt: null,
  certificatesLeft: []
};
const why: Cause = { reason: 'refused', code: null, meaning: 'unknown', message: '' };

/** One status of each kind, with its icon, its sentence, and its words in the table. */
const all: readonly [ServerStatus, string, string, string][] = [
  [{ ...facts, state: 'checking' }, 'wait', 'Checking…', 'Checking…'],
  [{ ...facts, state: 'applying' }, 'wait', 'Applying key…', 'Applying key…'],
  [{ ...facts, state: 'activated' }, 'success', 'Activated', 'Activated'],
  [{ ...facts, state: 'subscription' }, 'success', 'Covered by Windows Server subscription', 'Subscription'],
  [{ ...facts, state: 'noKey' }, 'warning', 'No activation key', 'No activation key'],
  [{ ...facts, state: 'noKey', source: 'licensing' }, 'warning', 'No activation key found', 'No activation key found'],
  [{ ...facts, state: 'keyNotActive', cause: why }, 'warning', 'Key installed, but not activated', 'Not activated'],
  [{ ...facts, state: 'keyDidNotWork', cause: why }, 'error', 'The key you entered didn’t work', 'Key didn’t work'],
  [{ ...facts, state: 'notConfirmed', message: '' }, 'warning', 'Not confirmed', 'Not confirmed'],
  [{ ...facts, state: 'down' }, 'error', 'Server is down', 'Down'],
  [{ ...facts, state: 'tooOld' }, 'error', 'To use this feature, install the latest update', 'Update required'],
  [
    { ...facts, state: 'applicationControl', cause: why },
    'error',
    'Blocked by application control',
    'Blocked by app control'
  ],
  [
    { ...facts, state: 'couldNotCheck', cause: why },
    'warning',
    'Couldn’t check the status on this server.',
    'Couldn’t check'
  ],
  [{ ...facts, state: 'noAccess', cause: why }, 'error', 'You don’t have access to this server', 'No access'],
  [{ ...facts, state: 'unknownAnswer', said: '"Yes"' }, 'info', 'Server answered: "Yes"', 'Not recognized'],
  [
    { ...facts, state: 'unknownAnswer', said: '' },
    'info',
    'The server’s answer doesn’t say whether it’s activated',
    'Not recognized'
  ]
];

describe('A server in words', () => {
  const strings = appStrings();

  it('has text and an icon for every state', () => {
    for (const [status, icon, words, short] of all) {
      expect(severityOf(status))
        .withContext(status.state)
        .toBe(icon as ReturnType<typeof severityOf>);
      expect(wordsOf(status, strings)).withContext(status.state).toBe(words);
      expect(shortWordsOf(status, strings)).withContext(status.state).toBe(short);
    }
  });

  it('has a next step only for a state, or for what server details add to one', () => {
    const states = all.map(([{ state }]) => state);
    const added = ['olderKey', 'ownNotActive', 'ownOtherEdition'];
    const strays = Object.keys(strings.NextOf).filter(name => ![...states, ...added].includes(name));
    expect(strays).toEqual([]);
  });

  it('has few words only for states that have a sentence, and for what the table adds to one', () => {
    const states = all.map(([{ state }]) => state);
    const added = ['seeAnswer', 'ownActive', 'ownUnknown', 'ownNotActive', 'ownOtherEdition'];
    const strays = Object.keys(strings.Short).filter(name => ![...states, ...added].includes(name));
    expect(strays).toEqual([]);
  });

  it('describes a Windows Server host by its own license', () => {
    const of = (license: OwnLicense) => {
      const host: ServerStatus = { ...facts, state: 'ownActivation', license };
      return [severityOf(host), wordsOf(host, strings), shortWordsOf(host, strings)];
    };
    const { ownActivation, ownNotActive, ownOtherEdition } = strings.State;
    expect(of('active')).toEqual(['success', ownActivation, 'Host license active']);
    expect(of('unknown')).toEqual(['info', ownActivation, 'Host license unknown']);
    expect(of('notActive')).toEqual(['warning', ownNotActive, 'Host not activated']);
    expect(of('otherEdition')).toEqual(['warning', ownOtherEdition, 'Edition can’t activate VMs']);
  });

  it('has text for every badge', () => {
    const badges = ['olderKey', 'subscription', 'paused', 'joining'] as const;
    expect(badges.map(badge => badgeInWords(badge, strings))).toEqual([
      'older key',
      'subscription',
      'paused',
      'joining'
    ]);
  });

  it('has text for what the cluster reports, and for a key’s channel', () => {
    const states = ['up', 'down', 'paused', 'joining', 'unknown'] as const;
    expect(states.map(state => nodeStateInWords(state, strings))).toEqual([
      'Up',
      'Down',
      'Paused',
      'Joining',
      'Unknown'
    ]);
    const types = ['volume', 'oem', 'retail', 'unknown'] as const;
    expect(types.map(type => keyTypeInWords(type, strings))).toEqual(['Volume', 'OEM', 'Retail', 'Unknown']);
  });

  it('says why a server can’t take a key, and nothing if it can', () => {
    expect(whyNoKey({ can: true }, strings)).toBe('');
    const words: Record<Extract<KeyEntry, { can: false }>['because'], string> = {
      checking: 'Checking…',
      down: 'Server is down. Bring it online, and then refresh.',
      tooOld: 'To use this feature, install the latest update',
      applicationControl: 'Blocked by application control',
      noAccess: 'You don’t have access to this server',
      readOnly: 'Your role on this server lets you view its status, but not apply keys',
      couldNotCheck: 'The status of this server is unknown. Refresh, and then try again.',
      ownActivation: strings.State.ownActivation
    };
    for (const because of Object.keys(words) as (keyof typeof words)[]) {
      expect(whyNoKey({ can: false, because }, strings)).toBe(words[because]);
    }
  });

  it('shows as much of the operating system as the server reports', () => {
    const shown = (osDisplayVersion: string | null, osBuild: string | null, osUpdateRevision: string | null): string =>
      systemInWords({ ...reportOf(), osCaption: 'HCI', osDisplayVersion, osBuild, osUpdateRevision }, strings);
    expect(shown('22H2', '20349', '2322')).toBe('HCI 22H2 (build 20349.2322)');
    expect(shown(null, '20349', null)).toBe('HCI (build 20349)');
    expect(shown('22H2', null, '2322')).toBe('HCI 22H2 (build 2322)');
    expect(shown(null, null, null)).toBe('HCI');
  });
});
