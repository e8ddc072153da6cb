import {
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { findingsOf } from '../domain/servers/findings';
import { Report } from '../domain/answers/report';
import { product, reportOf, subscribed } from '../domain/testing/report-fixture';
import { Reading, statusOf } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { ServerList } from './activation-state';
import { summaryOf } from './summary';

const clusterName = 'cluster01';

function summary(list: ServerList, ...readings: Reading[]): string {
  const servers = serversNamed(...readings.map((_, index) => `node${index}`));
  const findings = findingsOf(servers.map((server, index) => statusOf(server, readings[index])));
  return summaryOf({ clusterName, list, findings, progress: null }, appStrings());
}

function known(...readings: Reading[]): string {
  return summary({ kind: 'known', servers: [], couldNotRefresh: null }, ...readings);
}

function says(report: Report): Reading {
  return answered(report);
}

describe('The page’s summary', () => {
  const silent = failed('unreachable');

  it('says that the cluster is being read, and that it didn’t answer', () => {
    expect(summary({ kind: 'asking' })).toBe('Getting the list of servers in cluster01…');
    const failure = { reason: 'denied', message: '' } as const;
    expect(summary({ kind: 'failed', failure })).toBe('Couldn’t get the list of servers in cluster01.');
  });

  it('counts answers until all have arrived, and concludes nothing before', () => {
    expect(known(says(reportWithoutKey()), { kind: 'checking' })).toBe('Checking servers… 1 of 2 have answered.');
  });

  it('says how far keys are that are being applied, whatever else is known', () => {
    const list = { kind: 'known', servers: [], couldNotRefresh: null } as const;
    const progress = { done: 1, total: 3, serverIds: new Set<string>() };
    const said = summaryOf({ clusterName, list, findings: findingsOf([]), progress }, appStrings());
    expect(said).toBe('Applying activation keys: 1 of 3 done.');
  });

  it('says that nothing is set up yet', () => {
    expect(known(says(reportWithoutKey()))).toBe('Automatic activation isn’t set up on this cluster yet.');
    expect(known(says(reportWithoutKey()), silent)).toBe('Automatic activation isn’t set up on this cluster yet.');
    const awaited = says({ ...reportWithoutKey(), azure: 'awaited' });
    expect(known(awaited, awaited)).toBe('Automatic activation isn’t set up on this cluster yet.');
  });

  it('doesn’t say that nothing is set up if no server’s status could be read', () => {
    const unread = says(reportOf({ activation: null, activationError: 'Access is denied.', licensing: null }));
    expect(known(unread)).toBe('We couldn’t tell whether this server can activate VMs.');
    expect(known(unread, unread)).toBe('We couldn’t tell whether these servers can activate VMs.');
    expect(known(unread, silent)).toBe('We couldn’t tell whether these servers can activate VMs.');
    const servers = [serversNamed('node0')[0], { ...serversNamed('node1')[0], state: 'down' as const }];
    const withDown = findingsOf([statusOf(servers[0], unread), statusOf(servers[1], silent)]);
    const list = { kind: 'known', servers, couldNotRefresh: null } as const;
    expect(summaryOf({ clusterName, list, findings: withDown, progress: null }, appStrings())).toBe(
      'We couldn’t tell whether these servers can activate VMs.'
    );
  });

  it('says that all servers can activate VMs, and with which keys', () => {
    expect(known(says(reportWithKey()), says(reportWithKey()))).toBe(
      'All 2 servers can activate VMs (Windows Server 2022 keys).'
    );
    expect(known(says(reportWithKey()))).toBe('This server can activate VMs (Windows Server 2022 key).');
  });

  it('says how many can if not all do, and names every version', () => {
    const [newer, older] = [reportWithKey(), reportWithKey('ABCDE', '2019')];
    expect(known(says(newer), says(older), silent)).toBe(
      '2 of 3 servers can activate VMs (Windows Server 2019 and 2022 keys). Status unknown for 1 server.'
    );
    const without = reportWithoutKey();
    expect(known(says(newer), says(without))).toBe('1 of 2 servers can activate VMs (Windows Server 2022 keys).');
    expect(known(says(newer), silent, silent)).toBe(
      '1 of 3 servers can activate VMs (Windows Server 2022 keys). Status unknown for 2 servers.'
    );
  });

  it('names no version of a key that isn’t active', () => {
    const notActive = says(reportOf({ licensing: [{ ...product, licenseStatus: 5 }] }));
    expect(known(notActive)).toBe('This server can’t activate VMs.');
    expect(known(notActive, notActive)).toBe('0 of 2 servers can activate VMs.');
    expect(known(notActive, says(reportWithKey('ABCDE', '2019')))).toBe(
      '1 of 2 servers can activate VMs (Windows Server 2019 keys).'
    );
  });

  it('says what lets servers activate VMs: keys, the subscription, or both', () => {
    const covered = says(reportOf({ activation: { Status: 'NoKey' }, ...subscribed }));
    expect(known(covered)).toBe('This server can activate VMs (Windows Server subscription).');
    expect(known(covered, covered, says(reportWithoutKey()))).toBe(
      '2 of 3 servers can activate VMs (Windows Server subscription).'
    );
    expect(known(covered, says(reportWithKey()))).toBe(
      'All 2 servers can activate VMs (Windows Server subscription or Windows Server 2022 keys).'
    );
    const unknownVersion = { ...product, name: 'Windows Server Datacenter' };
    expect(known(covered, says(reportOf({ licensing: [unknownVersion] })))).toBe('All 2 servers can activate VMs.');
  });

  it('claims nothing if nothing is known', () => {
    expect(known(silent, silent)).toBe('We couldn’t tell whether these servers can activate VMs.');
    expect(known(silent)).toBe('We couldn’t tell whether this server can activate VMs.');
  });

  it('doesn’t mention keys if no version is known', () => {
    const unknownVersion = { ...product, name: 'Windows Server Datacenter' };
    expect(known(says(reportOf({ licensing: [unknownVersion] })))).toBe('This server can activate VMs.');
    const notActive = { ...unknownVersion, licenseStatus: 5 };
    expect(known(says(reportOf({ licensing: [notActive] })))).toBe('This server can’t activate VMs.');
  });
});
