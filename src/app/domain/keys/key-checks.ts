import { KeyType, KeyVersion, KnownKeyVersion, isKnownVersion, isOlderVersion } from './key-version';
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
}

/** What a server of the cluster shows about its key, as far as it’s known. */
export interface KnownKey {
  /** The server’s ID. */
  readonly id: string;

  /** The last five characters; null if the server has no key or it isn’t known. */
  readonly lastFive: string | null;
  readonly keyVersion: KeyVersion;
  readonly keyType: KeyType;
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
  | { readonly kind: 'onOthers'; readonly others: readonly string[] }
  /** Other servers show that a key with these last five characters is older than the one that the server has. */
  | {
      readonly kind: 'older';
      readonly others: readonly string[];
      readonly version: KnownKeyVersion;
      readonly present: KnownKeyVersion;
    };

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
 * Checks everything typed in a pane before any of it is used, also against the keys that the cluster’s servers show. It
 * can’t tell whether a key is valid, or for which edition and version: only Microsoft’s activation service knows.
 */
export function checkKeys(typed: readonly TypedKey[], known: readonly KnownKey[]): readonly CheckedKey[] {
  const readings = new Map(typed.map(({ id, typed: text }) => [id, readProductKey(text)]));
  const keyOf = (id: string): ProductKey | null => {
    const reading = readings.get(id);
    return reading?.kind === 'key' ? reading.key : null;
  };
  return typed.map(entry => {
    const fault = faultOf(entry, typed, keyOf, readings);
    const key = keyOf(entry.id);
    const doubts = key === null || fault !== null ? [] : doubtsOf(key, entry, known);
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

function doubtsOf(key: ProductKey, { id, isVolume }: TypedKey, known: readonly KnownKey[]): KeyDoubt[] {
  const lastFive = lastFiveOf(key);
  const own = known.find(one => one.id === id);
  const holders = known.filter(one => one.id !== id && one.lastFive === lastFive);
  const others = holders.map(one => one.id);
  const checksum: KeyDoubt[] = hasValidChecksum(key) ? [] : [{ kind: 'checksum' }];
  const already: KeyDoubt[] = own?.lastFive === lastFive ? [{ kind: 'hasItAlready' }] : [];
  const onOthers: KeyDoubt[] = others.length > 0 && !isVolume ? [{ kind: 'onOthers', others }] : [];
  return [...checksum, ...already, ...olderOf(own, holders), ...onOthers];
}

/** Nothing if the server has the key itself, or if a version isn’t known or its holders contradict each other. */
function olderOf(own: KnownKey | undefined, holders: readonly KnownKey[]): KeyDoubt[] {
  const versions = new Set(holders.map(({ keyVersion }) => keyVersion).filter(isKnownVersion));
  const [version] = versions;
  const present = own?.keyVersion ?? 'unknown';
  const isHeld = versions.size === 1 && own?.lastFive !== holders[0].lastFive;
  return isHeld && isKnownVersion(present) && isOlderVersion(version, present)
    ? [{ kind: 'older', others: holders.map(({ id }) => id), version, present }]
    : [];
}

/** Whether a server shows that a key with the same last five characters is a volume license key. */
export function isKnownVolumeKey(text: string, known: readonly KnownKey[]): boolean {
  const reading = readProductKey(text);
  return (
    reading.kind === 'key' &&
    known.some(({ lastFive, keyType }) => keyType === 'volume' && lastFive === lastFiveOf(reading.key))
  );
}
