import publicKeys from '../../src/app/domain/keys/public-keys.json';
import { Lab } from '../../lab/lab';
import { keyOf, singleUseKeys } from '../../e2e/lab-keys';
import { oneOf } from './dice';

/** Few enough that searching everything for them stays quick, and enough for every kind of result. */
const singleUse = 5;

/** The keys that admins apply: volume keys and keys for one server, of two versions. All are invented. */
export function rightKeys(lab: Lab): string[] {
  return [
    keyOf(lab, 'mak', 2022),
    ...singleUseKeys(lab, 2022).slice(0, singleUse),
    keyOf(lab, 'retail', 2022),
    keyOf(lab, 'mak', 2025)
  ];
}

/** A key with a typo, which its checksum reveals. */
export function wrongKey(lab: Lab, drawn: number): string {
  const key = oneOf(rightKeys(lab), drawn);
  const [first] = key;
  return (first === 'B' ? 'C' : 'B') + key.slice(1);
}

/** A key that Microsoft publishes, which belongs into a guest. */
export function publicKey(drawn: number): string {
  return oneOf(publicKeys.avma, drawn).key;
}
