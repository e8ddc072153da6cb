import { spawnSync } from 'node:child_process';
import { lint } from '../checks/lint';
import { sourceFiles } from '../checks/source-files';
import { generate } from '../generate/generate';
import { BuildFailure } from '../problems';
import { inProject, root } from '../../machine/project-paths';
import { packageProgram, runProgram } from '../run-program';
import { prepare } from '../set-up/needs.cjs';
import { testsOf } from './changed-tests';
import { domainTests } from './domain';
import { karmaTests } from './karma';
import { nodeTests } from './node-tests';
import { pesterTests } from './pester';
import { runAndTell, step } from './run-suites';
import { Suite } from './suite';

/**
 * Runs the quick checks before a commit: types, lint, the domain's specs, and the tests of the files that changed since
 * the last commit. It does not run the whole-chain tests.
 */
export async function check(): Promise<void> {
  // Types and specs need the generated files.
  generate();
  await runAndTell([step('types and lint', [templateTypes, lint]), domainTests(), ...changedSuites()], process.env);
}

/** The suites for the changed files. Installs what they need, if there is something to run. */
function changedSuites(): Suite[] {
  const names = sourceFiles().map(({ name }) => name);
  const { specs, nodeTests: files, scriptTests } = testsOf(changedFiles(), names);
  const hasSpecs = specs === null || specs.length > 0;
  prepare(root, 'npm run check', [...(scriptTests.length > 0 ? ['pester'] : []), ...(hasSpecs ? ['browser'] : [])]);
  return [
    ...(files.length > 0 ? [nodeTests('tests in Node', files)] : []),
    ...(scriptTests.length > 0 ? [pesterTests(scriptTests)] : []),
    ...(hasSpecs ? [karmaTests(specs ?? [])] : [])
  ];
}

/** The files that differ from the last commit or aren't in it. */
function changedFiles(): string[] {
  const options = ['status', '--porcelain', '-z', '--untracked-files=all', '--no-renames'];
  const { status, stdout } = spawnSync('git', options, { cwd: root, encoding: 'utf8', windowsHide: true });
  if (status !== 0) {
    throw new BuildFailure(
      "Couldn't find out what changed since the last commit, because git failed. Run npm test instead."
    );
  }
  // Each name follows two letters and a space.
  return stdout
    .split('\0')
    .filter(Boolean)
    .map(entry => entry.slice(3));
}

/** Checks the product's types, including templates, as the build does but without building. */
async function templateTypes(): Promise<void> {
  const compiler = packageProgram('@angular', 'compiler-cli', 'bundles', 'src', 'bin', 'ngc.js');
  const args = [compiler, '-p', inProject('src', 'tsconfig.app.json'), '--noEmit'];
  if ((await runProgram(process.execPath, args)).code !== 0) {
    throw new BuildFailure('Type errors in the product, shown above.');
  }
}
