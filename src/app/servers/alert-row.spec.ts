import {
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { AlertAction, AlertKind } from '../domain/servers/alerts';
import { findingsOf } from '../domain/servers/findings';
import { Report } from '../domain/answers/report';
import { product, reportOf, subscribed } from '../domain/testing/report-fixture';
import { Reading, ServerStatus, statusOf } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { AlertRow, AlertView, alertRowsOf } from './alert-row';

const strings = appStrings();
const outdated: Report = { ...reportWithoutKey(), moduleSource: null };
const unversioned = answered(reportOf({ activation: { Status: 'Activated', LastFive: '6789N' } }));
const down: Reading = failed('unreachable');

function viewOf(...statuses: ServerStatus[]): AlertView {
  return { clusterName: 'cluster01', statuses, findings: findingsOf(statuses) };
}

/** A cluster with those readings. The first server may be down. */
function cluster(...readings: Reading[]): AlertView {
  const servers = serversNamed(...readings.map((_, index) => `node0${index + 1}`));
  return viewOf(
    ...servers.map((server, index) => {
      const state = readings[index] === down ? 'down' : 'up';
      return statusOf({ ...server, state }, readings[index]);
    })
  );
}

function rows(view: AlertView, isClusterDenied = false): AlertRow[] {
  return alertRowsOf(view, isClusterDenied, strings);
}

function row(kind: AlertKind, view: AlertView): AlertRow & { actions: (AlertAction | null)[] } {
  const found = rows(view).find(alert => alert.kind === kind);
  if (!found) {
    throw new Error(`There is no alert ${kind}.`);
  }
  return { ...found, actions: [found.mainAction, ...found.otherActions] };
}

describe('An alert', () => {
  const healthy = answered(reportWithKey());

  it('about a server that is down has the specification’s words', () => {
    const { title, names, text, actions, icon } = row('serverDown', cluster(down, down, answered(reportWithoutKey())));
    expect(title).toBe('Server is down');
    expect(names).toBe('node01 and node02');
    expect(text).toContain('Bring all servers online and then try again');
    expect(text).toContain('You can set up the other servers now.');
    expect(actions).toEqual([null]);
    expect(icon).toBe('error');
  });

  it('doesn’t mention other servers if none can be set up', () => {
    expect(row('serverDown', cluster(down, healthy)).text).toBe('Bring all servers online and then try again');
  });

  it('about a missing update links to how to update', () => {
    const { title, link, actions } = row('updateMissing', cluster(answered(outdated), healthy));
    expect(title).toBe('To use this feature, install the latest update');
    expect(link?.text).toBe('How to update');
    expect(link?.href).toMatch(/^https:\/\/learn\.microsoft\.com\//);
    expect(actions).toEqual([null]);
  });

  it('about a status that couldn’t be checked links there too, and has details', () => {
    const { title, link, actions } = row('couldNotCheck', cluster(failed('timedOut'), healthy));
    expect(title).toBe('Couldn’t check the status on this server.');
    expect(link).not.toBeNull();
    expect(actions).toEqual(['details']);
  });

  it('about older keys says why it matters, and offers to manage them', () => {
    const older = answered(reportWithKey('ABCDE', '2019'));
    const { title, text, servers, actions } = row('olderKeys', cluster(healthy, older));
    expect(title).toBe('Some servers use keys for an older version of Windows Server.');
    expect(text).toContain('Other servers use Windows Server 2022 keys.');
    expect(servers.map(({ name }) => name)).toEqual(['node02']);
    expect(actions).toEqual(['manageKeys']);
    expect(text).not.toContain('unknown');
  });

  it('about older keys says so if the version of others is unknown', () => {
    const older = answered(reportWithKey('ABCDE', '2019'));
    const view = cluster(healthy, older, unversioned);
    expect(row('olderKeys', view).text).toContain('We don’t know the version of some keys, which might also be older.');
    expect(row('versionUnknown', view).names).toBe('node03');
  });

  it('about keys of unknown version says what that means, and what to compare', () => {
    const { title, text, icon, topic } = row('versionUnknown', cluster(unversioned, unversioned));
    expect(title).toBe('Key version unknown');
    expect(text).toContain('The server doesn’t say which version its key is for.');
    expect(text).toContain('Compare its last five characters with those of your keys.');
    expect([icon, topic]).toEqual(['info', 'whichKeys']);
  });

  it('about a missing key offers to enter one', () => {
    const { title, names, actions } = row('keyMissing', cluster(healthy, answered(reportWithoutKey())));
    expect([title, names]).toEqual(['No activation key', 'node02']);
    expect(actions).toEqual(['manageKeys']);
  });

  it('about a key that didn’t work offers another, and the details', () => {
    const [server] = serversNamed('node01');
    const attempt = { kind: 'failed', reason: 'refused', code: null, message: '' } as const;
    const refused = statusOf(server, answered(reportWithoutKey()), {
      attempt,
      lastFiveBefore: null,
      wasActivated: true
    });
    const { title, actions } = row('keyDidNotWork', viewOf(refused));
    expect(title).toBe('The key you entered didn’t work');
    expect(actions).toEqual(['manageKeys', 'details']);
  });

  it('about a key that isn’t confirmed offers to look again, and not to send it again', () => {
    const [server] = serversNamed('node01');
    const attempt = { kind: 'notConfirmed', saysYes: false, message: '' } as const;
    const sent = { attempt, lastFiveBefore: null, wasActivated: false };
    const shown = row('keyNotConfirmed', viewOf(statusOf(server, answered(reportWithoutKey()), sent)));
    expect([shown.title, shown.names, shown.icon]).toEqual([
      'The server doesn’t show the new key',
      'node01',
      'warning'
    ]);
    expect(shown.text).toContain('We won’t resend it automatically');
    expect(shown.actions).toEqual(['details']);
  });

  it('offers no pane if none of its servers can take a key', () => {
    const older: Report = { ...reportWithKey('ABCDE', '2019'), endpoint: 'restricted' };
    expect(row('olderKeys', cluster(healthy, answered(older))).actions).toEqual([null]);
  });

  it('about application control leads to the commands that work there', () => {
    const { text, actions } = row('applicationControl', cluster(failed('applicationControl')));
    expect(text).toContain('View PowerShell');
    expect(actions).toEqual(['commands', 'details']);
  });

  it('about access names the servers, unless all are affected', () => {
    const some = row('noAccess', cluster(failed('denied'), healthy));
    expect([some.title, some.names]).toEqual(['You don’t have access', 'node01']);
    const all = row('noAccess', cluster(failed('denied'), failed('denied')));
    expect([all.title, all.names]).toEqual(['You don’t have access to the servers in this cluster', '']);
    expect(all.actions).toEqual(['signIn']);
  });

  it('names the cluster if it denied access, and nothing more is known', () => {
    const [first] = rows(viewOf(), true);
    expect([first.title, first.names]).toEqual(['You don’t have access', 'cluster01']);
    expect(rows(cluster(failed('denied')), true).map(({ names }) => names)).toEqual(['']);
    expect(rows(viewOf())).toEqual([]);
  });

  it('links to the answer of the question it raises', () => {
    const older = answered(reportWithKey('ABCDE', '2019'));
    const keyless = answered(reportWithoutKey());
    expect(row('olderKeys', cluster(healthy, older)).topic).toBe('whichKeys');
    expect(row('keyMissing', cluster(healthy, keyless)).topic).toBe('changes');
    expect(row('updateMissing', cluster(answered(outdated))).topic).toBe('requirements');
    expect(row('serverDown', cluster(down)).topic).toBeNull();
  });

  it('about a server without a subscription, while others have one, offers its key and its details', () => {
    const covered = answered(reportOf({ activation: { Status: 'NoKey' }, ...subscribed }));
    const { title, names, text, actions } = row('noSubscription', cluster(covered, answered(reportWithoutKey())));
    expect(title).toBe('Not covered by the Windows Server subscription');
    expect(names).toBe('node02');
    expect(text).toContain('Make sure that the subscription is active');
    expect(actions).toEqual(['manageKeys', 'details']);
  });

  it('about a subscription that couldn’t be read offers the reason', () => {
    const said = { activation: { Status: 'NoKey' }, subscription: null, subscriptionError: 'x' };
    const { title, text, actions, icon } = row('subscriptionUnread', cluster(answered(reportOf(said))));
    expect(title).toBe('Couldn’t read the Windows Server subscription');
    expect(text).toContain('See the details.');
    expect([icon, actions]).toEqual(['warning', ['details']]);
  });

  it('about an overdue sync states the limit, and the possible consequence', () => {
    const report = reportOf({ ...subscribed, lastAzureSync: '2026-01-01T00:00:00Z' });
    const late: Reading = { ...answered(report), at: Date.UTC(2026, 1, 15) };
    const { title, text, actions, icon } = row('syncOverdue', cluster(late));
    expect(title).toBe('Not synced with Azure for more than 30 days');
    expect(text).toContain('at least every 30 days, or licenses might lapse');
    expect([icon, actions]).toEqual(['warning', ['details']]);
  });

  it('about a read-only role says who can make changes', () => {
    const readOnly: Report = { ...reportWithKey(), endpoint: 'restricted' };
    const { title, text, icon, actions } = row('readOnly', cluster(answered(readOnly), healthy));
    expect(title).toBe('You can view status, but not apply keys');
    expect(text).toBe('Only an administrator of the server can apply keys.');
    expect([icon, actions]).toEqual(['info', [null]]);
  });

  it('names some of many servers, and has the names of all', () => {
    const without = answered(reportWithoutKey());
    const few = row('keyMissing', cluster(healthy, without, without, without, without));
    expect([few.names, few.allNames]).toEqual(['node02, node03, node04, and node05', '']);
    const many = row('keyMissing', cluster(healthy, without, without, without, without, without, without, without));
    expect(many.names).toBe('node02, node03, node04, and 4 more');
    expect(many.allNames).toBe('node02, node03, node04, node05, node06, node07, and node08');
  });

  it('about an answer that isn’t recognized leads to what the server said', () => {
    const unread = answered(reportOf({ activation: 'Bonjour', licensing: null }));
    const { title, text, icon, actions } = row('notRecognized', cluster(healthy, unread));
    expect(title).toBe('Couldn’t tell whether this server can activate VMs');
    expect(text).toContain('See the details');
    expect([icon, actions]).toEqual(['info', ['details']]);
  });

  it('about a host that doesn’t activate VMs links to how to activate', () => {
    const host = { moduleSource: null, osCaption: 'Windows Server 2022 Datacenter', osSku: 8 };
    const inactive = reportOf({ ...host, licensing: [{ ...product, licenseStatus: 5 }] });
    expect(row('ownNotActive', cluster(answered(inactive))).link?.text).toBe('How to activate Windows Server');
    const standard = { ...product, name: 'ServerStandard', licenseFamily: 'ServerStandard' };
    const other = row('ownOtherEdition', cluster(answered(reportOf({ ...host, licensing: [standard] }))));
    expect(other.link?.href).toMatch(/automatic-vm-activation$/);
  });
});
