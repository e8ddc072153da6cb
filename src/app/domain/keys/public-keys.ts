import { ProductKey } from './product-key';
import published from './public-keys.json';

/** A key that Microsoft publishes, and what it’s for. It names an edition and grants no license. */
export interface PublicKey {
  /** "avma": typed inside a guest that its host activates. "kmsClient": for a client of a KMS host. */
  readonly kind: 'avma' | 'kmsClient';

  /** The product that it names, as Microsoft calls it. */
  readonly product: string;
}

const known: ReadonlyMap<string, PublicKey> = new Map(
  (['avma', 'kmsClient'] as const).flatMap(kind =>
    published[kind].map(({ key, product }): [string, PublicKey] => [key, { kind, product }])
  )
);

/** What a public key is for; null for any other key. A public key doesn’t work for a host. */
export function publicKeyOf(key: ProductKey): PublicKey | null {
  return known.get(key) ?? null;
}
