import { ProductKey, ProductKeyReading, lastFiveOf, readProductKey } from './product-key';
import { hasValidChecksum } from './product-key-checksum';
import { PublicKey, publicKeyOf } from './public-keys';

/** The text typed for one server. */
export interface TypedKey {
  /** The server’s ID. */
  readonly id: string;
  readonly typed: string;

  /** Whether the admin has marked it as a volume license key, which works for several servers. */
  readonly isVolume: boolean;

  /** The last five characters of the server’s key; null if it has none or it isn’t known. */
  readonly lastFive: string | null;
}

/** Why a typed key can’t be applied. */
export type KeyFault =
  | Exclude<ProductKeyReading, { readonly kind: 'empty' | 'key' }>
  /** A public key, which doesn’t work for a host. */
  | { readonly kind: 'public'; readonly publicKey: PublicKey }
  /** Also typed for other servers, and not marked as a volume license key. */
  | { readonly kind: 'usedTwice'; readonly others: readonly string[] };

/** Something for an admin to check, which doesn’t block the key. */
export type KeyDoubt =
  /** The checksum doesn’t match the other characters, most likely because of a typo. */
  | { readonly kind: 'checksum' }
  /** The server already has a key with the same last five characters. */
  | { readonly kind: 'hasItAlready' }
  /** Other servers have a key with the same last five characters, and it isn’t marked as a volume license key. */
  | { readonly kind: 'onOthers'; readonly others: readonly string[] };

/** The result of checking the text for one server. */
export interface CheckedKey {
  readonly id: string;
  readonly typed: string;

  /** The key, if it can be applied; null if nothing is typed or there is a fault. */
  readonly key: ProductKey | null;
  readonly fault: KeyFault | null;
  readonly doubts: readonly KeyDoubt[];
}

/**
 * Checks everything typed in a pane before any of it is used. It can’t tell whether a key is valid, or for which
 * edition and version: only Microsoft’s activation service knows.
 */
export function checkKeys(typed: readonly TypedKey[]): readonly CheckedKey[] {
  const readings = new Map(typed.map(({ id, typed: text }) => [id, readProductKey(text)]));
  const keyOf = (id: string): ProductKey | null => {
    const reading = readings.get(id);
    return reading?.kind === 'key' ? reading.key : null;
  };
  return typed.map(entry => {
    const fault = faultOf(entry, typed, keyOf, readings);
    const key = keyOf(entry.id);
    const doubts = key === null || fault !== null ? [] : doubtsOf(key, entry, typed);
    return { id: entry.id, typed: entry.typed, key: fault === null ? key : null, fault, doubts };
  });
}

function faultOf(
  { id, isVolume }: TypedKey,
  all: readonly TypedKey[],
  keyOf: (id: string) => ProductKey | null,
  readings: ReadonlyMap<string, ProductKeyReading>
): KeyFault | null {
  const reading = readings.get(id) ?? { kind: 'empty' };
  if (reading.kind === 'empty') {
    return null;
  }
  if (reading.kind !== 'key') {
    return reading;
  }
  const publicKey = publicKeyOf(reading.key);
  if (publicKey) {
    return { kind: 'public', publicKey };
  }
  const others = all.filter(one => one.id !== id && keyOf(one.id) === reading.key);
  return others.length > 0 && !isVolume ? { kind: 'usedTwice', others: others.map(one => one.id) } : null;
}

function doubtsOf(key: ProductKey, entry: TypedKey, all: readonly TypedKey[]): KeyDoubt[] {
  const lastFive = lastFiveOf(key);
  const others = all.filter(one => one.id !== entry.id && one.lastFive === lastFive);
  const checksum: KeyDoubt[] = hasValidChecksum(key) ? [] : [{ kind: 'checksum' }];
  const own: KeyDoubt[] = entry.lastFive === lastFive ? [{ kind: 'hasItAlready' }] : [];
  const onOthers: KeyDoubt[] =
    others.length > 0 && !entry.isVolume ? [{ kind: 'onOthers', others: others.map(({ id }) => id) }] : [];
  return [...checksum, ...own, ...onOthers];
}
