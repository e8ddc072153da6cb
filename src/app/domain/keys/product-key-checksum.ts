import { ProductKey } from './product-key';

/** A key's digits, but for the N: its place among the others is a digit of its own. */
const digits = 'BCDFGHJKMPQRTVWXY2346789';

/** Where the ten bits of the checksum stand in the number that a key is. */
const checksumAt = 103n;
const checksumMask = 0x3ffn << checksumAt;

/** Bits above this one are in no key. */
const length = 115n;

/**
 * Says whether a key carries the checksum that its other characters ask for. One that does not most
 * likely has a typing mistake: of single wrong characters 99.95 % are found. Whether a key is valid,
 * for which edition and version, is not in it. The form was confirmed on all keys that Microsoft
 * publishes; keys of makers and of shops could not be tried, so this is a reason to warn, not to refuse.
 */
export function hasValidChecksum(key: ProductKey): boolean {
  const value = valueOf(key);
  const carried = (value & checksumMask) >> checksumAt;
  return value >> length === 0n && carried === checksumOf(value & ~checksumMask);
}

/** The number that a key is: the place of its N first, then its other characters to the base of 24. */
function valueOf(key: ProductKey): bigint {
  const characters = key.replace(/-/g, '');
  const place = BigInt(characters.indexOf('N'));
  return [...characters.replace('N', '')].reduce(
    (value, character) => value * 24n + BigInt(digits.indexOf(character)),
    place
  );
}

/** The low ten bits of the inverted CRC-32 of the number's sixteen bytes, the lowest first. */
function checksumOf(value: bigint): bigint {
  let crc = 0xffffffff;
  for (let byte = 0n; byte < 16n; byte++) {
    crc ^= Number((value >> (8n * byte)) & 0xffn) << 24;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc < 0 || crc >= 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
    }
  }
  return BigInt(~crc & 0x3ff);
}
