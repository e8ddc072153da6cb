import { randomInt } from 'node:crypto';
import { readOptions, WrongOption } from '../../machine/options.cjs';
import { verbs } from '../set-up/verbs.cjs';

/** How to soak. */
export interface SoakOptions {
  readonly seed: number;
  readonly minutes: number;
  readonly scenario: string;
  /** Whether servers' answers are repeated from memory. */
  readonly quick: boolean;
}

/** A cluster with keys of several versions, a server without one, and guests of every kind. */
const usualScenario = 'guests';
const usualMinutes = 20;

const seeds = 2 ** 32;
const mostMinutes = 24 * 60;

/** The options as they are on the command line. */
type SoakWords = Record<'seed' | 'minutes' | 'scenario', string> & { quick: boolean };

/** Reads the command line. Throws WrongOption if a value can't be used. */
export function readSoakOptions(words: readonly string[], scenarios: readonly string[]): SoakOptions {
  const read = readOptions<SoakWords>(words, verbs.soak.options);
  const { seed, minutes, scenario, quick = false } = read;
  return {
    seed: seed === undefined ? randomInt(seeds) : seedIn(seed),
    minutes: minutes === undefined ? usualMinutes : minutesIn(minutes),
    scenario: scenario === undefined ? usualScenario : scenarioIn(scenario, scenarios),
    quick
  };
}

function seedIn(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed >= seeds) {
    throw new WrongOption(`"${text}" is no seed; one is a whole number from 0 to ${seeds - 1}.`);
  }
  return seed;
}

function minutesIn(text: string): number {
  const minutes = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || minutes <= 0 || minutes > mostMinutes) {
    throw new WrongOption(`"${text}" is no time to soak; name minutes, up to ${mostMinutes}, such as 2 or 0.5.`);
  }
  return minutes;
}

function scenarioIn(text: string, known: readonly string[]): string {
  if (!known.includes(text)) {
    throw new WrongOption(`There is no scenario "${text}"; there are: ${known.join(', ')}.`);
  }
  return text;
}
