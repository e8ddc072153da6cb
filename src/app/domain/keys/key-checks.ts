import { ProductKey, ProductKeyReading, lastFiveOf, readProductKey } from './product-key';
import { hasValidChecksum } from './product-key-checksum';
import { PublicKey, publicKeyOf } from './public-keys';

/** What is typed for one server. */
export interface TypedKey {
  /** The server's id. */
  readonly id: string;
  readonly typed: string;

  /** The admin has said that it is a volume license key, which serves several servers. */
  readonly isVolume: boolean;

  /** The last five characters of the key that the server has; null where it has none or it is not known. */
  readonly lastFive: string | null;
}

/** What keeps a typed key from being applied. */
export type KeyFault =
  | Exclude<ProductKeyReading, { readonly kind: 'empty' | 'key' }>
  /** A key that everybody may know: none for a host. */
  | { readonly kind: 'public'; readonly publicKey: PublicKey }
  /** Typed for other servers as well, and not said to be a volume license key. */
  | { readonly kind: 'usedTwice'; readonly others: readonly string[] };

/** What an admin should look at, and may go on with all the same. */
export type KeyDoubt =
  /** The checksum is not that of the other characters: most likely a typing mistake. */
  | { readonly kind: 'checksum' }
  /** The server has a key with the same last five already. */
  | { readonly kind: 'hasItAlready' }
  /** Other servers have a key with the same last five, and it is not said to be a volume license key. */
  | { readonly kind: 'onOthers'; readonly others: readonly string[] };

/** What is made of what is typed for one server. */
export interface CheckedKey {
  readonly id: string;
  readonly typed: string;

  /** The key, where it may be applied; null where nothing is typed, or a fault keeps it back. */
  readonly key: ProductKey | null;
  readonly fault: KeyFault | null;
  readonly doubts: readonly KeyDoubt[];
}

/**
 * Checks what is typed for all servers of a pane before any of it is spent. What it can't tell is whether a
 * key is valid, and for which edition and version: only Microsoft's activation service knows.
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
