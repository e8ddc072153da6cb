import * as fc from 'fast-check';
import { otherMatters, otherOwners } from './answer-words';
import { readReturned } from './returned-answer';

const key = '*****-*****-*****-*****-6789N';

describe('What a cmdlet returned about a key', () => {
  const refusals: readonly [about: string, answer: unknown, warning: string | null, code: string | null][] = [
    ['false', false, null, null],
    ['false, as text', 'False', null, null],
    ['no success, with a code', { Success: false, ErrorCode: '0xC004F050', ProductKey: key }, null, '0xC004F050'],
    ['no success', { Succeeded: false, ProductKey: key }, null, null],
    ['no success, nested', { Operation: { IsSuccessful: 'no' }, Key: key }, null, null],
    ['the code as a return value', { ReturnValue: 3221549136, Message: key }, null, '0xC004F050'],
    ['the code as a signed number', { ReturnValue: -1073418160 }, null, '0xC004F050'],
    ['another return value', { ReturnValue: 5 }, null, null],
    ['another return value, as text', { ExitCode: '13' }, null, null],
    ['a result in words', { Result: 'Failed', Error: '0xC004C008' }, null, '0xC004C008'],
    ['an error in words', { Status: 'Done', ErrorMessage: 'The product key is invalid.' }, null, null],
    ['a status in words', { Status: 'Rejected', ProductKey: key }, null, null],
    ['no success, in JSON text', '{"Success":false,"ErrorCode":"0xC004F050"}', null, '0xC004F050'],
    ['the code alone', 3221549136, null, '0xC004F050'],
    ['the code alone, as a signed number', -1073418160, null, '0xC004F050'],
    ['a sentence with the code', `The product key ${key} is invalid. 0xC004F050`, null, '0xC004F050'],
    ['a sentence', `The product key ${key} was not accepted.`, null, null],
    ['lines', [`Installing ${key}`, 'Activation failed.'], null, null],
    ['a list as Windows PowerShell writes it', { value: ['Installing', '0xC004F069'], Count: 2 }, null, '0xC004F069'],
    ['a code in a warning', { ProductKey: key }, `0xC004C003: ${key}`, '0xC004C003'],
    ['a code in a warning, and nothing else', null, 'Fehler 0xC004C003', '0xC004C003']
  ];
  for (const [about, answer, warning, code] of refusals) {
    it(`refuses it with ${about}`, () => {
      expect(readReturned(answer, warning)).toEqual({ kind: 'refused', code });
      expect(readReturned(JSON.stringify(answer), warning)).toEqual({ kind: 'refused', code });
    });
  }

  const plain: readonly [about: string, answer: unknown, warning: string | null][] = [
    ['true', true, null],
    ['true, as text', 'True', null],
    ['success', { Success: true, ErrorCode: 0, ErrorMessage: '' }, null],
    ['a return value of zero', { ReturnValue: 0, Error: null, Message: 'Completed with no errors.' }, null],
    ['an error of none', { Error: 'None', LastError: '0x00000000', Result: 'OK' }, null],
    ['a state', { ActivationStatus: 'Activated', PartialProductKey: '6789N', LicenseStatusReason: 0 }, null],
    ['a sentence that mentions errors', 'Product key installed successfully. Error code: 0', null],
    ['an informational code', { Result: 'Success', HResult: 1074066433, ErrorCode: 1074066433 }, null],
    [
      'success beside the system’s own row',
      [{ Success: true }, { Name: 'Azure Stack HCI', Reason: '0xC004F034' }],
      null
    ]
  ];
  for (const [about, answer, warning] of plain) {
    it(`clearly says that it worked with ${about}`, () => {
      expect(readReturned(answer, warning)).toEqual({ kind: 'saysYes' });
    });
  }

  const open: readonly [about: string, answer: unknown, warning: string | null][] = [
    ['nothing', null, null],
    ['zero', 0, null],
    ['the key', { ProductKey: key }, null],
    ['Windows’ code for success', { LicenseStatusReason: 1074066433 }, null],
    ['a name that contains a word for failure', { ComputerName: 'FAILED01', Path: 'C:\\invalid' }, null],
    ['a warning in words', { Status: 'Activated' }, 'The log could not be written: access denied.'],
    ['a warning that refuses it in words', null, `The key ${key} was not accepted.`],
    ['a success that mentions another key', 'The key was installed; the expired one was removed.', null],
    ['a required restart', { ExitCode: 3010 }, null],
    ['a job that was started', { ReturnValue: 4096 }, null],
    ['numbers that can mean anything', { Result: 1, State: 2, ResultCode: 200 }, null],
    ['a description that contains a word for failure', { Description: 'Blocked guests: none' }, null],
    ['a failure that didn’t happen', { Message: 'It did not fail' }, null],
    ['an unknown object', { AvmaContext: 'a3f1-77', Flags: 40961, Slots: [{ Index: 0 }] }, null],
    ['a count of none', { KeyManagementServiceCurrentCount: 4294967295 }, null],
    ['flags', { Flags: 2147483648, Memory: 3221225472 }, null],
    ['a previous error code', { PreviousError: '0xC004F014', ProductKey: key }, null],
    ['success and a code', { Success: true, Reason: '0xC004F014' }, null],
    ['success and a return value', { Success: true, Status: 'Activated', ReturnValue: 1 }, null],
    ['false and an activation', [false, { Status: 'Activated' }], null],
    [
      'a warning with the code of a resolved error',
      true,
      'The previous key was missing (0xC004F014) and has been replaced.'
    ],
    ['the row of the host’s own system', { Name: 'Azure Stack HCI', LicenseStatusReason: '0xC004F034' }, null],
    [
      'a failure that mentions success',
      { Result: 'Activation was not completed. Key installed, but activation failed' },
      null
    ],
    ['an error in German', { Success: true, ErrorMessage: 'Der Schlüssel gehört zu einer anderen Edition.' }, null],
    [
      'an activation that is still pending',
      { Status: 'Installed', Activated: false, Message: 'Will be activated later' },
      null
    ],
    ['a key that isn’t activated yet', { Status: 'NotActivated', PartialProductKey: '6789N' }, null],
    ['a license with a reason', { LicenseStatus: 'Licensed', LicenseStatusReason: '0xC004F034' }, null],
    ['a license by number, with a reason', { LicenseStatus: 1, LicenseStatusReason: 3221549108 }, null],
    ['an activation in progress', { Result: 'Pending', ErrorCode: '0xC004E028' }, null],
    ['a sentence about a pending activation', 'The key is set. The server has not been activated yet.', null],
    ['a restart that isn’t required', 'The activation does not require a restart.', null],
    ['a warning that it can’t be undone', 'Automatic activation is enabled. This cannot be undone.', null],
    ['a sentence about where errors are logged', 'AVMA configured. Any errors are written to the event log.', null],
    ['a count of errors', 'Error count: 0', null],
    ['a count of failures', '1 of 1 keys set, 0 failed', null],
    [
      'a message about something that isn’t required',
      { Status: 'Set', Message: 'Online activation is not required' },
      null
    ],
    ['a previous state', { Previous: { Status: 'Invalid' }, Current: { Key: key } }, null],
    ['an operation that isn’t complete', { Completed: false, Progress: 50 }, null],
    ['a statement about guests', { Guests: { Status: 'Failed' }, VMs: [{ VMName: 'vm01', Error: 'Blocked' }] }, null],
    ['a sentence about something else', 'The key is for another edition', null]
  ];
  for (const [about, answer, warning] of open) {
    it(`leaves it open with ${about}`, () => {
      expect(readReturned(answer, warning)).toEqual({ kind: 'open' });
    });
  }

  const failures: readonly unknown[] = [
    'ActivationFailed',
    'The installation was not successful: the key is wrong',
    'Unable to install the product key',
    'Failed to complete the installation',
    'The product key could not be installed.',
    { Result: 'ActivationFailed' },
    { Status: 'InvalidKey' },
    { Status: 'NotAccepted' },
    { ActivationStatus: 'Failed' },
    { KeyStatus: 'Rejected' },
    { ActivationResult: 'Failed' },
    { Installed: false },
    { KeyAccepted: false },
    { Success: 0 },
    { Failed: true },
    { Error: true },
    { ReturnValue: '-5' },
    { Message: 'The product key is not for this edition.' },
    ['Success : False'],
    { Operation: { Succeeded: false }, Key: { Value: key } }
  ];
  for (const answer of failures) {
    it(`refuses it with ${JSON.stringify(answer)}`, () => {
      expect(readReturned(answer, null)).toEqual({ kind: 'refused', code: null });
    });
  }

  it('refuses it with any failing code, anywhere in the answer', () => {
    // One code doesn't refuse a key: it says that activation is still in progress.
    const code = fc.integer({ min: 0xc0040000, max: 0xc004ffff }).filter(number => number !== 0xc004e028);
    const form = fc.constantFrom('number', 'signed', 'hex', 'sentence');
    const place = fc.constantFrom('bare', 'property', 'nested', 'list', 'warning');
    // What is said about a virtual machine or a subscription isn't about the key.
    const property = fc.string().filter(name => {
      const letters = name.toLowerCase().replace(/[^a-z]/g, '');
      return !otherMatters.test(letters) && !otherOwners.test(letters);
    });
    fc.assert(
      fc.property(code, form, place, property, (number, how, where, name) => {
        const hex = `0x${number.toString(16).toUpperCase()}`;
        const value = { number, signed: number - 2 ** 32, hex, sentence: `Fehler ${hex}.` }[how];
        const answer = {
          bare: value,
          property: { [name]: value },
          nested: { Outer: { [name]: value } },
          list: [{ Step: 'Install' }, value],
          warning: null
        }[where];
        expect(readReturned(answer, where === 'warning' ? `Warning: ${hex}` : null)).toEqual({
          kind: 'refused',
          code: hex
        });
      })
    );
  });

  it('never clearly says that it worked if any part says that it didn’t', () => {
    const failure = fc.constantFrom({ Success: false }, { ReturnValue: 3221549136 }, { Result: 'Failed' }, false);
    fc.assert(
      fc.property(fc.jsonValue(), failure, fc.option(fc.string()), (other, failed, warning) => {
        expect(readReturned([other, failed], warning).kind).not.toBe('saysYes');
      })
    );
  });

  it('is read without an exception, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.option(fc.string()), (answer, warning) => {
        expect(['refused', 'saysYes', 'open']).toContain(readReturned(answer, warning).kind);
      })
    );
  });
});
