import * as fc from 'fast-check';
import { returnedRefusal } from './returned-refusal';

const key = '*****-*****-*****-*****-6789N';

describe('A refusal that was returned', () => {
  const refusals: readonly [about: string, answer: unknown, warning: string | null, code: string | null][] = [
    ['false', false, null, null],
    ['false, as text', 'False', null, null],
    ['no success, with a code', { Success: false, ErrorCode: '0xC004F050', ProductKey: key }, null, '0xC004F050'],
    ['no success', { Succeeded: false, ProductKey: key }, null, null],
    ['no success, within', { Operation: { IsSuccessful: 'no' }, Key: key }, null, null],
    ['the code as a return value', { ReturnValue: 3221549136, Message: key }, null, '0xC004F050'],
    ['the code with its sign', { ReturnValue: -1073418160 }, null, '0xC004F050'],
    ['another return value', { ReturnValue: 5 }, null, null],
    ['another return value, as text', { ExitCode: '13' }, null, null],
    ['a result in words', { Result: 'Failed', Error: '0xC004C008' }, null, '0xC004C008'],
    ['an error in words', { Status: 'Done', ErrorMessage: 'The product key is invalid.' }, null, null],
    ['a status in words', { Status: 'Rejected', ProductKey: key }, null, null],
    ['the code alone', 3221549136, null, '0xC004F050'],
    ['the code alone, with its sign', -1073418160, null, '0xC004F050'],
    ['a sentence with the code', `The product key ${key} is invalid. 0xC004F050`, null, '0xC004F050'],
    ['a sentence', `The product key ${key} was not accepted.`, null, null],
    ['lines', [`Installing ${key}`, 'Activation failed.'], null, null],
    ['a list in Windows PowerShell’s way', { value: ['Installing', '0xC004F069'], Count: 2 }, null, '0xC004F069'],
    ['a code in a warning', { ProductKey: key }, `0xC004C003: ${key}`, '0xC004C003'],
    ['a code in a warning, and nothing else', null, 'Fehler 0xC004C003', '0xC004C003']
  ];
  for (const [about, answer, warning, code] of refusals) {
    it(`is ${about}`, () => {
      expect(returnedRefusal(answer, warning)).toEqual({ code });
      expect(returnedRefusal(JSON.stringify(answer), warning)).toEqual({ code });
    });
  }

  const others: readonly [about: string, answer: unknown, warning: string | null][] = [
    ['nothing', null, null],
    ['true', true, null],
    ['zero', 0, null],
    ['success', { Success: true, ErrorCode: 0, ErrorMessage: '' }, null],
    ['an empty result', { ReturnValue: 0, Error: null, Message: 'Completed with no errors.' }, null],
    ['an error of none', { Error: 'None', LastError: '0x00000000', Result: 'OK' }, null],
    ['how it stands now', { ActivationStatus: 'Activated', PartialProductKey: '6789N', LicenseStatusReason: 0 }, null],
    ['Windows’ code that all is well', { LicenseStatusReason: 1074066433 }, null],
    ['a name with such a word', { ComputerName: 'FAILED01', Path: 'C:\\invalid' }, null],
    ['a warning in words', { Status: 'Activated' }, 'The log could not be written: access denied.'],
    ['a success that speaks of errors', 'Product key installed successfully. Error code: 0', null],
    ['a success that speaks of another key', 'The key was installed; the expired one was removed.', null],
    ['a restart that is due', { ExitCode: 3010 }, null],
    ['a result that is one', { Result: 1, State: 2, ResultCode: 200 }, null],
    ['a description with such a word', { Status: 'Activated', Description: 'Blocked guests: none' }, null],
    ['a denial of a fault', { Message: 'The key is not invalid' }, null],
    ['a code that informs', { HResult: 1074066433, ErrorCode: 1074066433 }, null],
    ['what nobody knows', { AvmaContext: 'a3f1-77', Flags: 40961, Slots: [{ Index: 0 }] }, null]
  ];
  for (const [about, answer, warning] of others) {
    it(`is not ${about}`, () => {
      expect(returnedRefusal(answer, warning)).toBeNull();
    });
  }

  it('is found with every failing code, in whatever it stands', () => {
    const code = fc.integer({ min: 0xc0040000, max: 0xc004ffff });
    const form = fc.constantFrom('number', 'signed', 'hex', 'sentence');
    const place = fc.constantFrom('bare', 'property', 'nested', 'list', 'warning');
    fc.assert(
      fc.property(code, form, place, fc.string(), (number, how, where, name) => {
        const hex = `0x${number.toString(16).toUpperCase()}`;
        const value = { number, signed: number - 2 ** 32, hex, sentence: `Fehler ${hex}.` }[how];
        const answer = {
          bare: value,
          property: { [name]: value },
          nested: { Outer: { [name]: value } },
          list: [{ Installed: 'yes' }, value],
          warning: null
        }[where];
        expect(returnedRefusal(answer, where === 'warning' ? `Warning: ${hex}` : null)).toEqual({ code: hex });
      })
    );
  });

  it('is never made of an exception, whatever is returned', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.option(fc.string()), (answer, warning) => {
        const refusal = returnedRefusal(answer, warning);
        expect(refusal === null || typeof refusal === 'object').toBeTrue();
      })
    );
  });
});
