import { LastAttempt } from './attempt';
import { Failure } from '../answers/failure';
import { ownProduct, product, reportOf, subscribed } from '../testing/report-fixture';
import { Server } from './server';
import { Reading, statusOf } from './status';
import { canTakeKey, hasSubscription } from './states';

const server: Server = { name: 'node01', fqdn: 'node01.contoso.com', state: 'up' };
const noKey = { activation: { Status: 'NoKey' } };
const withKey = { activation: { Status: 'Activated' }, licensing: [ownProduct, product] };
const refused: LastAttempt = {
  attempt: { kind: 'failed', reason: 'refused', code: '0xC004C003', message: 'x' },
  lastFiveBefore: null,
  wasActivated: true
};

function answered(said: Record<string, unknown>): Reading {
  return { kind: 'answer', value: reportOf(said), at: 1000 };
}

function failed(reason: Failure['reason']): Reading {
  return { kind: 'failure', failure: { reason, message: '' } };
}

describe('A subscription', () => {
  const stands = (reading: Reading, last: LastAttempt | null = null, of = server) => {
    const status = statusOf(of, reading, last);
    return [status.state, ...status.badges];
  };

  it('is the state of a server that it covers and that shows no key', () => {
    expect(stands(answered({ ...noKey, ...subscribed }))).toEqual(['subscription']);
    expect(stands(answered(subscribed))).toEqual(['subscription']);
    expect(stands(answered({ activation: 'Bonjour', ...subscribed }))).toEqual(['subscription']);
    const missing = { activationError: 'x', activationErrorCode: '0xC004F014' };
    expect(stands(answered({ ...missing, ...subscribed }))).toEqual(['subscription']);
    const paused = { ...server, state: 'paused' } as const;
    expect(stands(answered(subscribed), null, paused)).toEqual(['subscription', 'paused']);
  });

  it('is shown in addition to a key, not instead of it', () => {
    expect(stands(answered({ ...withKey, ...subscribed }))).toEqual(['activated', 'subscription']);
    const notActive = { licensing: [{ ...product, licenseStatus: 5 }] };
    expect(stands(answered({ ...notActive, ...subscribed }))).toEqual(['keyNotActive', 'subscription']);
    const paused = { ...server, state: 'paused' } as const;
    expect(stands(answered({ ...withKey, ...subscribed }), null, paused)).toEqual([
      'activated',
      'subscription',
      'paused'
    ]);
  });

  it('hides nothing that failed', () => {
    const covered = answered({ ...noKey, ...subscribed });
    expect(stands(covered, refused)).toEqual(['keyDidNotWork', 'subscription']);
    expect(stands(answered({ activationError: 'x', ...subscribed }))).toEqual(['couldNotCheck', 'subscription']);
    expect(stands(answered({ moduleSource: null, ...subscribed }))).toEqual(['tooOld', 'subscription']);
    const attempt = { kind: 'failed', reason: 'denied', code: null, message: '' } as const;
    const last = { attempt, lastFiveBefore: null, wasActivated: true };
    expect(statusOf(server, covered, last).attempt).toEqual(last);
  });

  it('doesn’t cover a server if it isn’t active, couldn’t be read, or is another one', () => {
    const row = { SubscriptionName: 'Windows Server Subscription', Status: 'Disabled' };
    const others = [
      { subscription: [row] },
      { subscription: [{ ...row, Status: 1 }] },
      { subscription: [{ ...row, SubscriptionName: 'Azure Stack HCI', Status: 'Active' }] },
      { subscription: null, subscriptionError: 'Unable to connect to service.' },
      { subscription: null }
    ];
    for (const said of others) {
      expect(stands(answered({ ...noKey, ...said }))).toEqual(['noKey']);
    }
    expect(stands(failed('timedOut'))).toEqual(['couldNotCheck']);
  });

  it('covers a server by state and by badge', () => {
    expect(hasSubscription(statusOf(server, answered({ ...noKey, ...subscribed })))).toBeTrue();
    expect(hasSubscription(statusOf(server, answered({ ...withKey, ...subscribed })))).toBeTrue();
    expect(hasSubscription(statusOf(server, answered(withKey)))).toBeFalse();
  });

  it('still lets a key be entered, also under application control', () => {
    const covered = { ...noKey, ...subscribed };
    expect(canTakeKey(statusOf(server, answered(covered)))).toEqual({ can: true });
    const constrained = { ...covered, languageMode: 'ConstrainedLanguage' };
    expect(canTakeKey(statusOf(server, answered(constrained))).can).toBeTrue();
  });
});
