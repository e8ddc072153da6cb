import { ProductKey } from './product-key';

/** The digits of a key, except the N: its position among the others is a separate digit. */
const digits = 'BCDFGHJKMPQRTVWXY2346789';

/** The position of the ten checksum bits in the number that a key encodes. */
const checksumAt = 103n;
const checksumMask = 0x3ffn << checksumAt;

/** No key has bits above this one. */
const length = 115n;

/**
 * Whether a key has the checksum that matches its other characters. If not, it most likely has a typo: 99.95% of single
 * wrong characters are detected. The checksum doesn’t show whether a key is valid, or for which edition and version.
 * The format was confirmed with all keys that Microsoft publishes. OEM and retail keys couldn’t be tested, so this is a
 * reason to warn, not to refuse.
 */
export function hasValidChecksum(key: ProductKey): boolean {
  const value = valueOf(key);
  const carried = (value & checksumMask) >> checksumAt;
  return value >> length === 0n && carried === checksumOf(value & ~checksumMask);
}

/** The number that a key encodes: the position of its N, followed by its other characters in base 24. */
function valueOf(key: ProductKey): bigint {
  const characters = key.replace(/-/g, '');
  const place = BigInt(characters.indexOf('N'));
  return [...characters.replace('N', '')].reduce(
    (value, character) => value * 24n + BigInt(digits.indexOf(character)),
    place
  );
}

/** The low ten bits of the inverted CRC-32 of the number’s sixteen bytes, lowest byte first. */
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
