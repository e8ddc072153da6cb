/**
 * The format of a product key since Windows 8, which the simulated activation service checks. The scenarios' keys use
 * it with invented fields.
 */

const alphabet = 'BCDFGHJKMPQRTVWXY2346789';
const checksumAt = 103n;
const checksumMask = 0x3ffn << checksumAt;

/** The fields of a key without its checksum. */
export interface ProductKeyFields {
  /** 20 bits. */
  group: number;
  /** 30 bits. */
  serial: number;
  /** 53 bits. */
  security: bigint;
}

/** Whether a key has five groups of five, exactly one N, and the right checksum. */
export function isWellFormedKey(key: string): boolean {
  const value = decode(key);
  return (
    value !== undefined &&
    value >> 115n === 0n &&
    (value & checksumMask) >> checksumAt === checksum(value & ~checksumMask)
  );
}

/** Creates a well-formed key from these fields. Only the lab's activation service knows it. */
export function createProductKey(fields: ProductKeyFields): string {
  const value = BigInt(fields.group) | (BigInt(fields.serial) << 20n) | (fields.security << 50n);
  return encode(value | (checksum(value) << checksumAt));
}

function decode(key: string): bigint | undefined {
  if (!/^([B-DF-HJKMNP-RTV-Y2346789]{5}-){4}[B-DF-HJKMNP-RTV-Y2346789]{5}$/.test(key)) {
    return undefined;
  }
  const characters = key.replace(/-/g, '');
  const position = characters.indexOf('N');
  const others = characters.replace('N', '');
  if (position < 0 || others.includes('N')) {
    return undefined;
  }
  return [...others].reduce((value, character) => value * 24n + BigInt(alphabet.indexOf(character)), BigInt(position));
}

function encode(value: bigint): string {
  let rest = value;
  let others = '';
  for (let digit = 0; digit < 24; digit++) {
    others = alphabet[Number(rest % 24n)] + others;
    rest /= 24n;
  }
  const position = Number(rest);
  const characters = others.slice(0, position) + 'N' + others.slice(position);
  return (characters.match(/.{5}/g) ?? []).join('-');
}

/** The low ten bits of a CRC-32 over the value's sixteen bytes, lowest byte first. */
function checksum(value: bigint): bigint {
  let crc = 0xffffffff;
  for (let byte = 0n; byte < 16n; byte++) {
    crc ^= Number((value >> (8n * byte)) & 0xffn) << 24;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
    }
  }
  return BigInt(~crc & 0x3ff);
}
