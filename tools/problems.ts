/** A problem that must be fixed before the build can continue. */
export interface Problem {
  file: string;
  line: number;
  reason: string;
}

/** A failure with one sentence for the user. Its stack is never shown. */
export class BuildFailure extends Error {
  public override name = 'BuildFailure';
}

/** Formats a problem as `file:line: reason`, which editors turn into a link. */
export function describe(problem: Problem): string {
  return `${problem.file}:${problem.line}: ${problem.reason}`;
}

/** Ends the task if there are problems, and shows all of them at once. */
export function failOn(problems: readonly Problem[], what: string): void {
  if (problems.length === 0) {
    return;
  }
  const sorted = [...problems].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  throw new BuildFailure(`${sorted.map(describe).join('\n')}\n${count} in ${what}.`);
}

/** The line number of a character, counted from 1. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
