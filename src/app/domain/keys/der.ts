/**
 * DER, the binary form of certificates and CMS messages (ITU-T X.690): elements of a tag, a length, and a content. Only
 * what these two need: tags of one byte, and lengths below 16 MB.
 */

/** The tags that are used here. */
export const derTag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
  set: 0x31,
  /** [0], of a primitive type. */
  context0: 0x80,
  /** [0], of a constructed type. */
  context0Constructed: 0xa0
} as const;

/** One element. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;

  /** The element with its tag and length. */
  readonly whole: Uint8Array;
}

/** The elements that follow each other in these bytes; null if they aren’t DER. */
export function readDer(bytes: Uint8Array): readonly DerElement[] | null {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length;) {
    const element = elementAt(bytes, at);
    if (element === null) {
      return null;
    }
    elements.push(element);
    at += element.whole.length;
  }
  return elements;
}

/** An element with that content. */
export function derOf(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = joined(contents);
  return joined([Uint8Array.of(tag, ...lengthOf(content.length)), content]);
}

/** A small number that isn’t negative. */
export function derInteger(value: number): Uint8Array {
  return derOf(derTag.integer, Uint8Array.of(value));
}

/** An object identifier, such as "1.2.840.113549.1.7.3". */
export function derIdentifier(identifier: string): Uint8Array {
  const [first, second, ...rest] = identifier.split('.').map(Number);
  return derOf(derTag.objectIdentifier, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

function elementAt(bytes: Uint8Array, at: number): DerElement | null {
  const short = bytes[at + 1] ?? 0x80;
  const size = short < 0x80 ? 0 : short - 0x80;
  const start = at + 2 + size;
  // 0x80 would be a length that isn't told, which DER doesn't allow.
  if (short === 0x80 || size > 3 || start > bytes.length) {
    return null;
  }
  const long = bytes.subarray(at + 2, start).reduce((length, byte) => length * 256 + byte, 0);
  const end = start + (size === 0 ? short : long);
  return end > bytes.length
    ? null
    : { tag: bytes[at], content: bytes.subarray(start, end), whole: bytes.subarray(at, end) };
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) {
    return [length];
  }
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return [0x80 + bytes.length, ...bytes];
}

/** Seven bits in each byte, of which all but the last have the eighth set. */
function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift(0x80 + (rest % 128));
  }
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
