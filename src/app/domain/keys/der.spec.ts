import * as fc from 'fast-check';
import { derIdentifier, derInteger, derOf, derTag, readDer } from './der';

describe('DER', () => {
  function hex(bytes: Uint8Array): string {
    return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  }

  it('writes identifiers, numbers, and lengths as X.690 says', () => {
    expect(hex(derIdentifier('1.2.840.113549.1.7.3'))).toBe('06092a864886f70d010703');
    expect(hex(derIdentifier('2.16.840.1.101.3.4.1.42'))).toBe('060960864801650304012a');
    expect(hex(derInteger(0))).toBe('020100');
    expect(hex(derOf(derTag.octetString, new Uint8Array(127)).subarray(0, 2))).toBe('047f');
    expect(hex(derOf(derTag.octetString, new Uint8Array(128)).subarray(0, 3))).toBe('048180');
    expect(hex(derOf(derTag.octetString, new Uint8Array(0x1234)).subarray(0, 4))).toBe('04821234');
    expect(hex(derOf(derTag.octetString, new Uint8Array(0x10203)).subarray(0, 5))).toBe('0483010203');
    expect(hex(derOf(derTag.sequence, derInteger(1), derInteger(2)))).toBe('3006020101020102');
  });

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 255 }), fc.uint8Array({ maxLength: 400 }))), list => {
        const bytes = derOf(derTag.sequence, ...list.map(([tag, content]) => derOf(tag, content)));
        const [outer] = readDer(bytes) ?? [];
        expect(hex(outer.whole)).toBe(hex(bytes));
        const read = readDer(outer.content) ?? [];
        expect(read.map(({ tag, content }) => [tag, hex(content)])).toEqual(
          list.map(([tag, content]) => [tag, hex(content)])
        );
        expect(hex(derOf(outer.tag, ...read.map(({ whole }) => whole)))).toBe(hex(bytes));
      })
    );
  });

  it('reads nothing where bytes are cut off, or a length isn’t told or is absurd', () => {
    const whole = derOf(derTag.sequence, new Uint8Array(300));
    for (const length of [1, 2, 3, 4, 303]) {
      expect(readDer(whole.subarray(0, length)))
        .withContext(`${length} bytes`)
        .toBeNull();
    }
    expect(readDer(Uint8Array.of(0x30, 0x80, 0, 0))).toBeNull();
    expect(readDer(Uint8Array.of(0x30, 0x84, 0, 0, 0, 1, 7))).toBeNull();
    expect(readDer(Uint8Array.of(0x30, 0x83, 0, 0, 1, 7))?.length).toBe(1);
    expect(readDer(new Uint8Array(0))).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), bytes => void readDer(bytes)));
  });
});
