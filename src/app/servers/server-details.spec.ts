import {
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { LastAttempt } from '../domain/servers/attempt';
import { findingsOf } from '../domain/servers/findings';
import { ownProduct, product, reportOf, subscribed } from '../domain/testing/report-fixture';
import { Reading, ServerStatus, statusOf } from '../domain/servers/status';
import { dateOf } from '../platform/locale';
import { appStrings } from '../platform/strings';
import { ServerDetails, detailsOf, textOf } from './server-details';

const strings = appStrings();
const [one, two] = serversNamed('node01', 'node02');

function details(status: ServerStatus, ...others: ServerStatus[]): ServerDetails {
  return detailsOf(status, findingsOf([status, ...others]), strings);
}

function lines(status: ServerStatus, ...others: ServerStatus[]): Record<string, string> {
  return Object.fromEntries(details(status, ...others).lines.map(({ label, value }) => [label, value]));
}

describe('The details of a server', () => {
  const refused: LastAttempt = {
    attempt: { kind: 'failed', reason: 'refused', code: '0xC004C003', message: 'Gesperrt.' },
    lastFiveBefore: null,
    wasActivated: true
  };

  it('show its state: its key, its module, its system', () => {
    const key = reportOf({ activation: { Status: 'Activated' }, licensing: [ownProduct, product] });
    const shown = lines(statusOf(one, { ...answered(key), at: 0 }));
    expect(shown['State']).toBe('Activated');
    expect(shown['Key']).toBe('Windows Server 2022, Volume, ends in 6789N');
    expect(shown['Activation module']).toBe('ServerAVMAManager 1.1');
    expect(shown['Operating system']).toBe('Microsoft Azure Stack HCI 22H2 (build 20349.2322)');
    expect(shown['Cluster state']).toBe('Up');
    expect(shown['Checked at']).toBeTruthy();
    expect(Object.keys(shown)).not.toContain('What happened');
    expect(Object.keys(shown)).not.toContain('What to do');
  });

  it('say what happened, what to do, its code, and what the server said', () => {
    const shown = lines(statusOf(one, answered(reportWithoutKey()), refused));
    expect(shown['State']).toBe('The key you entered didn’t work');
    expect(shown['What happened']).toBe('This key is blocked.');
    expect(shown['What to do']).toContain('Use a different key');
    expect(shown['Error code']).toBe('0xC004C003');
    expect(shown['The server’s message']).toBe('Gesperrt.');
  });

  it('keep the server’s whole message, with the text that programs wrap around it', () => {
    const message = 'Set-Key : Blocked.\nAt line:1 char:1';
    const shown = lines(statusOf(one, failed('serverError', message)));
    expect(shown['What happened']).toBe('Blocked.');
    expect(shown['The server’s message']).toBe(message);
  });

  it('don’t repeat themselves', () => {
    const shown = lines(statusOf(one, failed('serverError', 'Out of memory.')));
    expect(shown['What happened']).toBe('Out of memory.');
    expect(Object.keys(shown)).not.toContain('The server’s message');
  });

  it('omit nothing: an older key, a refused one, a badge', () => {
    const older = statusOf({ ...one, state: 'paused' }, answered(reportWithKey('ABCDE', '2019')), {
      ...refused,
      lastFiveBefore: 'ABCDE',
      wasActivated: true
    });
    const shown = lines(older, statusOf(two, answered(reportWithKey())));
    expect(shown['State']).toBe('The key you entered didn’t work, older key, paused');
    expect(shown['What happened']).toBe('This key is blocked. The previous key still activates VMs.');
    expect(shown['What to do']).toContain('Use a different key');
    expect(shown['What to do']).toContain('Enter a key for the same version as the other servers’ keys.');
  });

  it('mention a refused key even if the server has stopped answering since', () => {
    const silent = statusOf({ ...one, state: 'down' }, failed('unreachable'), refused);
    const shown = lines(silent);
    expect(shown['State']).toBe('Server is down');
    expect(shown['What happened']).toBe('The key you entered didn’t work: This key is blocked. (0xC004C003)');
    const unchecked = lines(statusOf(one, failed('timedOut'), refused));
    expect(unchecked['What happened']).toBe(
      'The server didn’t answer in time. ' + 'The key you entered didn’t work: This key is blocked. (0xC004C003)'
    );
  });

  it('mention a key that wasn’t tried, and one whose outcome isn’t known', () => {
    const failure = { reason: 'timedOut', message: '' } as const;
    const attempted = (attempt: LastAttempt['attempt']) =>
      lines(statusOf(one, answered(reportWithKey()), { attempt, lastFiveBefore: 'ABCDE', wasActivated: true }));
    const notTried = attempted({ kind: 'failed', reason: 'denied', code: null, message: '' });
    expect(notTried['State']).toBe('Activated');
    expect(notTried['What happened']).toBe('A key wasn’t applied: Access was denied.');
    expect(attempted({ kind: 'notKnown', failure })['What happened']).toBe(
      'We couldn’t confirm whether the key was applied: The server didn’t answer in time.'
    );
  });

  it('mention a key that isn’t confirmed, whatever state its server is in since', () => {
    const attempt = { kind: 'notConfirmed', saysYes: false, message: 'Installing' } as const;
    const sent = { attempt, lastFiveBefore: null, wasActivated: false };
    const why = 'The key was sent, but the server doesn’t show it.';
    const shown = lines(statusOf(one, answered(reportWithoutKey()), sent));
    expect(shown['State']).toBe('Not confirmed');
    expect(shown['What happened']).toBe(why);
    expect(shown['The server’s message']).toBe('Installing');
    expect(shown['What to do']).toContain('Refresh to see whether the server shows the key now.');
    const silent = lines(statusOf(one, failed('timedOut'), sent));
    expect(silent['What happened']).toBe(
      `The server didn’t answer in time. Not confirmed: ${why} It answered: Installing`
    );
  });

  it('show application control, and what it keeps from being done only where it does', () => {
    const report = { ...reportWithoutKey(), languageMode: 'ConstrainedLanguage' };
    const shown = lines(statusOf(one, answered(report)));
    expect(shown['State']).toBe('No activation key, application control is on');
    expect(shown['What happened']).toBeUndefined();
    expect(shown['What to do']).toContain('Enter a Windows Server Datacenter key');
    const blocked = lines(statusOf(one, failed('applicationControl'), refused));
    expect(blocked['What happened']).toContain('Application control on the server blocked this');
    expect(blocked['What happened']).toContain('This key is blocked.');
    expect(blocked['What to do']).toContain('View PowerShell');
  });

  it('say why no certificate could be made, in the server’s words too', () => {
    const report = { ...reportWithoutKey(), languageMode: 'ConstrainedLanguage' };
    const attempt = {
      kind: 'failed',
      reason: 'certificateNotMade',
      code: '0x80070005',
      message: 'Access is denied.'
    } as const;
    const shown = lines(statusOf(one, answered(report), { attempt, lastFiveBefore: null, wasActivated: false }));
    expect(shown['State']).toBe('Blocked by application control, application control is on');
    expect(shown['What happened']).toContain('couldn’t create the certificate');
    expect(shown['The server’s message']).toBe('Access is denied.');
    expect(shown['Error code']).toBe('0x80070005');
  });

  it('say what a key left in the certificate store', () => {
    const certificatesLeft = [
      { thumbprint: 'AB', kind: 'certificate', message: 'Access is denied.' } as const,
      { thumbprint: 'CD', kind: 'perhaps', message: '' } as const
    ];
    const last = { ...refused, certificatesLeft };
    const shown = lines(statusOf(one, answered(reportWithoutKey()), last))['Certificates'];
    expect(shown).toMatch(/AB is still on the server.*\nAccess is denied\.\nA certificate created for the key/);
    expect(lines(statusOf(one, answered(reportWithoutKey())))['Certificates']).toBeUndefined();
  });

  it('say what to do in every state that needs something', () => {
    const next = (reading: Reading, state: 'up' | 'down' = 'up') =>
      lines(statusOf({ ...one, state }, reading))['What to do'];
    expect(next(failed('unreachable'), 'down')).toBe('Bring the server online, and then refresh.');
    expect(next(answered(reportOf({ moduleSource: null })))).toContain('Update the cluster');
    expect(next(answered(reportWithoutKey()))).toContain('Enter a Windows Server Datacenter key');
    expect(next(answered(reportOf({ licensing: null })))).toContain('Get-VMAutomaticActivation');
    expect(next(answered(reportOf()))).toContain('Enter a Windows Server Datacenter key');
    expect(next({ kind: 'checking' })).toBeUndefined();
    const host = { moduleSource: null, osCaption: 'Windows Server 2022 Datacenter', osSku: 8 };
    expect(next(answered(reportOf({ ...host, licensing: [product] })))).toBeUndefined();
    const inactive = { ...host, licensing: [{ ...product, licenseStatus: 5 }] };
    expect(next(answered(reportOf(inactive)))).toContain('Activate Windows Server');
  });

  it('say that licensing shows no key, if the server’s own answer isn’t understood', () => {
    const status = statusOf(one, answered(reportOf({ activation: 'Bonjour' })));
    expect(lines(status)['State']).toBe('No activation key found');
    expect(lines(status)['What happened']).toContain('Windows’ own license data shows no activation key there.');
    expect(detailsOf(status, findingsOf([status]), strings).raw).toContain('Bonjour');
  });

  it('say what isn’t known about a key or a system', () => {
    const named = { ...product, name: 'Windows Server Datacenter', description: '' };
    const report = reportOf({
      licensing: [{ ...named, productKeyChannel: null }],
      osCaption: null,
      osSku: null,
      osError: 'WMI is broken.',
      moduleVersion: null
    });
    const shown = lines(statusOf(one, answered(report)));
    expect(shown['Key']).toBe(
      'Unknown, ends in 6789N. Version unknown: the server doesn’t say which version of Windows Server ' +
        'the key is for.'
    );
    expect(shown['Operating system']).toBe('WMI is broken.');
    expect(shown['Activation module']).toBe('ServerAVMAManager');
    const without = lines(statusOf(one, answered(reportOf({ moduleSource: null }))));
    expect(without['Activation module']).toBe('Not installed');
  });

  it('name what couldn’t be read besides the source of the state', () => {
    const said = { activationError: 'Kaputt.', licensing: [ownProduct, product] };
    const shown = lines(statusOf(one, answered(reportOf(said))));
    expect(shown['State']).toBe('Activated');
    expect(shown['Couldn’t be read']).toBe('Kaputt.');
    const unchecked = lines(statusOf(one, answered(reportOf({ activationError: 'Kaputt.' }))));
    expect(unchecked['What happened']).toBe('Kaputt.');
    expect(Object.keys(unchecked)).not.toContain('Couldn’t be read');
    const missing = reportOf({ moduleSource: null, moduleError: 'not found', osError: 'WMI' });
    expect(lines(statusOf(one, answered(missing)))['Couldn’t be read']).toBe('WMI');
  });

  it('show the subscription’s status, in the server’s word if it isn’t active', () => {
    const row = { SubscriptionName: 'Windows Server Subscription' };
    const said = (subscription: unknown, subscriptionError: string | null = null) =>
      lines(statusOf(one, answered(reportOf({ subscription, subscriptionError }))))['Windows Server subscription'];
    expect(said(subscribed.subscription)).toBe('Active');
    expect(said([{ ...row, Status: 'Disabled' }])).toBe('Not active (Disabled)');
    expect(said([{ ...row, Status: 7 }])).toBe('Unknown (7)');
    expect(said(null, 'x')).toBe('Unknown');
    expect(said([])).toBe('Not listed among the server’s subscriptions');
    expect(said(null)).toBeUndefined();
  });

  it('show when the server last synced with Azure, or that it isn’t known', () => {
    const synced = Date.UTC(2026, 2, 1, 12);
    const lastAzureSync = new Date(synced).toISOString();
    const label = 'Last sync with Azure (needed every 30 days)';
    const status = statusOf(one, { ...answered(reportOf({ lastAzureSync })), at: synced + 1 });
    expect(lines(status)[label]).toBe(dateOf(new Date(synced)));
    expect(lines(statusOf(one, answered(reportOf())))[label]).toBe('Unknown');
    const host = { moduleSource: null, osCaption: 'Windows Server 2022 Datacenter', osSku: 8 };
    expect(lines(statusOf(one, answered(reportOf(host))))[label]).toBeUndefined();
    expect(lines(status)['What to do']).not.toContain('sync');
  });

  it('show the registration and the connection, in the server’s own words', () => {
    const said = (azureRegistration: string | null, azureConnection: string | null) =>
      lines(statusOf(one, answered(reportOf({ azureRegistration, azureConnection }))))['Connection to Azure'];
    expect(said('Registered', 'Connected')).toBe('Registered, Connected');
    expect(said('RepairRegistrationRequired', null)).toBe('RepairRegistrationRequired');
    expect(said('OutOfPolicy', 'OutOfPolicy')).toBe('OutOfPolicy');
    expect(said(null, null)).toBeUndefined();
  });

  it('say what to do about an overdue sync, in addition to everything else', () => {
    const report = reportOf({ ...subscribed, lastAzureSync: '2026-01-01T00:00:00Z' });
    const at = Date.UTC(2026, 1, 15);
    expect(lines(statusOf(one, { ...answered(report), at }))['What to do']).toBe(
      'Servers must sync at least once every 30 days, or licenses might lapse. ' +
        'Make sure that this server can reach Azure, and then refresh.'
    );
  });

  it('show an error once if it kept both of them from being read', () => {
    const error = 'Unable to connect to service.';
    const unread = { subscription: null, subscriptionError: error, lastAzureSyncError: error };
    const shown = lines(statusOf(one, answered(reportOf(unread))));
    expect(shown['Couldn’t be read']).toBe(error);
  });

  it('hide a key, wherever a server put it', () => {
    const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
    const report = { ...reportWithKey(), osCaption: key, moduleVersion: key };
    const whole = details(statusOf(one, answered(report)));
    expect(whole.raw).toContain('*****-*****-*****-*****-6789N');
    expect(whole.raw).not.toContain('BCDFG');
    expect(textOf(whole, strings)).not.toContain('BCDFG');
  });

  it('have the whole answer, or none if there was none', () => {
    const report = reportOf({ activation: { Zustand: 7 } });
    const { raw } = details(statusOf(one, answered(report)));
    expect(JSON.parse(raw)).toEqual({ ...report, activation: { Zustand: 7 }, subscription: [] });
    expect(details(statusOf(one, failed('timedOut'))).raw).toBe('');
  });

  it('shows the beginning of an answer of megabytes, says so, and copies all of it', () => {
    const products = Array.from({ length: 5000 }, (_, at) => ({ ...product, name: `${at} ${'x'.repeat(1000)}` }));
    const status = statusOf(one, answered(reportOf({ licensing: products })));
    const shown = details(status);
    expect(shown.raw.length).toBeGreaterThan(1_000_000);
    expect(shown.rawShown).toBe(shown.raw.slice(0, 100_000));
    expect(shown.rawNote).toMatch(/^The first 100,000 of 1,\d{3},\d{3} characters\. /);
    expect(textOf(shown, strings)).toContain(shown.raw);
    expect(details(statusOf(one, answered(reportOf()))).rawNote).toBe('');
  });

  it('can be copied as text', () => {
    const whole = details(statusOf(one, answered(reportWithoutKey()), refused));
    const text = textOf(whole, strings);
    expect(text).toContain('node01\nState: The key you entered didn’t work\n');
    expect(text).toContain('Error code: 0xC004C003');
    expect(text).toContain(`Raw response\n${whole.raw}`);
    const silent = textOf(details(statusOf(one, failed('timedOut'))), strings);
    expect(silent).not.toContain('Raw response');
  });
});
