import { Attempt } from './attempt';
import { Alert, alertKinds, traitsOfAlert } from './alerts';
import { Findings, badgesOf, findingsOf } from './findings';
import {
  ServerCase,
  alertsIn,
  cluster,
  findings,
  notConfirmed,
  refusal,
  statusOfCase,
  serverCases
} from '../testing/findings-fixture';
import { noKeyAnswers } from '../testing/no-key-answers-fixture';
import { reportOf } from '../testing/report-fixture';
import { requirementsOf } from './requirements';
import { serversNamed } from './server';
import { Reading, ServerStatus, statusOf } from './status';
import { activatesVms, canTakeKey } from './states';

describe('The findings', () => {
  it('count servers: all, being checked, answered, activated', () => {
    const { total, checking, answered, activated } = findings(
      ...(['with2022', 'withKey', 'without', 'down', 'checking', 'windowsServer'] as const)
    );
    expect([total, checking, answered, activated]).toEqual([6, 1, 4, 3]);
  });

  it('count servers to which keys are being applied', () => {
    const { checking, applying, activated } = findings('applying', 'applyingWith2019', 'checking', 'with2022');
    expect([checking, applying, activated]).toEqual([1, 2, 2]);
  });

  it('raise no alert about the key of a server that is getting another one', () => {
    expect(alertsIn(findings('applying', 'applyingWith2019', 'with2022'))).toEqual([]);
    expect(alertsIn(findings('without', 'with2019', 'with2022'))).toEqual(['olderKeys: node02', 'keyMissing: node01']);
  });

  it('count servers for which it isn’t known whether they activate VMs', () => {
    expect(findings('silent', 'denied', 'unreachable', 'blocked', 'checking').notKnown).toBe(5);
    expect(findings('down', 'tooOld', 'without', 'notActive', 'standardHost').notKnown).toBe(0);
    expect(findings('with2022', 'windowsServer', 'controlled').notKnown).toBe(0);
  });

  it('don’t count a Windows Server host with an edition other than Datacenter', () => {
    expect(findings('standardHost', 'windowsServer').activated).toBe(1);
  });

  it('say whether a key can be entered anywhere', () => {
    expect(findings('down', 'without').isSomeReady).toBeTrue();
    expect(findings('down', 'with2022').isSomeReady).toBeFalse();
    expect(findings('down', 'readOnly', 'blocked', 'windowsServer').isSomeReady).toBeFalse();
  });

  it('count a server whose previous key still works', () => {
    expect(findings('refusedWith2022').activated).toBe(1);
    expect(findings('refused').activated).toBe(0);
  });

  it('list the versions in use and the servers with an older key', () => {
    const all = findings('with2022', 'with2019', 'withKey');
    const { versions, newestVersion, olderKeyServers } = all;
    expect(versions).toEqual(['2019', '2022']);
    expect(newestVersion).toBe('2022');
    expect(olderKeyServers.map(({ name }) => name)).toEqual(['node02']);
  });

  it('never treat an unknown version as an older one', () => {
    expect(findings('with2022', 'withKey').olderKeyServers).toEqual([]);
  });

  it('list servers whose key version is unknown if others have keys too', () => {
    expect(alertsIn(findings('with2022', 'withKey'))).toEqual(['versionUnknown: node02']);
    expect(alertsIn(findings('withKey', 'without', 'withKey'))).toContain('versionUnknown: node01 node03');
    expect(findings('with2022', 'with2019', 'withKey').unknownVersionServers.map(({ name }) => name)).toEqual([
      'node03'
    ]);
    expect(alertsIn(findings('withKey', 'down'))).toEqual(['serverDown: node02']);
    expect(alertsIn(findings('withKey', 'covered', 'windowsServer')).join()).not.toContain('versionUnknown');
    expect(alertsIn(findings('with2022', 'with2022', 'windowsServer')).join()).not.toContain('versionUnknown');
  });

  it('list servers without a key only if others have one', () => {
    expect(findings('with2022', 'without').serversWithoutKey.length).toBe(1);
    expect(findings('notActive', 'without').serversWithoutKey.length).toBe(1);
    expect(findings('without', 'without').serversWithoutKey).toEqual([]);
    expect(findings('without').alerts).toEqual([]);
    expect(findings('windowsServer', 'without').serversWithoutKey).toEqual([]);
  });

  it('add the badge for an older key to the server’s other badges', () => {
    const [newer, older] = cluster('with2022', 'with2019');
    const all = findingsOf([newer, older]);
    expect(badgesOf(older, all)).toEqual(['olderKey']);
    expect(badgesOf(newer, all)).toEqual([]);
    expect(badgesOf({ ...older, badges: ['paused'] }, all)).toEqual(['olderKey', 'paused']);
  });
});

describe('The first run', () => {
  const first: ServerCase[][] = [
    ['without'],
    ['without', 'without'],
    ['without', 'down', 'unreachable', 'denied'],
    ['without', 'checking'],
    ['without', 'tooOld'],
    ['without', 'standardHost'],
    ['without', 'lapsed'],
    ['silent'],
    ['without', 'silent'],
    ['without', 'brokenModule'],
    ['without', 'unread']
  ];
  for (const each of first) {
    it(`is shown for ${each.join(', ')}`, () => {
      expect(findings(...each).isFirstRun).toBeTrue();
    });
  }

  const later: ServerCase[][] = [
    [],
    ['checking'],
    ['down', 'unreachable'],
    ['denied'],
    ['tooOld'],
    ['windowsServer'],
    ['brokenModule'],
    ['silent', 'with2022'],
    ['silent', 'covered'],
    ['silent', 'refused'],
    ['silent', 'notConfirmed'],
    ['without', 'notConfirmed'],
    ['without', 'with2022'],
    ['without', 'windowsServer'],
    ['without', 'notActive'],
    ['without', 'refused'],
    ['without', 'covered'],
    ['without', 'applying'],
    ['covered']
  ];
  for (const each of later) {
    it(`isn’t shown for ${each.join(', ') || 'no servers'}`, () => {
      expect(findings(...each).isFirstRun).toBeFalse();
    });
  }

  for (const { about, ...answer } of noKeyAnswers) {
    it(`is shown for servers that answer ${about}, even if licensing can’t be read`, () => {
      for (const said of [answer, { ...answer, licensing: null }]) {
        const statuses = serversNamed(['node01', 'node02']).map(server =>
          statusOf(server, { kind: 'answer', value: reportOf(said) })
        );
        const { isFirstRun, isSomeReady } = findingsOf(statuses);
        expect([isFirstRun, isSomeReady]).toEqual([true, true]);
      }
    });

    it(`isn’t shown for a server with a key and one that answers ${about}`, () => {
      const [one, two] = serversNamed(['node01', 'node02']);
      const other = statusOf(two, { kind: 'answer', value: reportOf(answer) });
      const found = findingsOf([statusOfCase('with2022', one.name), other]);
      expect(found.isFirstRun).toBeFalse();
      // An error that can’t be read is reported as an error. All others are new servers that don’t have a key.
      const kinds = found.alerts.map(({ kind }) => kind);
      expect(kinds.some(kind => kind === 'keyMissing' || kind === 'couldNotCheck')).toBeTrue();
    });
  }

  it('isn’t shown while a key is applied, nor after one was sent, even if no answer is ever understood', () => {
    const [server] = serversNamed(['node01']);
    const begun: Attempt[] = [
      { kind: 'waiting' },
      { kind: 'applying', since: 0 },
      { kind: 'applied' },
      { kind: 'notConfirmed', saysYes: false, message: '' },
      { kind: 'notKnown', failure: { reason: 'timedOut', message: '' } }
    ];
    const stopped: Attempt = { kind: 'stopped' };
    for (const attempt of [...begun, stopped]) {
      for (const said of [{ activation: 'Bonjour', licensing: null }, { activation: 'Bonjour' }]) {
        const last = { attempt, lastFiveBefore: null, wasActivated: false };
        const status = statusOf(server, { kind: 'answer', value: reportOf(said) }, last);
        expect(findingsOf([status]).isFirstRun)
          .withContext(attempt.kind)
          .toBe(attempt === stopped);
      }
    }
  });

  it('isn’t shown if a subscription covers a server', () => {
    const [one] = cluster('without');
    expect(findingsOf([{ ...one, badges: ['subscription'] }]).isFirstRun).toBeFalse();
  });
});

describe('The alerts', () => {
  it('are listed with errors first, then warnings, then the rest', () => {
    const severities = alertKinds.map(kind => traitsOfAlert(kind).severity);
    const order = ['error', 'warning', 'info'];
    expect(severities).toEqual([...severities].sort((one, two) => order.indexOf(one) - order.indexOf(two)));
  });

  it('are sorted by severity, and each lists its servers', () => {
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
      'notRecognized: node011',
      'ownActivation: node012'
    ]);
    expect(all.alerts.map(({ severity }) => severity).join(' ')).toBe(
      'error error error error warning warning warning info info'
    );
  });

  it('list a server twice if two alerts apply to it', () => {
    const [newer, refusedOne] = cluster('with2022', 'refusedWith2022');
    const older: ServerStatus = { ...refusedOne, keyVersion: '2019' };
    expect(alertsIn(findingsOf([newer, older]))).toEqual(['keyDidNotWork: node02', 'olderKeys: node02']);
  });

  it('report a key that isn’t confirmed, and still count the previous key', () => {
    expect(alertsIn(findings('notConfirmed', 'notConfirmedWith2022'))).toContain('keyNotConfirmed: node01 node02');
    expect(findings('notConfirmed', 'notConfirmedWith2022').activated).toBe(1);
    const [server] = serversNamed(['node01']);
    const silent = statusOf(server, { kind: 'failure', failure: { reason: 'timedOut', message: '' } }, notConfirmed);
    expect(alertsIn(findingsOf([silent]))).toContain('keyNotConfirmed: node01');
  });

  it('still report a refused key after the server stops answering', () => {
    const server = { name: 'node01', fqdn: 'node01.contoso.com', state: 'down' } as const;
    const reading: Reading = { kind: 'failure', failure: { reason: 'unreachable', message: '' } };
    expect(alertsIn(findingsOf([statusOf(server, reading, refusal)]))).toEqual([
      'serverDown: node01',
      'keyDidNotWork: node01'
    ]);
  });

  it('report a key that isn’t active and servers that are read-only', () => {
    expect(alertsIn(findings('with2022', 'notActive', 'readOnly'))).toEqual([
      'keyNotActive: node02',
      'readOnly: node03'
    ]);
  });

  it('report application control only where it blocks something', () => {
    expect(alertsIn(findings('controlled', 'blocked', 'with2022'))).toEqual(['applicationControl: node02']);
  });

  it('report a certificate that a key left on a server', () => {
    const [one, two] = cluster('with2022', 'with2022');
    const left = { ...two, certificatesLeft: [{ thumbprint: 'AB', kind: 'perhaps', message: '' } as const] };
    expect(alertsIn(findingsOf([one, left]))).toEqual(['certificateLeft: node02']);
  });

  it('report Windows Server hosts by the state of their own license', () => {
    expect(alertsIn(findings('windowsServer', 'standardHost', 'inactiveHost', 'unreadHost'))).toEqual([
      'ownNotActive: node03',
      'ownOtherEdition: node02',
      'ownActivation: node01 node04'
    ]);
  });

  it('don’t include a server that is paused', () => {
    expect(findings('paused', 'with2022').alerts).toEqual([]);
  });

  it('report application control if a key couldn’t be decrypted', () => {
    const [one] = cluster('without');
    const reason = 'applicationControl' as const;
    const why = { reason, code: null, meaning: 'unknown', message: '' } as const;
    const blocked: ServerStatus = { ...one, state: 'applicationControl', cause: why };
    expect(alertsIn(findingsOf([blocked]))).toEqual(['applicationControl: node01']);
  });
});

describe('All combinations of three servers', () => {
  it('have findings that don’t contradict each other', () => {
    // The order of the three servers makes no difference.
    for (const [first, one] of serverCases.entries()) {
      for (const [second, two] of serverCases.entries()) {
        for (const three of serverCases.slice(Math.max(first, second))) {
          const statuses = cluster(one, two, three);
          const wrong = contradictions(statuses, findingsOf(statuses));
          expect(wrong).withContext(`${one}, ${two}, ${three}`).toEqual([]);
        }
      }
    }
  });
});

/** The rules that the findings break. */
function contradictions(statuses: readonly ServerStatus[], found: Findings): string[] {
  const alerted = (kind: Alert['kind']) => found.alerts.some(alert => alert.kind === kind);
  const unmet = requirementsOf(statuses)
    .filter(({ standing }) => standing === 'notMet')
    .map(({ kind }) => kind);
  // An admin who can’t apply keys can still view servers that lack nothing.
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
