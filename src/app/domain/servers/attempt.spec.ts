import * as fc from 'fast-check';
import { attemptNotMade, readAttempt } from './attempt';

const answer = {
  schema: 1,
  computerName: 'NODE01',
  languageMode: 'FullLanguage',
  outcome: 'applied',
  error: null,
  errorCode: null,
  answer: null
};
const refusal = { error: 'The key is blocked.', errorCode: '0xC004C003' };
const failed = { ...answer, ...refusal, outcome: 'failed' };

describe('An attempt to apply a key', () => {
  it('is read from the server’s answer', () => {
    const notConfirmed = { kind: 'notConfirmed', saysYes: false, message: '' } as const;
    expect(readAttempt(answer)).toEqual(notConfirmed);
    expect(readAttempt([answer])).toEqual(notConfirmed);
    expect(readAttempt(JSON.stringify(answer))).toEqual(notConfirmed);
  });

  it('failed with the server’s code and message', () => {
    expect(readAttempt(failed)).toEqual({
      kind: 'failed',
      reason: 'refused',
      code: '0xC004C003',
      message: 'The key is blocked.'
    });
  });

  it('failed if the cmdlet returned or warned that it refuses the key, without ending in an error', () => {
    const returned = { Success: false, ErrorCode: '0xC004F050' };
    expect(readAttempt({ ...answer, answer: JSON.stringify(returned) })).toEqual({
      kind: 'failed',
      reason: 'refused',
      code: '0xC004F050',
      message: '{"Success":false,"ErrorCode":"0xC004F050"}'
    });
    expect(readAttempt({ ...answer, answer: '"Installing"', warning: 'Fehler 0xC004C003' })).toEqual({
      kind: 'failed',
      reason: 'refused',
      code: '0xC004C003',
      message: 'Installing\nFehler 0xC004C003'
    });
    expect(readAttempt({ ...answer, answer: 'false' })).toEqual(
      jasmine.objectContaining({ kind: 'failed', code: null })
    );
  });

  it('has to be confirmed by the server if the cmdlet ended without an error, whatever it said', () => {
    expect(readAttempt({ ...answer, answer: '{"Success":true}' })).toEqual({
      kind: 'notConfirmed',
      saysYes: true,
      message: '{"Success":true}'
    });
    expect(readAttempt({ ...answer, answer: '{"Success":true}', warning: 'Slow.' })).toEqual({
      kind: 'notConfirmed',
      saysYes: false,
      message: '{"Success":true}\nSlow.'
    });
  });

  it('is never "applied" because of its answer alone, and a failing code never means that it worked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0xc0040000, max: 0xc004ffff }), fc.jsonValue(), (code, other) => {
        const returned = JSON.stringify([other, { ReturnValue: code }]);
        const attempt = readAttempt({ ...answer, answer: returned });
        expect(attempt.kind === 'notConfirmed' ? attempt.saysYes : attempt.kind !== 'failed').toBeFalse();
      })
    );
  });

  it('failed with the code in the message if the answer has no other', () => {
    const error = 'Fehler 0xC004F050';
    expect(readAttempt({ ...failed, errorCode: null, error })).toEqual({
      kind: 'failed',
      reason: 'refused',
      code: '0xC004F050',
      message: error
    });
  });

  it('failed before the key was tried', () => {
    for (const outcome of ['sessionKeyMissing', 'notDecrypted', 'moduleMissing'] as const) {
      expect(readAttempt({ ...answer, outcome })).toEqual({
        kind: 'failed',
        reason: outcome,
        code: null,
        message: ''
      });
    }
  });

  it('failed because of application control if that forbids decrypting', () => {
    const languageMode = 'ConstrainedLanguage';
    const outcomes = ['sessionKeyMissing', 'notDecrypted', 'moduleMissing', 'failed'];
    const reasons = outcomes.map(outcome => {
      const attempt = readAttempt({ ...answer, languageMode, outcome });
      return attempt.kind === 'failed' ? attempt.reason : attempt.kind;
    });
    const blocked = 'applicationControl';
    expect(reasons).toEqual([blocked, blocked, 'moduleMissing', 'refused']);
  });

  it('isn’t attributed to application control if the server didn’t give its language mode', () => {
    const attempt = readAttempt({ ...answer, languageMode: null, outcome: 'notDecrypted' });
    expect(attempt).toEqual(jasmine.objectContaining({ reason: 'notDecrypted' }));
  });

  it('has an unknown outcome if the answer isn’t from our script', () => {
    for (const strange of [null, 5, 'thanks', {}, [], { ...answer, outcome: 'fine' }]) {
      expect(readAttempt(strange).kind).toBe('notKnown');
    }
    expect(readAttempt({ ...answer, schema: 2 }).kind).toBe('notKnown');
    expect(readAttempt([answer, answer]).kind).toBe('notKnown');
  });

  it('with an unknown outcome shows the answer, cut to a readable length', () => {
    const answered: [unknown, string][] = [
      ['thanks', 'thanks'],
      [{ thanks: 1 }, '{"thanks":1}'],
      [undefined, ''],
      ['a'.repeat(2000), 'a'.repeat(1000)]
    ];
    for (const [strange, message] of answered) {
      expect(readAttempt(strange)).toEqual({
        kind: 'notKnown',
        failure: { reason: 'notUnderstood', message }
      });
    }
  });

  it('shows no key that a server repeats', () => {
    const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
    const attempts = [readAttempt({ ...failed, error: `Not ${key}` }), readAttempt(`Not ${key}`)];
    expect(JSON.stringify(attempts)).not.toContain('HJKMP');
  });

  it('wasn’t made if the server couldn’t be reached', () => {
    expect(attemptNotMade({ reason: 'unreachable', message: 'No route' })).toEqual({
      kind: 'failed',
      reason: 'unreachable',
      code: null,
      message: 'No route'
    });
  });

  it('never causes an exception, and is applied only if the server says so', () => {
    fc.assert(
      fc.property(fc.anything(), anything => {
        expect(readAttempt(anything).kind).toBe('notKnown');
      })
    );
  });
});
