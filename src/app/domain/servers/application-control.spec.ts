import { Failure } from '../answers/failure';
import { ownProduct, product, reportOf } from '../testing/report-fixture';
import { Attempt, AttemptFailure, LastAttempt } from './attempt';
import { Server } from './server';
import { canTakeKey } from './states';
import { Reading, ServerState, keyProtectionOf, statusOf } from './status';

const server: Server = { name: 'node01', fqdn: 'node01.contoso.com', state: 'up' };

function answered(said: Record<string, unknown> = {}): Reading {
  return { kind: 'answer', value: reportOf(said), at: 1000 };
}

function failed(reason: Failure['reason'], message = ''): Reading {
  return { kind: 'failure', failure: { reason, message } };
}

function stateOf(reading: Reading, last: LastAttempt | null = null, of = server): ServerState {
  return statusOf(of, reading, last).state;
}

const noKey = { activation: { Status: 'NoKey' } };
const withKey = { activation: { Status: 'Activated' }, licensing: [ownProduct, product] };

function failedAttempt(reason: AttemptFailure): LastAttempt {
  const attempt: Attempt = { kind: 'failed', reason, code: null, message: 'no' };
  return { attempt, lastFiveBefore: null, wasActivated: false };
}

describe('Application control', () => {
  const languageMode = 'ConstrainedLanguage';

  it('is a badge, beside the state that a server has anyway', () => {
    const status = statusOf(server, answered({ ...withKey, languageMode }));
    expect([status.state, status.badges]).toEqual(['activated', ['applicationControl']]);
    expect(statusOf(server, answered(withKey)).badges).toEqual([]);
    expect(statusOf(server, answered({ ...withKey, languageMode: null })).badges).toEqual([]);
    expect(statusOf(server, failed('denied')).badges).toEqual([]);
  });

  it('blocks a server only where a key couldn’t be encrypted for a certificate either', () => {
    const reasons = ['certificateNotMade', 'certificateNotFit', 'messageNotDecrypted'] as const;
    for (const reason of reasons) {
      const last = failedAttempt(reason);
      expect(stateOf(answered({ ...noKey, languageMode }), last))
        .withContext(reason)
        .toBe('applicationControl');
      expect(stateOf(answered({ ...withKey, languageMode }), last))
        .withContext(reason)
        .toBe('activated');
      expect(stateOf(answered(noKey), last))
        .withContext(reason)
        .toBe('noKey');
    }
    for (const reason of ['timedOut', 'denied', 'moduleMissing', 'notDecrypted'] as const) {
      expect(stateOf(answered({ ...noKey, languageMode }), failedAttempt(reason)))
        .withContext(reason)
        .toBe('noKey');
    }
  });

  it('isn’t the cause where Windows’ own cmdlet failed', () => {
    expect(stateOf(answered({ activationError: 'x', languageMode }))).toBe('couldNotCheck');
    expect(stateOf(answered({ moduleError: 'x', languageMode }))).toBe('applicationControl');
  });

  it('leaves what a key left in the certificate store told, as long as the server doesn’t say what is there', () => {
    const certificatesLeft = [{ thumbprint: 'AB', kind: 'certificate', message: 'no' } as const];
    const last = { ...failedAttempt('refused'), certificatesLeft };
    for (const reading of [answered(withKey), failed('timedOut'), { kind: 'checking' } as const]) {
      expect(statusOf(server, reading, last).certificatesLeft).toEqual(certificatesLeft);
    }
  });
});

describe('What is left of certificates', () => {
  const [there, gone] = ['A'.repeat(40), 'B'.repeat(40)];
  const certificate = { thumbprint: there, kind: 'certificate', message: 'no' } as const;
  const last = { ...failedAttempt('refused'), certificatesLeft: [certificate] };

  function leftOn(keyCertificates: readonly string[], attempt: LastAttempt | null): unknown {
    const said = { ...noKey, languageMode: 'ConstrainedLanguage', keyCertificates: keyCertificates.join(',') };
    return statusOf(server, answered(said), attempt).certificatesLeft;
  }

  it('is what the server lists, also after the page was loaded again', () => {
    expect(leftOn([there, gone], null)).toEqual([
      { thumbprint: there, kind: 'certificate', message: '' },
      { thumbprint: gone, kind: 'certificate', message: '' }
    ]);
    expect(leftOn([there], last)).toEqual([certificate]);
    expect(leftOn([], last)).toEqual([]);
  });

  it('is perhaps a private key that is in no list', () => {
    const privateKey = { thumbprint: gone, kind: 'privateKey', message: 'no' } as const;
    const perhaps = { thumbprint: null, kind: 'perhaps', message: '' } as const;
    const both = { ...last, certificatesLeft: [privateKey, perhaps] };
    expect(leftOn([], both)).toEqual([privateKey]);
    expect(leftOn([gone], both)).toEqual([{ ...privateKey, kind: 'certificate' }]);
  });

  it('isn’t the certificate of a key that is being applied', () => {
    const applying = { ...failedAttempt('refused'), attempt: { kind: 'applying', since: 0 } as const };
    expect(leftOn([there], applying)).toEqual([]);
  });
});

describe('A key under application control', () => {
  const entry = (reading: Reading) => canTakeKey(statusOf(server, reading));

  it('can be entered under application control, unless the server or its module can’t be used there', () => {
    const blocked = { can: false, because: 'applicationControl' } as const;
    const languageMode = 'ConstrainedLanguage';
    expect(entry(answered({ ...noKey, languageMode }))).toEqual({ can: true });
    expect(entry(answered({ activationError: 'x', languageMode }))).toEqual({ can: true });
    expect(entry(answered({ moduleError: 'x', languageMode }))).toEqual(blocked);
    expect(entry(failed('applicationControl'))).toEqual(blocked);
  });

  it('can be entered again after application control blocked one', () => {
    const last = failedAttempt('certificateNotMade');
    const status = statusOf(server, answered({ ...noKey, languageMode: 'ConstrainedLanguage' }), last);
    expect(status.state).toBe('applicationControl');
    expect(canTakeKey(status)).toEqual({ can: true });
  });

  it('is encrypted for a certificate in Constrained Language, and nowhere else', () => {
    expect(keyProtectionOf(reportOf({ languageMode: 'ConstrainedLanguage' }))).toBe('certificate');
    for (const languageMode of ['FullLanguage', 'NoLanguage', 'RestrictedLanguage', '', null]) {
      expect(keyProtectionOf(reportOf({ languageMode })))
        .withContext(`${languageMode}`)
        .toBe('sessionKey');
    }
    expect(keyProtectionOf(null)).toBe('sessionKey');
  });
});
