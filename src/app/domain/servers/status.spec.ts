import * as fc from 'fast-check';
import { pre } from 'fast-check';
import { Attempt, LastAttempt } from './attempt';
import { Failure } from '../answers/failure';
import { answerOf, ownProduct, product, reportOf, subscribed } from '../testing/report-fixture';
import { Report, readReport } from '../answers/report';
import { NodeState, Server } from './server';
import { Reading, ServerState, ServerStatus, causeOf, statusOf } from './status';
import { canTakeKey, hasSubscription } from './states';

const server: Server = { name: 'node01', fqdn: 'node01.contoso.com', state: 'up' };
const down: Server = { ...server, state: 'down' };

function answered(said: Record<string, unknown> = {}): Reading {
  return { kind: 'answer', value: reportOf(said), at: 1000 };
}

function failed(reason: Failure['reason'], message = ''): Reading {
  return { kind: 'failure', failure: { reason, message } };
}

function refused(lastFiveBefore: string | null = null): LastAttempt {
  const attempt = { kind: 'failed', reason: 'refused', code: '0xC004C003', message: 'x' } as const;
  return { attempt, lastFiveBefore, wasActivated: true };
}

function stateOf(reading: Reading, last: LastAttempt | null = null, of = server): ServerState {
  return statusOf(of, reading, last).state;
}

const noKey = { activation: { Status: 'NoKey' } };
const withKey = { activation: { Status: 'Activated' }, licensing: [ownProduct, product] };

describe('A status', () => {
  it('is "checking" until the server has answered', () => {
    expect(stateOf({ kind: 'checking' })).toBe('checking');
    expect(stateOf({ kind: 'checking' }, null, down)).toBe('checking');
  });

  it('has the facts of an activated server', () => {
    expect(statusOf(server, answered(withKey))).toEqual({
      server,
      state: 'activated',
      keyVersion: '2022',
      keyType: 'volume',
      lastFive: '6789N',
      badges: [],
      checkedAt: 1000,
      report: reportOf(withKey),
      shows: 'activated',
      showsKey: true,
      allLastFives: ['6789N'],
      source: 'cmdlet',
      attempt: null,
      certificatesLeft: []
    });
  });

  it('has no time if none is known', () => {
    expect(statusOf(server, { kind: 'answer', value: reportOf() }).checkedAt).toBeNull();
  });

  it('is what the server says about its key', () => {
    expect(stateOf(answered(noKey))).toBe('noKey');
    const status = statusOf(server, answered({ licensing: [{ ...product, licenseStatus: 5 }] }));
    expect(status.state).toBe('keyNotActive');
    expect(status.lastFive).toBe('6789N');
    expect(causeOf(status)?.reason).toBe('license');
  });

  it('is "server is down" only if the cluster says so and the server doesn’t answer', () => {
    for (const reason of ['unreachable', 'timedOut', 'sessionLost'] as const) {
      expect(stateOf(failed(reason), null, down)).toBe('down');
      expect(stateOf(failed(reason))).toBe('couldNotCheck');
    }
    expect(stateOf(failed('denied'), null, down)).toBe('noAccess');
    expect(stateOf(failed('serverError'), null, down)).toBe('couldNotCheck');
    expect(stateOf(answered(withKey), null, down)).toBe('activated');
  });

  it('says why the server couldn’t be checked', () => {
    const status = statusOf(server, failed('serverError', 'Fehler 0x80070005'));
    expect(causeOf(status)).toEqual({
      reason: 'serverError',
      code: '0x80070005',
      meaning: 'notElevated',
      message: 'Fehler 0x80070005'
    });
    expect(causeOf(statusOf(server, failed('notUnderstood')))?.reason).toBe('notUnderstood');
    expect(causeOf(statusOf(server, answered(noKey)))).toBeNull();
  });

  it('is "no access" or "application control" for these failures', () => {
    expect(stateOf(failed('denied'))).toBe('noAccess');
    expect(stateOf(failed('applicationControl'))).toBe('applicationControl');
  });

  it('is "too old" if the module is missing on Azure Stack HCI', () => {
    const missing = { moduleSource: null, moduleVersion: null, moduleError: 'not found' };
    expect(stateOf(answered(missing))).toBe('tooOld');
  });

  it('is "couldn’t check" if the module is missing and the operating system can’t be read', () => {
    const unread = { moduleSource: null, moduleVersion: null, osCaption: null, osSku: null };
    expect(stateOf(answered({ ...unread, moduleError: 'not found' }))).toBe('couldNotCheck');
    expect(stateOf(answered({ ...unread, osError: 'denied' }))).toBe('couldNotCheck');
  });

  it('is "no access" if a role, or the lack of one, refuses the script', () => {
    for (const message of [
      'This operation was blocked by role based access control settings.',
      'The syntax is not supported by this runspace. This can occur if the runspace is in no-language mode.',
      'Cannot find the microsoft.sme.powershell session configuration in the WSMan: drive on the node01 computer.'
    ]) {
      for (const reason of ['serverError', 'unreachable'] as const) {
        const status = statusOf(server, { kind: 'failure', failure: { reason, message } });
        expect(status).toEqual(jasmine.objectContaining({ state: 'noAccess' }));
      }
    }
  });

  it('says why a module or a cmdlet didn’t work', () => {
    const broken = statusOf(server, answered({ moduleError: 'a brace is missing' }));
    expect(broken.state).toBe('couldNotCheck');
    expect(causeOf(broken)?.reason).toBe('moduleBroken');
    expect(causeOf(broken)?.message).toBe('a brace is missing');
    const said = { activationError: 'kaputt', activationErrorCode: '0xC004C003' };
    const cmdlet = statusOf(server, answered(said));
    expect(cmdlet.state).toBe('couldNotCheck');
    expect(causeOf(cmdlet)).toEqual({
      reason: 'cmdletFailed',
      code: '0xC004C003',
      meaning: 'keyBlocked',
      message: 'kaputt'
    });
  });

  it('is "application control" if a module fails in Constrained Language', () => {
    const restricted = { languageMode: 'ConstrainedLanguage' };
    expect(stateOf(answered({ ...restricted, moduleError: 'blocked' }))).toBe('applicationControl');
    expect(stateOf(answered({ ...restricted, ...noKey }))).toBe('noKey');
  });

  it('shows an answer that can’t be read, and an empty one', () => {
    const status = statusOf(server, answered({ activation: 'Bonjour', licensing: null }));
    expect(status.state === 'unknownAnswer' && status.said).toBe('Bonjour');
    const silent = statusOf(server, answered({ licensing: null }));
    expect(silent.state === 'unknownAnswer' && silent.said).toBe('');
  });

  it('has badges for a server that is paused or joining', () => {
    const badges = (state: NodeState) => statusOf({ ...server, state }, { kind: 'checking' }).badges;
    expect(badges('paused')).toEqual(['paused']);
    expect(badges('joining')).toEqual(['joining']);
    expect(badges('up')).toEqual([]);
    expect(badges('down')).toEqual([]);
  });
});

describe('A failed attempt', () => {
  it('puts the server in the state for a key that didn’t work, with the reason', () => {
    const status = statusOf(server, answered(noKey), refused());
    expect(status.state).toBe('keyDidNotWork');
    expect(causeOf(status)?.meaning).toBe('keyBlocked');
    expect(causeOf(status)?.code).toBe('0xC004C003');
    expect(status.shows).toBe('noKey');
  });

  it('leaves the previous key working, and says so', () => {
    const status = statusOf(server, answered(withKey), refused('6789N'));
    expect([status.state, status.shows]).toEqual(['keyDidNotWork', 'activated']);
    expect(status.lastFive).toBe('6789N');
    expect(status.keyVersion).toBe('2022');
  });

  it('no longer counts if the server shows a different key than before', () => {
    expect(stateOf(answered(withKey), refused(null))).toBe('activated');
    expect(stateOf(answered(withKey), refused('ABCDE'))).toBe('activated');
    expect(stateOf(answered(noKey), refused('ABCDE'))).toBe('noKey');
    expect(statusOf(server, answered(withKey), refused('ABCDE')).attempt).toBeNull();
  });

  it('still counts if the server doesn’t say which key it has', () => {
    const silent = answered({ licensing: null });
    expect(stateOf(silent, refused('ABCDE'))).toBe('keyDidNotWork');
    expect(stateOf(silent, refused(null))).toBe('keyDidNotWork');
  });

  it('doesn’t hide that a server is down, denied, or too old', () => {
    expect(stateOf(failed('unreachable'), refused(), down)).toBe('down');
    expect(statusOf(down, failed('unreachable'), refused()).attempt).toEqual(refused());
    expect(stateOf(failed('denied'), refused())).toBe('noAccess');
    expect(stateOf(answered({ moduleSource: null }), refused())).toBe('tooOld');
  });

  it('says nothing about a server’s state if the key never got there', () => {
    const attempt = { kind: 'failed', reason: 'unreachable', code: null, message: '' } as const;
    expect(stateOf(answered(withKey), { attempt, lastFiveBefore: '6789N', wasActivated: true })).toBe('activated');
    expect(stateOf(answered(noKey), { attempt, lastFiveBefore: null, wasActivated: true })).toBe('noKey');
  });

  it('is "application control" if application control caused it', () => {
    const reason = 'applicationControl' as const;
    const attempt = { kind: 'failed', reason, code: null, message: '' } as const;
    expect(stateOf(answered(noKey), { attempt, lastFiveBefore: null, wasActivated: true })).toBe(reason);
  });

  it('isn’t confirmed until the server shows a different key or a new activation', () => {
    const attempt = { kind: 'notConfirmed', saysYes: true, message: 'OK' } as const;
    const after = { attempt, lastFiveBefore: null, wasActivated: false };
    for (const said of [noKey, { activation: 'Bonjour', licensing: null }, { activation: false }]) {
      expect(statusOf(server, answered(said), after)).toEqual(
        jasmine.objectContaining({ state: 'notConfirmed', message: 'OK' })
      );
    }
    expect(stateOf(answered(withKey), after)).toBe('activated');
    expect(stateOf(answered({ activation: { Status: 'Activated' }, licensing: null }), after)).toBe('activated');
    const inactive = { licensing: [{ ...product, licenseStatus: 5 }] };
    expect(stateOf(answered(inactive), after)).toBe('keyNotActive');
    const same = { attempt, lastFiveBefore: '6789N', wasActivated: true };
    expect(statusOf(server, answered(withKey), same)).toEqual(
      jasmine.objectContaining({ state: 'notConfirmed', shows: 'activated' })
    );
    expect(stateOf(answered(inactive), { ...same, wasActivated: false })).toBe('notConfirmed');
    expect(stateOf(answered(withKey), { ...same, wasActivated: false })).toBe('activated');
    expect(stateOf(answered(noKey), same)).toBe('noKey');
  });

  it('gives way to what the server shows if an unconfirmed key ends like the one before', () => {
    const attempt = { kind: 'notConfirmed', saysYes: false, message: '' } as const;
    const sent = { lastFive: '6789N', hadSameLastFive: true };
    const again = { attempt, lastFiveBefore: '6789N', sent, wasActivated: false };
    const inactive = { licensing: [{ ...product, licenseStatus: 5, licenseStatusReason: '0x80072EE7' }] };
    expect(statusOf(server, answered(inactive), again)).toEqual(
      jasmine.objectContaining({ state: 'keyNotActive', attempt: null })
    );
    expect(stateOf(answered(withKey), { ...again, wasActivated: true })).toBe('activated');
    expect(stateOf(answered({ activation: 'Bonjour', licensing: null }), again)).toBe('notConfirmed');
    const refused = { kind: 'failed', reason: 'refused', code: null, message: '' } as const;
    expect(stateOf(answered(inactive), { ...again, attempt: refused })).toBe('keyDidNotWork');
  });

  it('is "applying" until it’s known what came of the key, whatever the server said before', () => {
    for (const attempt of [{ kind: 'waiting' }, { kind: 'applying', since: 5 }] as const) {
      const last = { attempt, lastFiveBefore: null, wasActivated: false };
      for (const reading of [
        answered(noKey),
        answered(withKey),
        failed('unreachable'),
        { kind: 'checking' }
      ] as const) {
        expect(stateOf(reading, last, down)).toBe('applying');
      }
      const { shows, lastFive, checkedAt } = statusOf(server, answered(withKey), last);
      expect([shows, lastFive, checkedAt]).toEqual(['activated', '6789N', 1000]);
    }
  });

  it('of another kind changes no state', () => {
    const lost: Attempt = { kind: 'notKnown', failure: { reason: 'timedOut', message: '' } };
    for (const attempt of [lost, { kind: 'applied' }] as const) {
      const status = statusOf(server, answered(noKey), { attempt, lastFiveBefore: null, wasActivated: true });
      expect(status.state).toBe('noKey');
      expect(status.attempt?.attempt).toEqual(attempt);
    }
  });
});

describe('A key', () => {
  const entry = (reading: Reading, of = server) => canTakeKey(statusOf(of, reading));

  it('can’t be entered if the admin has access only to a restricted endpoint', () => {
    const report = { ...reportOf(), endpoint: 'restricted' } as const;
    const because = { can: false, because: 'readOnly' } as const;
    expect(entry({ kind: 'answer', value: report })).toEqual(because);
    const failing = { ...report, activationError: 'broken' };
    expect(entry({ kind: 'answer', value: failing })).toEqual(because);
  });

  it('can be entered for a server that answers, whatever its state', () => {
    for (const said of [noKey, withKey, { activation: 'Bonjour' }, { activationError: 'no' }]) {
      expect(entry(answered(said))).toEqual({ can: true });
    }
    expect(canTakeKey(statusOf(server, answered(noKey), refused()))).toEqual({ can: true });
  });

  it('can’t be entered in these states, each with its reason', () => {
    expect(entry({ kind: 'checking' })).toEqual({ can: false, because: 'checking' });
    expect(entry(failed('unreachable'), down)).toEqual({ can: false, because: 'down' });
    expect(entry(failed('unreachable'))).toEqual({ can: false, because: 'couldNotCheck' });
    expect(entry(failed('denied'))).toEqual({ can: false, because: 'noAccess' });
    expect(entry(answered({ moduleSource: null }))).toEqual({ can: false, because: 'tooOld' });
    expect(entry(answered({ moduleError: 'x' }))).toEqual({ can: false, because: 'couldNotCheck' });
    const host = { moduleSource: null, osCaption: 'Windows Server 2022 Datacenter', osSku: 8 };
    expect(entry(answered(host))).toEqual({ can: false, because: 'ownActivation' });
  });
});

describe('For anything that servers say', () => {
  const words = fc.constantFrom<unknown>(
    ...['Not activated', 'Unlicensed', 'NoKey', 'Windows Server 2022', '6789N', '', null, 0, 5],
    ...['Activating', 'If activated', 'Nothing is activated', 'deactivated']
  );
  const names = fc.constantFrom(...['Status', 'State', 'IsActivated', 'LicenseStatus', 'PartialProductKey']);
  const anySaid = fc.oneof(words, fc.dictionary(names, words), fc.array(words), fc.anything());
  const subscriptions = ['Disabled', 'Inactive', 'Deactivated', '1', 1, true, null].map(Status => [
    { SubscriptionName: 'Windows Server Subscription', Status },
    { SubscriptionName: 'Azure Stack HCI', Status: 'Active' }
  ]);
  const anyReport: fc.Arbitrary<Report> = fc
    .record({
      activation: anySaid.map(text),
      licensing: fc.constantFrom(null, '[]', JSON.stringify([ownProduct]), 'x'),
      activationError: fc.constantFrom(null, 'failed 0xC004F050'),
      moduleSource: fc.constantFrom('name', 'path', null),
      languageMode: fc.constantFrom('FullLanguage', 'ConstrainedLanguage', null),
      osCaption: fc.constantFrom('Microsoft Azure Stack HCI', 'Windows Server 2022', null),
      subscription: fc.constantFrom(null, '[]', 'x', '{}', ...subscriptions.map(text))
    })
    .map(said => reportOf(said));
  const anyNode = fc.constantFrom<NodeState>('up', 'down', 'paused', 'joining', 'unknown');
  const anyAttempt = fc.constantFrom(null, refused(), refused('6789N'));

  it('a status never throws, and is never activated without evidence', () => {
    fc.assert(
      fc.property(anyReport, anyNode, anyAttempt, (report, state, last) => {
        const status = statusOf({ ...server, state }, { kind: 'answer', value: report }, last);
        const claims = claimsActivation(status);
        const said = JSON.stringify(report.activation?.value ?? null);
        pre(!/:(?:1|true)\b|^"?(?:activated|licensed)/i.test(said));
        expect(claims).toBeFalse();
      })
    );
  });

  it('a server is never covered without evidence, and always shows it if there is some', () => {
    fc.assert(
      fc.property(anyReport, anyNode, anyAttempt, (report, state, last) => {
        const at = { ...server, state };
        const without = statusOf(at, { kind: 'answer', value: report }, last);
        expect(hasSubscription(without)).toBeFalse();
        const { subscription } = reportOf(subscribed);
        const covered = { ...report, subscription };
        const status = statusOf(at, { kind: 'answer', value: covered }, last);
        expect(hasSubscription(status)).toBeTrue();
        // Shown in addition to other states: it changes the state only of a server that has no key or no readable
        // answer.
        const isOwn = status.state === 'subscription';
        expect(isOwn ? ['noKey', 'unknownAnswer'] : [status.state]).toContain(without.state);
      })
    );
  });

  it('the host’s own license never results in an activation, a last five, or a version', () => {
    fc.assert(
      fc.property(fc.constantFrom(null, 'Bonjour'), anyNode, (activation, state) => {
        const report = reportOf({ activation, licensing: [ownProduct] });
        const status = statusOf({ ...server, state }, { kind: 'answer', value: report });
        expect([status.state, status.lastFive]).toEqual(['noKey', null]);
      })
    );
  });

  it('no answer causes an exception on the way from text to status', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(answerOf({}))), anySaid), said => {
        const reading = readReport({ ...said, schema: 1 });
        expect(reading.kind).toBe('answer');
        const value = reading.kind === 'answer' ? reading.value : reportOf();
        expect(() => canTakeKey(statusOf(server, { kind: 'answer', value }))).not.toThrow();
      })
    );
  });
});

function text(value: unknown): string | null {
  return JSON.stringify(value) ?? null;
}

function claimsActivation(status: ServerStatus): boolean {
  return status.state === 'activated' || status.shows === 'activated';
}
