/** A part of the benchmarks: what it's called on the command line, and how it's measured. */
export interface BenchSection {
  readonly name: string;
  /** Measures, and returns Markdown that begins with a heading of the second level. Logs what it's doing. */
  readonly measure: () => Promise<string>;
}

/** A table in Markdown. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A number of milliseconds, such as "1.05 s", or "87 ms" below a second. */
export function time(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** A ratio with what was to be reached, such as "1.05 × (at most 1.1)". "–" if there's nothing to compare with. */
export function ratio(value: number, yardstick: number, most?: number): string {
  if (yardstick === 0) {
    return '–';
  }
  const told = `${(value / yardstick).toFixed(2)} ×`;
  return most === undefined ? told : `${told} (at most ${most})`;
}

/** The value in the middle of an odd number of values. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}
