/** Something that must be mended before the build goes on. */
export interface Problem {
  file: string;
  line: number;
  reason: string;
}

/** One sentence for the person at the keyboard; never shown with a stack. */
export class BuildFailure extends Error {
  public override name = 'BuildFailure';
}

/** `file:line: reason`, the form that editors turn into a link. */
export function describe(problem: Problem): string {
  return `${problem.file}:${problem.line}: ${problem.reason}`;
}

/** Ends the task when there are problems, and shows all of them at once. */
export function failOn(problems: readonly Problem[], what: string): void {
  if (problems.length === 0) {
    return;
  }
  const sorted = [...problems].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  throw new BuildFailure(`${sorted.map(describe).join('\n')}\n${count} in ${what}.`);
}

/** The line, counted from 1, at which a character stands. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
