import { Actor } from './plan';

/** A step that was made, and what came of it. */
export interface DoneStep {
  readonly number: number;
  readonly by: Actor;
  readonly kind: string;
  /** Where and with what, in a few words. */
  readonly about: string;
  /** Whether it could be done then. */
  readonly isDone: boolean;
}

/** How many of the last steps a failure shows. */
const shownSteps = 20;

/** What happened in a soak, for its report. */
export class Journal {
  private readonly steps: DoneStep[] = [];
  private readonly results = new Map<string, number>();
  applies = 0;
  orders = 0;
  rounds = 0;
  claims = 0;
  /** Certificates that faults left, and that the admin removed as the page says. */
  certificates = 0;
  /** How often a shell gave up on the extension because it took too long to load, and its admin loaded it again. */
  givenUp = 0;

  /** Notes a step. */
  add(step: DoneStep): void {
    this.steps.push(step);
  }

  /** Notes the result of a key, in the page's words. */
  addResult(words: string): void {
    this.results.set(words, (this.results.get(words) ?? 0) + 1);
  }

  /** The last steps, a line each. */
  lastSteps(): string {
    return this.steps.slice(-shownSteps).map(lineOf).join('\n');
  }

  /** Steps by kind, and results by kind. */
  summary(): string {
    const parts = (['admin', 'world'] as const).map(by => {
      const steps = this.steps.filter(step => step.by === by);
      const done = steps.filter(({ isDone }) => isDone);
      const title = by === 'admin' ? 'Steps of admins' : 'Faults and changes';
      const kinds = countedBy(done, ({ kind }) => kind);
      return `${title}: ${done.length} of ${steps.length} could be done\n${listed(kinds)}`;
    });
    const applies = `Applies: ${this.applies}, of ${this.orders} keys. Seen as applied, rightly: ${this.claims} times.`;
    const results = `Results shown:\n${listed(this.results)}`;
    const rest =
      `Page and servers agreed ${this.rounds} times. Certificates removed by hand: ${this.certificates}. ` +
      `Loaded again because the shell gave up on it: ${this.givenUp} times.`;
    return [...parts, applies, results, rest].join('\n');
  }
}

function lineOf({ number, by, kind, about, isDone }: DoneStep): string {
  return `  ${number}. ${by}: ${kind}${about && ` (${about})`}${isDone ? '' : ', not possible then'}`;
}

function countedBy<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  all.forEach(one => counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1));
  return counts;
}

/** Names with their counts, the most frequent first. */
function listed(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([one, few], [other, many]) => many - few || one.localeCompare(other));
  return sorted.map(([name, count]) => `${String(count).padStart(6)} ${name}`).join('\n');
}
