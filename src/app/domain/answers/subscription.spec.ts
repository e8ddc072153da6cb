import * as fc from 'fast-check';
import { readReport } from './report';
import { answerOf, reportOf, subscribed } from '../testing/report-fixture';
import {
  SubscriptionReading,
  isSubscriptionUnread,
  isOutOfPolicy,
  isSyncOverdue,
  lastSyncOf,
  subscriptionOf,
  supportsSubscription
} from './subscription';

const name = 'Windows Server Subscription';
const day = 24 * 60 * 60 * 1000;

/** The reading for a server whose cmdlet failed, on a cluster with this registration status. */
function failedWhen(azureRegistration: string): SubscriptionReading['kind'] {
  return subscriptionOf(reportOf({ azureRegistration, subscription: null, subscriptionError: 'x' })).kind;
}

function reading(subscription: unknown, subscriptionError: string | null = null): SubscriptionReading {
  return subscriptionOf(reportOf({ subscription, subscriptionError }));
}

describe('The Windows Server subscription', () => {
  it('is "none" if the cmdlet fails on a cluster that says that it isn’t registered', () => {
    expect(['NotYet', 'Not Yet', 'OutOfPolicy'].map(failedWhen)).toEqual(['none', 'none', 'none']);
    expect(['Registered', 'RepairRegistrationRequired', ''].map(failedWhen)).toEqual(['unknown', 'unknown', 'unknown']);
    const active = { azureRegistration: 'OutOfPolicy', subscription: [{ SubscriptionName: name, Status: 'Active' }] };
    expect(subscriptionOf(reportOf(active)).kind).toBe('active');
  });

  it('is active if the server says so in either property for the status', () => {
    const active: SubscriptionReading = { kind: 'active', said: 'Active' };
    expect(subscriptionOf(reportOf(subscribed))).toEqual(active);
    expect(reading([{ SubscriptionName: name, SubscriptionStatus: 'Active' }])).toEqual(active);
    expect(reading({ subscriptionName: ' windows  server subscription ', status: 'ACTIVE ' })).toEqual({
      kind: 'active',
      said: 'ACTIVE'
    });
  });

  it('isn’t active if the server uses one of Microsoft’s words for that, and the word is kept', () => {
    for (const said of [
      'Disabled',
      'Warned',
      'Deleted',
      'Inactive',
      'NotActive',
      'not active',
      'PastDue',
      'Past due',
      'Expired'
    ]) {
      expect(reading([{ SubscriptionName: name, Status: said }])).toEqual({ kind: 'notActive', said });
    }
  });

  it('is unknown if the status is a number or an unknown word', () => {
    for (const said of ['1', 'Unknown', 'Activating', 'Active soon', '']) {
      expect(reading([{ SubscriptionName: name, Status: said }])).toEqual({ kind: 'unknown', said });
    }
    expect(reading([{ SubscriptionName: name, Status: 1 }])).toEqual({ kind: 'unknown', said: '1' });
    expect(reading([{ SubscriptionName: name, Status: true }])).toEqual({ kind: 'unknown', said: '' });
    expect(reading([{ SubscriptionName: name }])).toEqual({ kind: 'unknown', said: '' });
  });

  it('is unknown if the server contradicts itself', () => {
    const row = { SubscriptionName: name, Status: 'Active' };
    const both = { kind: 'unknown', said: 'Disabled, Active' } as const;
    expect(reading([{ ...row, SubscriptionStatus: 'Disabled' }])).toEqual(both);
    expect(reading([{ ...row, Status: 'Disabled' }, row])).toEqual(both);
    expect(reading([row, row])).toEqual({ kind: 'active', said: 'Active' });
  });

  it('doesn’t include other subscriptions', () => {
    expect(reading([{ SubscriptionName: 'Azure Stack HCI', Status: 'Active' }])).toEqual({
      kind: 'none'
    });
    expect(reading([])).toEqual({ kind: 'none' });
    expect(reading([{ SubscriptionName: `${name} trial`, Status: 'Active' }])).toEqual({ kind: 'none' });
  });

  it('is "none" if the cluster isn’t registered or the server isn’t part of one', () => {
    for (const error of [
      'Azure Stack HCI is not registered with Azure.',
      'NODE01 is not part of a cluster. Join a cluster and try again.'
    ]) {
      expect(reading(null, error)).toEqual({ kind: 'none' });
      expect(isSubscriptionUnread(reportOf({ subscription: null, subscriptionError: error }))).toBeFalse();
    }
  });

  it('is unknown if it couldn’t be read completely', () => {
    const unread: SubscriptionReading = { kind: 'unknown', said: '' };
    expect(reading(null, 'Unable to connect to service.')).toEqual(unread);
    expect(reading([], 'Operation timed out.')).toEqual(unread);
    expect(reading('Bonjour')).toEqual({ kind: 'unknown', said: 'Bonjour' });
    expect(reading([{ SubscriptionName: name, Status: 'Active' }, 'x']).kind).toBe('unknown');
  });

  it('isn’t offered if the server has no cmdlet for it', () => {
    expect(reading(null)).toEqual({ kind: 'notOffered' });
  });

  it('is unread if it’s unknown, but not if the server hasn’t answered', () => {
    expect(isSubscriptionUnread(reportOf({ subscription: null, subscriptionError: 'x' }))).toBeTrue();
    expect(isSubscriptionUnread(reportOf(subscribed))).toBeFalse();
    expect(isSubscriptionUnread(reportOf())).toBeFalse();
    expect(isSubscriptionUnread(null)).toBeFalse();
  });
});

describe('The last sync with Azure', () => {
  const sync = (lastAzureSync: unknown) => lastSyncOf(reportOf({ lastAzureSync }));

  it('is the time that the server gives, in any time zone', () => {
    expect(sync('2026-03-01T12:00:00.0000000Z')).toEqual(new Date(Date.UTC(2026, 2, 1, 12)));
    expect(sync('2026-03-01T12:00:00+02:00')).toEqual(new Date(Date.UTC(2026, 2, 1, 10)));
  });

  it('is unknown if it isn’t a time, or is before there was anything to sync with', () => {
    const none = ['never', '', null, '2026-03-01', '2026-03-01T12:00:00', '2026-13-01T12:00:00Z', '20'];
    for (const said of [...none, '0001-01-01T00:00:00.0000000Z', '1601-01-01T00:00:00Z']) {
      expect(sync(said)).withContext(String(said)).toBeNull();
    }
  });

  it('is overdue after thirty days, up to the time when the server was checked', () => {
    const report = reportOf({ lastAzureSync: '2026-03-01T12:00:00Z' });
    const synced = Date.UTC(2026, 2, 1, 12);
    expect(isSyncOverdue(report, synced + 30 * day)).toBeFalse();
    expect(isSyncOverdue(report, synced + 30 * day + 1)).toBeTrue();
    expect(isSyncOverdue(report, synced - day)).toBeFalse();
  });

  it('is out of policy if the server says so, with any spacing, and not for any other word', () => {
    const isOut = (azureConnection: string | null) => isOutOfPolicy(reportOf({ azureConnection }));
    expect(isOutOfPolicy(null)).toBeFalse();
    for (const word of ['OutOfPolicy', 'Out of policy', 'outofpolicy ']) {
      expect(isOut(word)).withContext(word).toBeTrue();
    }
    for (const word of ['Connected', 'NotYet', 'RepairRegistrationRequired', 'constructor', '3', '', null]) {
      expect(isOut(word)).withContext(String(word)).toBeFalse();
    }
  });

  it('isn’t overdue if it or the time of the check is unknown', () => {
    expect(isSyncOverdue(reportOf(), Date.now())).toBeFalse();
    expect(isSyncOverdue(reportOf({ lastAzureSync: '2026-03-01T12:00:00Z' }), null)).toBeFalse();
    expect(isSyncOverdue(null, Date.now())).toBeFalse();
  });
});

describe('The module that a subscription needs', () => {
  const supports = (moduleVersion: string | null) => supportsSubscription(reportOf({ moduleVersion }));

  it('is version 1.1 or later, with all parts compared', () => {
    for (const version of ['1.1', '1.1.0.0', '1.10', '1.2', '2.0', '10.0.1']) {
      expect(supports(version)).withContext(version).toBe('yes');
    }
    for (const version of ['1.0', '1.0.9.9', '0.9']) {
      expect(supports(version)).withContext(version).toBe('no');
    }
  });

  it('isn’t known if its version isn’t, and is missing if there is none', () => {
    for (const version of [null, '', 'new', '1', 'v1.1', '1.1-beta', '1.1.1.1.1', '0.0', '0.0.0.0']) {
      expect(supports(version)).withContext(String(version)).toBe('notKnown');
    }
    expect(supportsSubscription(null)).toBe('notKnown');
    expect(supportsSubscription(reportOf({ moduleSource: null }))).toBe('no');
  });
});

describe('What a server says about subscriptions', () => {
  it('is read without an exception, and is active only for that word', () => {
    const words = fc.constantFrom<unknown>('Active', 'Inactive', 'Deactivated', 1, true, null, '');
    const names = fc.constantFrom(name, 'Azure Stack HCI', '', 7);
    const row = fc.record({ SubscriptionName: names, Status: words, SubscriptionStatus: words });
    const any = fc.oneof(fc.array(row), fc.array(fc.anything()), fc.anything());
    fc.assert(
      fc.property(any, said => {
        const answer = readReport(answerOf({ subscription: JSON.stringify(said) ?? null }));
        const { kind } = subscriptionOf(answer.kind === 'answer' ? answer.value : reportOf());
        const text = JSON.stringify(said) ?? '';
        expect(kind !== 'active' || /"Active"/.test(text)).toBeTrue();
      })
    );
  });
});
