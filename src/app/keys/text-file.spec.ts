import { decodedText } from './text-file';

const text = 'Gerät;node01\r\n漢字;𝒳';

/** The text in UTF-16, with its byte order mark. */
function utf16(isLittleEndian: boolean): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(2 * (text.length + 1)));
  [...`\ufeff${text}`.split('')].forEach((unit, at) => view.setUint16(2 * at, unit.charCodeAt(0), isLittleEndian));
  return view.buffer as ArrayBuffer;
}

function utf8(from: string): ArrayBuffer {
  return new TextEncoder().encode(from).buffer as ArrayBuffer;
}

describe('The text of a file', () => {
  it('is read as UTF-8, with or without a byte order mark', () => {
    expect(decodedText(utf8(text))).toBe(text);
    expect(decodedText(utf8(`\ufeff${text}`))).toBe(text);
  });

  it('is read as UTF-16 in either byte order, if the file starts with its mark', () => {
    expect(decodedText(utf16(true))).toBe(text);
    expect(decodedText(utf16(false))).toBe(text);
  });

  it('may be empty, cut off, or no text at all', () => {
    expect(decodedText(new ArrayBuffer(0))).toBe('');
    expect(decodedText(utf16(true).slice(0, 3))).toBe('\ufffd');
    expect(decodedText(new Uint8Array([0xff, 0xd8, 0xff]).buffer)).toBe('\ufffd\ufffd\ufffd');
  });
});
