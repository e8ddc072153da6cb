import { Way, cluster, refusal, said, ways } from './cluster-fixture';
import { Alert, Findings, activatesVms, badgesOf, findingsOf } from './findings';
import { reportOf } from './report-fixture';
import { requirementsOf } from './requirements';
import { Reading, ServerStatus, canTakeKey, statusOf } from './status';

function findings(...each: Way[]): Findings {
  return findingsOf(cluster(...each));
}

function alertsIn({ alerts }: Findings): string[] {
  return alerts.map(({ kind, servers }) => `${kind}: ${servers.map(({ name }) => name).join(' ')}`);
}

describe('The findings', () => {
  it('count servers: all, being checked, answered, activated', () => {
    const { total, checking, answered, activated } = findings(
      ...(['with2022', 'withKey', 'without', 'down', 'checking', 'windowsServer'] as const)
    );
    expect([total, checking, answered, activated]).toEqual([6, 1, 4, 3]);
  });

  it('count servers of which it is not known whether they activate', () => {
    expect(findings('silent', 'denied', 'unreachable', 'blocked', 'checking').notKnown).toBe(5);
    expect(findings('down', 'tooOld', 'without', 'notActive', 'standardHost').notKnown).toBe(0);
    expect(findings('with2022', 'windowsServer', 'heldBack').notKnown).toBe(0);
  });

  it('do not count a Windows Server host of another edition than Datacenter', () => {
    expect(findings('standardHost', 'windowsServer').activated).toBe(1);
  });

  it('tell whether a key can be entered anywhere', () => {
    expect(findings('down', 'without').isSomeReady).toBeTrue();
    expect(findings('down', 'with2022').isSomeReady).toBeFalse();
    expect(findings('down', 'readOnly', 'heldBack', 'windowsServer').isSomeReady).toBeFalse();
  });

  it('count a server whose old key still works', () => {
    expect(findings('refusedWith2022').activated).toBe(1);
    expect(findings('refused').activated).toBe(0);
  });

  it('tell the versions in use, and the servers with an older key', () => {
    const all = findings('with2022', 'with2019', 'withKey');
    const { versions, newestVersion, olderKeyServers } = all;
    expect(versions).toEqual(['2019', '2022']);
    expect(newestVersion).toBe('2022');
    expect(olderKeyServers.map(({ name }) => name)).toEqual(['node02']);
  });

  it('never take a version that is not known for an older one', () => {
    expect(findings('with2022', 'withKey').olderKeyServers).toEqual([]);
    expect(alertsIn(findings('with2022', 'withKey'))).toEqual([]);
  });

  it('name servers without a key only where others have one', () => {
    expect(findings('with2022', 'without').serversWithoutKey.length).toBe(1);
    expect(findings('notActive', 'without').serversWithoutKey.length).toBe(1);
    expect(findings('without', 'without').serversWithoutKey).toEqual([]);
    expect(findings('without').alerts).toEqual([]);
    expect(findings('windowsServer', 'without').serversWithoutKey).toEqual([]);
  });

  it('put the badge of an older key beside the others of its server', () => {
    const [newer, older] = cluster('with2022', 'with2019');
    const all = findingsOf([newer, older]);
    expect(badgesOf(older, all)).toEqual(['olderKey']);
    expect(badgesOf(newer, all)).toEqual([]);
    expect(badgesOf({ ...older, badges: ['paused'] }, all)).toEqual(['olderKey', 'paused']);
  });
});

describe('The findings of a subscription', () => {
  it('count the servers that it covers, whatever their keys', () => {
    const { activated: able, covered } = findings('covered', 'coveredWith2019', 'coveredNotActive', 'with2022');
    expect([able, covered]).toEqual([4, 3]);
    expect(findings('lapsed', 'with2022').covered).toBe(0);
  });

  it('name the versions of keys that activate VMs, and of no others', () => {
    expect(findings('covered', 'with2022').versions).toEqual(['2022']);
    expect(findings('coveredNotActive', 'with2022').versions).toEqual(['2022']);
    expect(findings('coveredWith2019', 'with2022').versions).toEqual(['2019', '2022']);
  });

  it('call no key older that a subscription makes up for', () => {
    expect(findings('coveredWith2019', 'with2022').olderKeyServers).toEqual([]);
    expect(findings('with2019', 'with2022', 'covered').olderKeyServers.length).toBe(1);
  });

  it('ask no key of a server that is covered', () => {
    const all = findings('covered', 'coveredWith2019');
    expect(alertsIn(all)).toEqual([]);
    expect(all.serversWithoutKey).toEqual([]);
    expect(all.isSomeReady).toBeFalse();
  });

  it('do not know of a server without a key whose subscription could not be read', () => {
    expect(cluster('unread').map(activatesVms)).toEqual(['notKnown']);
    expect(findings('unread', 'with2022').notKnown).toBe(1);
  });
});

describe('The first run', () => {
  const first: Way[][] = [
    ['without'],
    ['without', 'without'],
    ['without', 'down', 'unreachable', 'denied'],
    ['without', 'checking'],
    ['without', 'tooOld'],
    ['without', 'standardHost'],
    ['without', 'lapsed']
  ];
  for (const each of first) {
    it(`is with ${each.join(', ')}`, () => {
      expect(findings(...each).isFirstRun).toBeTrue();
    });
  }

  const later: Way[][] = [
    [],
    ['checking'],
    ['down', 'unreachable'],
    ['denied'],
    ['tooOld'],
    ['windowsServer'],
    ['without', 'silent'],
    ['without', 'with2022'],
    ['without', 'windowsServer'],
    ['without', 'notActive'],
    ['without', 'refused'],
    ['without', 'covered'],
    ['covered'],
    ['without', 'unread']
  ];
  for (const each of later) {
    it(`is not with ${each.join(', ') || 'no servers'}`, () => {
      expect(findings(...each).isFirstRun).toBeFalse();
    });
  }

  it('is not where a server is covered by a subscription', () => {
    const [one] = cluster('without');
    expect(findingsOf([{ ...one, badges: ['subscription'] }]).isFirstRun).toBeFalse();
  });
});

describe('The alerts', () => {
  it('are sorted, worst first, and each names its servers', () => {
    const all = findings(
      ...(['without', 'with2019', 'with2022', 'unreachable', 'refused', 'denied'] as const),
      ...(['tooOld', 'down', 'down', 'checking', 'silent', 'windowsServer'] as const)
    );
    expect(alertsIn(all)).toEqual([
      'serverDown: node08 node09',
      'updateMissing: node07',
      'noAccess: node06',
      'keyDidNotWork: node05',
      'couldNotCheck: node04',
      'olderKeys: node02',
      'keyMissing: node01',
      'ownActivation: node012'
    ]);
    expect(all.alerts.map(({ severity }) => severity).join(' ')).toBe(
      'error error error error warning warning warning info'
    );
  });

  it('name one server twice where two things are true of it', () => {
    const [newer, refusedOne] = cluster('with2022', 'refusedWith2022');
    const older: ServerStatus = { ...refusedOne, keyVersion: '2019' };
    expect(alertsIn(findingsOf([newer, older]))).toEqual([
      'keyDidNotWork: node02',
      'olderKeys: node02'
    ]);
  });

  it('still tell a refused key of a server that has gone silent', () => {
    const server = { name: 'node01', fqdn: 'node01.contoso.com', state: 'down' } as const;
    const reading: Reading = { kind: 'failure', failure: { reason: 'unreachable', message: '' } };
    expect(alertsIn(findingsOf([statusOf(server, reading, refusal)]))).toEqual([
      'serverDown: node01',
      'keyDidNotWork: node01'
    ]);
  });

  it('tell of a key that is not active, and of servers that may only be looked at', () => {
    expect(alertsIn(findings('with2022', 'notActive', 'readOnly'))).toEqual([
      'keyNotActive: node02',
      'readOnly: node03'
    ]);
  });

  it('tell of application control, also on servers that stand well', () => {
    expect(alertsIn(findings('heldBack', 'blocked', 'with2022'))).toEqual([
      'applicationControl: node01 node02'
    ]);
  });

  it('tell of Windows Server hosts by what their own licence says', () => {
    expect(alertsIn(findings('windowsServer', 'standardHost', 'inactiveHost', 'unreadHost'))).toEqual([
      'ownNotActive: node03',
      'ownOtherEdition: node02',
      'ownActivation: node01 node04'
    ]);
  });

  it('tell of servers that say they are not covered, while others are', () => {
    expect(alertsIn(findings('covered', 'lapsed', 'without', 'lapsedWith2022'))).toEqual([
      'notCovered: node02 node03 node04'
    ]);
    expect(alertsIn(findings('covered', 'tooOld', 'windowsServer', 'down', 'silent'))).toEqual([
      'serverDown: node04',
      'updateMissing: node02',
      'notCovered: node05',
      'ownActivation: node03'
    ]);
    expect(alertsIn(findings('lapsed', 'with2022'))).toEqual(['keyMissing: node01']);
    expect(alertsIn(findings('lapsed', 'lapsed'))).toEqual([]);
  });

  it('tell of a subscription that could not be read, where nothing else says what is needed', () => {
    expect(alertsIn(findings('unread', 'covered'))).toEqual(['subscriptionUnread: node01']);
    expect(alertsIn(findings('unread', 'without'))).toEqual(['subscriptionUnread: node01']);
    expect(alertsIn(findings('unread', 'with2022'))).toEqual(['keyMissing: node01']);
  });

  it('tell of servers too long without Azure that have a licence to lose', () => {
    const synced = { lastAzureSync: '2026-01-01T00:00:00Z' };
    const of = (way: Way, name: string, at: number | undefined) => {
      const server = { name, fqdn: name, state: 'up' } as const;
      return statusOf(server, { kind: 'answer', value: reportOf({ ...said[way], ...synced }), at });
    };
    const [late, early] = [Date.UTC(2026, 1, 1), Date.UTC(2026, 0, 2)];
    const all = findingsOf([
      of('covered', 'node01', late),
      of('with2022', 'node02', late),
      of('covered', 'node03', early),
      of('covered', 'node04', undefined)
    ]);
    expect(alertsIn(all)).toContain('syncOverdue: node01 node02');
    expect(alertsIn(findingsOf([of('without', 'node01', late)]))).toEqual([]);
  });

  it('are none of a server that is paused', () => {
    expect(findings('paused', 'with2022').alerts).toEqual([]);
  });

  it('tell of application control where a key could not be decrypted', () => {
    const [one] = cluster('without');
    const reason = 'applicationControl' as const;
    const why = { reason, code: null, meaning: 'unknown', message: '' } as const;
    const blocked: ServerStatus = { ...one, state: 'applicationControl', why };
    expect(alertsIn(findingsOf([blocked]))).toEqual(['applicationControl: node01']);
  });
});

describe('All combinations of three servers', () => {
  it('have findings that do not contradict each other', () => {
    for (const one of ways) {
      for (const two of ways) {
        for (const three of ways) {
          const statuses = cluster(one, two, three);
          const wrong = contradictions(statuses, findingsOf(statuses));
          expect(wrong).withContext(`${one}, ${two}, ${three}`).toEqual([]);
        }
      }
    }
  });
});

/** Whatever two findings can't be true together. */
function contradictions(statuses: readonly ServerStatus[], found: Findings): string[] {
  const alerted = (kind: Alert['kind']) => found.alerts.some(alert => alert.kind === kind);
  const unmet = requirementsOf(statuses)
    .filter(({ standing }) => standing === 'notMet')
    .map(({ kind }) => kind);
  // Who may not apply keys may look at servers that have all that they need.
  const lacking = unmet.filter(kind => kind !== 'access');
  const isBroken = statuses.some(({ report }) => report?.moduleError);
  const lacksModule = alerted('updateMissing') || isBroken;
  const rules: [string, boolean][] = [
    ['counts fit', found.activated + found.notKnown <= found.total],
    ['what is being checked is not known', found.checking <= found.notKnown],
    ['first run has no activation', !found.isFirstRun || statuses.every(notByKey)],
    ['first run has no older or missing keys', !found.isFirstRun || !alerted('olderKeys')],
    ['first run lacks no single key', !found.isFirstRun || !alerted('keyMissing')],
    ['a server that is down is not online', unmet.includes('online') === alerted('serverDown')],
    ['the module is unmet where there is none that works', unmet.includes('module') === lacksModule],
    ['not all is well while something is wrong', !allActivated(found) || lacking.length === 0],
    ['down servers take no key', statuses.every(takesKeyOnlyWhereItAnswers)],
    ['alerts name somebody', found.alerts.every(({ servers }) => servers.length > 0)],
    ['older keys need two versions', !alerted('olderKeys') || found.newestVersion !== 'unknown']
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}

function notByKey(status: ServerStatus): boolean {
  return activatesVms(status) !== 'yes' || status.state === 'ownActivation';
}

function allActivated(found: Findings): boolean {
  return found.activated === found.total;
}

function takesKeyOnlyWhereItAnswers(status: ServerStatus): boolean {
  return status.report !== null || !canTakeKey(status).can;
}
