import { ProductKey } from '../keys/product-key';

/** Not a real key: it only has the form of one. */
export const formOfKey = 'BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey;

/** What people type between the groups of a key. */
export const gapsOfKeys: readonly string[] = ['', ' ', '-', ...'\u00a0\u2010\u2013\u2014\u2212'];

/** The characters of a key, from 24 others and an N at this position. */
export function withOneN(others: string, at: number): string {
  return `${others.slice(0, at)}N${others.slice(at)}`;
}
