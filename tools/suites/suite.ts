import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { folders } from '../project';
import { runWatched, WatchedEnd } from '../run-program';

/** The result of a suite. `notes` names what counts as failed without having run, and why. */
export interface SuiteResult {
  passed: number;
  failed: number;
  notes: string[];
}

/** Tests that belong together and use one runner. */
export interface Suite {
  name: string;
  run(environment: NodeJS.ProcessEnv): Promise<SuiteResult>;
}

/** How to start a runner, and how to read its report. */
export interface Runner {
  command: string;
  args(report: string): readonly string[];
  environment?(report: string): NodeJS.ProcessEnv;
  /** Reads the counts in the runner's report. */
  read(report: string): SuiteResult;
  /** How long the runner may print nothing, in milliseconds. The default is ten minutes. */
  silenceLimit?: number;
}

const minute = 60_000;

// Each runner's own configuration has limits for single tests. This limit is for a runner that hangs.
const silenceLimit = 10 * minute;

/** A suite of one runner, or of several that run side by side and share its tests. */
export function suite(name: string, ...runners: readonly Runner[]): Suite {
  return {
    name,
    run: async environment =>
      sum(await Promise.all(runners.map((runner, part) => resultOf(runner, name, part, environment))))
  };
}

/** The result of a runner. It failed if it crashed, hung, reported nothing, or ran no test. */
async function resultOf(
  runner: Runner,
  name: string,
  part: number,
  environment: NodeJS.ProcessEnv
): Promise<SuiteResult> {
  const report = reportFile(name, part);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const env = { ...environment, ...runner.environment?.(report) };
  const limit = runner.silenceLimit ?? silenceLimit;
  const end = await runWatched(runner.command, runner.args(report), limit, env);
  return judged(name, end, existsSync(report) ? readReport(runner, report) : undefined);
}

/** The file with the report of a suite's runner, as it was left by the last run. */
export function reportFile(name: string, part = 0): string {
  return path.join(folders.out, 'tests', `${name.replace(/\W+/g, '-')}-${part}.report`);
}

/** Checks a runner's report against how the runner ended. */
export function judged(name: string, { code, wasSilent }: WatchedEnd, reported: SuiteResult | undefined): SuiteResult {
  if (wasSilent) {
    const notes = [...(reported?.notes ?? []), `${name}: the runner printed nothing for too long, and was ended.`];
    return { passed: reported?.passed ?? 0, failed: (reported?.failed ?? 0) + 1, notes };
  }
  if (reported === undefined) {
    return { passed: 0, failed: 1, notes: [`${name}: the runner ended with ${code} and no report.`] };
  }
  const { passed, failed, notes } = reported;
  if (passed + failed === 0) {
    return { passed: 0, failed: 1, notes: [...notes, `${name}: no test ran.`] };
  }
  if (code !== 0 && failed === 0) {
    return { passed, failed: 1, notes: [...notes, `${name}: the runner ended with ${code}.`] };
  }
  return reported;
}

/** Adds up several results. */
export function sum(results: readonly SuiteResult[]): SuiteResult {
  return {
    passed: results.reduce((total, { passed }) => total + passed, 0),
    failed: results.reduce((total, { failed }) => total + failed, 0),
    notes: results.flatMap(({ notes }) => notes)
  };
}

function readReport(runner: Runner, report: string): SuiteResult | undefined {
  try {
    return runner.read(readFileSync(report, 'utf8'));
  } catch {
    // The report was cut off. The runner's exit code says more.
    return undefined;
  }
}

/** Names the skipped tests. Each counts as failed, because it proves nothing. */
export function leftOut(names: readonly string[]): string[] {
  return names.map(name => `Left out: ${name}`);
}
