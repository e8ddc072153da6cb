import { writeFileSync } from 'node:fs';
import { build, buildSideLoadWhenNeeded } from '../build/build';
import { lint } from '../checks/lint';
import { faultMatrix } from '../../e2e/faults/fault-matrix';
import { inProject } from '../../machine/project-paths';
import { BuildFailure } from '../problems';
import { AlreadySaid } from '../task';
import { faultLines, faultProblems, reliabilityDocument, shownCells } from './fault-report';
import { karmaTests } from './karma';
import { ProcessWatch } from './left-behind';
import { nodeTests, testsIn } from './node-tests';
import { pesterTests } from './pester';
import { playwrightTests, testsOfLastRun } from './playwright';
import { Suite, SuiteResult, sum } from './suite';

/** Runs lint, the build, and every suite. The last line adds up the results. */
export async function test(): Promise<void> {
  const watch = new ProcessWatch();
  await runAndTell(allSuites(), watch.environment, async () => sum([await processesLeft(watch), faultsShown()]));
}

/** Runs suites and then `rest`, prints the times and the results, and fails if a test failed. */
export async function runAndTell(
  suites: readonly Suite[],
  environment: NodeJS.ProcessEnv,
  rest: () => Promise<SuiteResult> = () => Promise.resolve(nothing)
): Promise<void> {
  const results = await runAll(suites, environment);
  const total = sum([...results, await rest()]);
  const lines = ['', ...results.map(timeLine), '', ...total.notes];
  console.log([...lines, `${total.passed} passed, ${total.failed} failed`].join('\n'));
  if (total.failed > 0) {
    throw new AlreadySaid();
  }
}

const nothing: SuiteResult = { passed: 0, failed: 0, notes: [] };

function timeLine({ name, seconds }: TimedResult): string {
  return `${name.padEnd(24)}${seconds.toFixed(0).padStart(5)} s`;
}

function allSuites(): Suite[] {
  return [
    // Run these side by side: they don't depend on each other, and neither keeps two cores busy to the end.
    step('lint and build', [lint, buildAll]),
    nodeTests('tools', [...testsIn('machine'), ...testsIn('tools')]),
    { name: 'scripts', run: environment => pesterTests().run(environment) },
    nodeTests('lab', testsIn('lab')),
    nodeTests('field check', testsIn('tests')),
    nodeTests('whole chain: fixtures', testsIn('e2e')),
    karmaTests(),
    playwrightTests()
  ];
}

/** Makes both bundles that the whole chain is tested with: a compiler beside those tests would slow them down. */
async function buildAll(): Promise<void> {
  await build();
  await buildSideLoadWhenNeeded();
}

/** Adds steps of the build to the suites. They have no tests to count, but they can fail. */
export function step(name: string, runs: readonly (() => Promise<void>)[]): Suite {
  return {
    name,
    run: async () => {
      const ended = await Promise.allSettled(runs.map(run => run()));
      const results = ended.map(one => (one.status === 'rejected' ? broken(name, one.reason) : nothing));
      return sum(results);
    }
  };
}

/** The result of a suite, and how long it took. */
export interface TimedResult extends SuiteResult {
  name: string;
  seconds: number;
}

/** Runs the suites one after the other and reports on each. None keeps the others from running. */
export async function runAll(suites: readonly Suite[], environment: NodeJS.ProcessEnv): Promise<TimedResult[]> {
  const results: TimedResult[] = [];
  for (const { name, run } of suites) {
    console.log(`\n── ${name} ──`);
    const started = Date.now();
    const result = await run(environment).catch((error: unknown) => broken(name, error));
    const seconds = (Date.now() - started) / 1000;
    console.log(`── ${name}: ${result.passed} passed, ${result.failed} failed in ${seconds.toFixed(0)} s`);
    results.push({ ...result, name, seconds });
  }
  return results;
}

function broken(name: string, error: unknown): SuiteResult {
  console.error(error instanceof BuildFailure ? error.message : error);
  return { passed: 0, failed: 1, notes: [`${name} failed: see above.`] };
}

async function processesLeft(watch: ProcessWatch): Promise<SuiteResult> {
  const left = await watch.leftBehind();
  const notes = left.map(({ pid, command }) => `Left running: ${pid} ${command.slice(0, 120)}`);
  for (const { pid } of left) {
    try {
      process.kill(pid);
    } catch {
      // It has ended by now. The notes name it anyway, because it was late.
    }
  }
  return { passed: 0, failed: left.length > 0 ? 1 : 0, notes };
}

/** Prints the fault matrix as the whole chain has shown it, and writes its document if all of it was shown. */
function faultsShown(): SuiteResult {
  try {
    const shown = shownCells(testsOfLastRun());
    console.log(['', ...faultLines(faultMatrix, shown)].join('\n'));
    const problems = faultProblems(faultMatrix, shown);
    if (problems.length === 0) {
      writeFileSync(inProject('docs', 'reliability.md'), reliabilityDocument(faultMatrix, shown));
    }
    return { passed: 0, failed: problems.length, notes: problems };
  } catch (error) {
    return broken('fault matrix', error);
  }
}
