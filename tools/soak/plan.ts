import { oneByWeight, randomNumbers } from './dice';

/** Who does a step. */
export type Actor = 'admin' | 'world';

/** A kind of step that can be planned. */
export interface StepKind {
  /** What is done, in a few words. No other kind has the same. */
  readonly name: string;
  /** How often it comes, compared with the other kinds of the same actor. A whole number. */
  readonly weight: number;
}

/** Random numbers, from which a step makes all its choices. */
export interface Draws {
  readonly server: number;
  readonly other: number;
  readonly key: number;
  readonly choice: number;
  readonly desk: number;
  /** For how many steps a fault lasts. */
  readonly lasts: number;
}

/** One step of a soak. */
export interface Step {
  readonly number: number;
  readonly by: Actor;
  readonly kind: string;
  readonly draws: Draws;
}

/** Of this many steps, the last one lets everything come to rest, and compares the page with the servers. */
export const roundLength = 15;

/** A fault lasts for at most this many steps. */
const longestFault = 8;

/** The share of steps that the admin does, in percent. */
const adminShare = 60;

/** The step of this number in the soak with this seed. It depends on nothing else. */
export function stepOf(seed: number, number: number, kinds: Record<Actor, readonly StepKind[]>): Step {
  const start = randomNumbers(seed)() ^ Math.imul(number, 0x9e3779b1);
  const next = randomNumbers(start);
  const by: Actor = next() % 100 < adminShare ? 'admin' : 'world';
  const { name } = oneByWeight(kinds[by], next());
  const lasts = 1 + (next() % longestFault);
  return {
    number,
    by,
    kind: name,
    draws: { server: next(), other: next(), key: next(), choice: next(), desk: next(), lasts }
  };
}

/** Whether the soak comes to rest after this step. */
export function endsRound(number: number): boolean {
  return number % roundLength === 0;
}
