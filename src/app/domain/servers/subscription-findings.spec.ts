import { findingsOf } from './findings';
import { activatesVms } from './states';
import { ServerCase, alertsIn, findings, said, statusOfCase } from '../testing/findings-fixture';
import { reportOf } from '../testing/report-fixture';
import { statusOf } from './status';

describe('The findings about a subscription', () => {
  it('count the servers that it covers, whatever their keys', () => {
    const { activated: able, covered } = findings('covered', 'coveredWith2019', 'coveredNotActive', 'with2022');
    expect([able, covered]).toEqual([4, 3]);
    expect(findings('lapsed', 'with2022').covered).toBe(0);
  });

  it('list only the versions of keys that activate VMs', () => {
    expect(findings('covered', 'with2022').versions).toEqual(['2022']);
    expect(findings('coveredNotActive', 'with2022').versions).toEqual(['2022']);
    expect(findings('coveredWith2019', 'with2022').versions).toEqual(['2019', '2022']);
  });

  it('don’t call a key older if a subscription covers the server', () => {
    expect(findings('coveredWith2019', 'with2022').olderKeyServers).toEqual([]);
    expect(findings('with2019', 'with2022', 'covered').olderKeyServers.length).toBe(1);
  });

  it('require no key from a server that is covered', () => {
    const all = findings('covered', 'coveredWith2019');
    expect(alertsIn(all)).toEqual([]);
    expect(all.serversWithoutKey).toEqual([]);
    expect(all.isSomeReady).toBeFalse();
  });

  it('don’t know about a server without a key if its subscription couldn’t be read', () => {
    expect(activatesVms(statusOfCase('unread', 'node01'))).toBe('notKnown');
    expect(findings('unread', 'with2022').notKnown).toBe(1);
  });
});

describe('The alerts about a subscription', () => {
  it('report servers that say they aren’t covered if others are', () => {
    expect(alertsIn(findings('covered', 'lapsed', 'without', 'lapsedWith2022'))).toEqual([
      'noSubscription: node02 node03 node04'
    ]);
    expect(alertsIn(findings('covered', 'tooOld', 'windowsServer', 'down', 'silent'))).toEqual([
      'serverDown: node04',
      'updateMissing: node02',
      'noSubscription: node05',
      'notRecognized: node05',
      'ownActivation: node03'
    ]);
    expect(alertsIn(findings('lapsed', 'with2022'))).toEqual(['keyMissing: node01']);
    expect(alertsIn(findings('lapsed', 'lapsed'))).toEqual([]);
  });

  it('report a subscription that couldn’t be read if nothing else shows what is needed', () => {
    expect(alertsIn(findings('unread', 'covered'))).toEqual(['subscriptionUnread: node01']);
    expect(alertsIn(findings('unread', 'without'))).toEqual(['subscriptionUnread: node01']);
    expect(alertsIn(findings('unread', 'with2022'))).toEqual(['keyMissing: node01']);
  });

  it('report servers that have been without Azure for too long and have a license to lose', () => {
    const synced = { lastAzureSync: '2026-01-01T00:00:00Z' };
    const of = (way: ServerCase, name: string, at: number | undefined) => {
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
    const outOfPolicy = { ...said.with2022, ...synced, azureConnection: 'OutOfPolicy' };
    const server = { name: 'node05', fqdn: 'node05', state: 'up' } as const;
    const status = statusOf(server, { kind: 'answer', value: reportOf(outOfPolicy), at: early });
    expect(alertsIn(findingsOf([status]))).toEqual(['outOfPolicy: node05']);
    expect(alertsIn(findingsOf([{ ...status, checkedAt: late }]))).toEqual(['syncOverdue: node05']);
  });
});
