import * as fc from 'fast-check';
import { ErrorMeaning, findErrorCode, meaningOf } from './error-codes';

describe('An error', () => {
  // One from each source: Microsoft’s lists of activation errors, slerror.h, winerror.h, and the errors of guests.
  const codes: [string, ErrorMeaning][] = [
    ['0xC004C003', 'keyBlocked'],
    ['0xC004F050', 'keyMistyped'],
    ['0xC004E01C', 'keyNotAccepted'],
    ['0x80070005', 'notElevated'],
    ['0x80072EE7', 'nameNotResolved'],
    ['0xC004FD02', 'hostNotActivated']
  ];
  for (const [code, meaning] of codes) {
    it(`${code} means ${meaning}, as a code and in a text`, () => {
      expect(meaningOf(code, null)).toBe(meaning);
      expect(meaningOf(code.toLowerCase(), null)).toBe(meaning);
      expect(meaningOf(null, `Fehler: ${code}. Der Schl\u00fcssel wurde abgelehnt.`)).toBe(meaning);
    });
  }

  it('takes its code from the text if its own code says nothing', () => {
    expect(findErrorCode('0x80131501', 'Exception from HRESULT: 0xC004C003')).toBe('0xC004C003');
    expect(findErrorCode('0x80004005', 'error 0xC004C003')).toBe('0xC004C003');
    expect(findErrorCode('0x80004005', null)).toBe('0x80004005');
  });

  it('prefers a code with a known meaning', () => {
    expect(findErrorCode('0x8007054F', 'inner error 0xC004C008')).toBe('0xC004C008');
    expect(findErrorCode('0x8007054F', 'inner error 0x8007ABCD')).toBe('0x8007054F');
  });

  it('can have a code without 0x, or an HRESULT as a negative number', () => {
    expect(findErrorCode(null, 'C004F050')).toBe('0xC004F050');
    expect(findErrorCode(null, 'HRESULT -1073430525')).toBe('0xC004C003');
    expect(findErrorCode('-2147024891', null)).toBe('0x80070005');
  });

  it('is recognized by a code anywhere in a text, in lowercase too', () => {
    expect(findErrorCode(null, 'c004f050')).toBe('0xC004F050');
    expect(findErrorCode(null, '(0x80070005)')).toBe('0x80070005');
    expect(findErrorCode(null, '80047890 or 80077890')).toBe('0x80047890');
    expect(findErrorCode(null, '0xF0000001')).toBe('0xF0000001');
    expect(findErrorCode('-999999999', null)).toBe('0xC4653601');
    expect(findErrorCode(null, 'x 0x80131500, y 0xC004C020')).toBe('0xC004C020');
  });

  it('prefers a specific code to an unspecified one', () => {
    expect(findErrorCode('0x80004005', '0x8007ABCD')).toBe('0x8007ABCD');
    expect(findErrorCode('0x8007ABCD', '0x80004005')).toBe('0x8007ABCD');
    expect(findErrorCode(null, '0x80131500')).toBeNull();
  });

  it('has no code if the text only resembles one', () => {
    const texts = [
      ...['0x7004F050', '0xC004F05', 'a-1073430525', '-1073430525a', '-10734305', '-4294967296'],
      ...['90047890', '800478901', 'B80047890', '0xG004F050', '-2147483649', '1073430525']
    ];
    for (const text of texts) {
      expect(findErrorCode(null, text)).withContext(text).toBeNull();
    }
  });

  it('has no code if the text has only other numbers', () => {
    for (const text of ['20260729', 'AC004F050', '0xC004F0501', '-12', '55c92734-d682', '-1', '']) {
      expect(findErrorCode(null, text)).toBeNull();
    }
    expect(findErrorCode(null, null)).toBeNull();
  });

  it('has an unknown meaning if neither code nor text tells it', () => {
    expect(meaningOf(null, null)).toBe('unknown');
    expect(meaningOf('0x8007ABCD', 'Something else')).toBe('unknown');
  });

  it('never causes an exception', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (code, text) => {
        expect(typeof meaningOf(code, text)).toBe('string');
      })
    );
  });
});
