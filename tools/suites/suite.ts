import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { folders } from '../project';
import { runProgram } from '../run-program';

/** What came of a suite. `notes` name what counts as failed without having run, and why. */
export interface SuiteResult {
  passed: number;
  failed: number;
  notes: string[];
}

/** Tests that belong together and are run by one runner. */
export interface Suite {
  name: string;
  run(environment: NodeJS.ProcessEnv): Promise<SuiteResult>;
}

/** How a runner is started, and what its report says. */
export interface Runner {
  command: string;
  args(report: string): readonly string[];
  environment?(report: string): NodeJS.ProcessEnv;
  /** Counts in the report that the runner wrote. */
  read(report: string): SuiteResult;
}

// Longer than any suite takes; a runner that hangs must not hang the whole run.
const timeLimit = 30 * 60_000;

/** A suite of one runner. A runner that crashes, reports nothing or ran no test, failed. */
export function suite(name: string, runner: Runner): Suite {
  return {
    name,
    run: async (environment) => {
      const report = path.join(folders.out, 'tests', `${name.replace(/\W+/g, '-')}.report`);
      mkdirSync(path.dirname(report), { recursive: true });
      rmSync(report, { force: true });
      const { code } = await runProgram(runner.command, runner.args(report), {
        env: { ...environment, ...runner.environment?.(report) },
        timeout: timeLimit,
      });
      return judged(name, code, existsSync(report) ? readReport(runner, report) : undefined);
    },
  };
}

/** What a runner reported, checked against how it ended. */
export function judged(name: string, code: number, reported: SuiteResult | undefined): SuiteResult {
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

function readReport(runner: Runner, report: string): SuiteResult | undefined {
  try {
    return runner.read(readFileSync(report, 'utf8'));
  } catch {
    // Cut off in the middle: as good as none, and the runner's exit code says more.
    return undefined;
  }
}

/** Names what was left out; each counts as failed, since it proves nothing. */
export function leftOut(names: readonly string[]): string[] {
  return names.map((name) => `Left out: ${name}`);
}
