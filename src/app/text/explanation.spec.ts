import { answered, reportWithKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { LastAttempt } from '../domain/servers/attempt';
import { codesWithMeaning } from '../domain/answers/error-codes';
import { Cause, statusOf } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import {
  Unexplained,
  explained,
  explanationOf,
  leftCertificateInWords,
  reasonInWords,
  whyInWords
} from './explanation';

const why: Unexplained = { reason: 'refused', code: null, message: '' };

describe('An explanation', () => {
  const strings = appStrings();

  it('explains a known error in our own words, with what to do', () => {
    const { what, next, code } = explanationOf({ ...why, code: '0xC004C003' }, strings);
    expect(what).toBe('This key is blocked.');
    expect(next).toMatch(/^Use a different key/);
    expect(code).toBe('0xC004C003');
  });

  for (const code of codesWithMeaning) {
    it(`has two sentences for ${code}, found in text of any language`, () => {
      const said = { ...why, message: `Fehler bei der Aktivierung: ${code}.` };
      const { what, next } = explanationOf(said, strings);
      expect(what).toMatch(/^[A-Z].*\.$/);
      expect(what).not.toContain('Fehler');
      expect(next).toMatch(/^[A-Z].*\.$/);
    });
  }

  it('uses the server’s own words for an unknown error, without the text that wraps them', () => {
    const message = 'Set-VMAutomaticActivation : Unbekannter Fehler\nAt line:1 char:1';
    const { what, next } = explanationOf({ ...why, message }, strings);
    expect(what).toBe('Unbekannter Fehler');
    expect(next).toBe(strings.Next.refused);
  });

  it('names the kind of failure if there’s no message', () => {
    expect(explanationOf(why, strings).what).toBe('The server refused the key.');
  });

  it('doesn’t explain a failure on the way to the server as a licensing error', () => {
    const onTheWay = ['unreachable', 'timedOut', 'sessionLost', 'denied', 'serverError'] as const;
    for (const reason of onTheWay) {
      for (const code of codesWithMeaning) {
        const { what } = explanationOf({ reason, code, message: '' }, strings);
        expect(what).withContext(`${reason} ${code}`).toBe(reasonInWords(reason, strings));
      }
    }
  });

  it('doesn’t mention a key if none was entered', () => {
    const notFound = { reason: 'cmdletFailed', code: '0x80070490', message: 'Not found.' } as const;
    expect(explanationOf(notFound, strings).what).toBe('Not found.');
    expect(explanationOf({ ...notFound, reason: 'refused' }, strings).what).toBe('The server didn’t accept this key.');
  });

  it('doesn’t show an answer that wasn’t understood', () => {
    const strange = { reason: 'notUnderstood', code: null, message: '[{"schema":2}]' } as const;
    expect(explanationOf(strange, strings).what).toBe('This page couldn’t read the answer.');
  });

  it('says that access was denied, whatever code came with it', () => {
    const denied = { ...why, reason: 'denied', code: '0x80070005' } as const;
    expect(explanationOf(denied, strings).what).toBe('Access was denied.');
    const blocked = { ...denied, reason: 'applicationControl' } as const;
    expect(explanationOf(blocked, strings).what).toContain('Application control');
  });

  it('adds the error code in a row, unless the text has it', () => {
    const code = '0xC0FFEE00';
    expect(explained({ ...why, code }, strings)).toBe('The server refused the key. (0xC0FFEE00)');
    expect(explained({ ...why, code, message: 'Error 0xc0ffee00' }, strings)).toBe('Error 0xc0ffee00');
    expect(explained(why, strings)).toBe('The server refused the key.');
  });

  it('says that a certificate failed, not only what Windows said of it', () => {
    const failed = { reason: 'certificateNotMade', code: '0x80070005', message: 'Access is denied.' } as const;
    expect(explained(failed, strings)).toContain('couldn’t create the certificate');
    expect(explained(failed, strings)).toContain('(0x80070005)');
  });

  it('says what is left of a certificate, with what removes it', () => {
    const left = { thumbprint: 'AB', kind: 'certificate', message: 'Access is denied.' } as const;
    expect(leftCertificateInWords(left, strings)).toBe(
      'Cert:\\LocalMachine\\My\\AB is still on the server. To remove it and its private key, ' +
        'run this command on the server as an administrator: Remove-Item -Path ' +
        'Cert:\\LocalMachine\\My\\AB -DeleteKey\nAccess is denied.'
    );
    expect(leftCertificateInWords({ ...left, kind: 'privateKey' }, strings)).toMatch(/AB was removed, but its private/);
    const perhaps = leftCertificateInWords({ thumbprint: null, kind: 'perhaps', message: '' }, strings);
    expect(perhaps).toContain('might still be on the server');
  });

  it('has words and a next step for every kind of failure', () => {
    const reasons: Record<Cause['reason'], true> = {
      unreachable: true,
      denied: true,
      timedOut: true,
      sessionLost: true,
      applicationControl: true,
      appliedElsewhere: true,
      pageLeft: true,
      notUnderstood: true,
      badServerName: true,
      tooManyServers: true,
      serverError: true,
      refused: true,
      sessionKeyMissing: true,
      certificateNotMade: true,
      certificateNotFit: true,
      messageNotDecrypted: true,
      notDecrypted: true,
      moduleMissing: true,
      moduleBroken: true,
      cmdletFailed: true,
      license: true
    };
    for (const reason of Object.keys(reasons) as Cause['reason'][]) {
      expect(reasonInWords(reason, strings))
        .withContext(reason)
        .toMatch(/^[A-Z].*\.$/);
      expect(explanationOf({ ...why, reason }, strings).next)
        .withContext(reason)
        .toMatch(/^[A-Z].*\.$/);
    }
    expect(reasonInWords('timedOut', strings)).toBe('The server didn’t answer in time.');
    expect(reasonInWords('sessionKeyMissing', strings)).toBe('The server couldn’t decrypt the key.');
  });

  it('says that the previous key still works after one was refused', () => {
    const [server] = serversNamed('node01');
    const reading = answered(reportWithKey('6789N'));
    const refused: LastAttempt = {
      attempt: { kind: 'failed', reason: 'refused', code: '0xC004C008', message: '' },
      lastFiveBefore: '6789N',
      wasActivated: true
    };
    expect(whyInWords(statusOf(server, reading, refused), strings)).toBe(
      'This key has reached its activation limit. (0xC004C008) ' + 'The previous key still activates VMs.'
    );
    expect(whyInWords(statusOf(server, reading), strings)).toBe('');
    const attempt = { kind: 'notConfirmed', saysYes: false, message: 'Installing' } as const;
    const notConfirmed = { attempt, lastFiveBefore: '6789N', wasActivated: true };
    expect(whyInWords(statusOf(server, reading, notConfirmed), strings)).toBe(
      'The key was sent, but the server doesn’t show it. It answered: Installing ' +
        'The previous key still activates VMs.'
    );
  });
});
