import path from 'node:path';

/** The tests of a change, by test runner. The domain's tests are not included: they are fast and always run. */
export interface ChangedTests {
  /** Specs of the app, for karma. Null means all of them. */
  specs: string[] | null;
  /** Tests of the lab, the tools, and the fixtures, for the test runner of Node. */
  nodeTests: string[];
  /** Tests of scripts, for Pester. */
  scriptTests: string[];
}

/** Files that can change any component. */
const everywhere = /^(src\/resources\/strings\/|src\/test\.ts$|karma\.conf\.js$|angular\.json$|src\/app\/[^/]+$)/;

/**
 * The tests that belong to changed files. If a file is a test, that test; if a test has the same name as the file, that
 * test; otherwise all tests in the same folder. Names are paths from the root folder, with `/`. `all` are the names of
 * all files of the repository.
 */
export function testsOf(changed: readonly string[], all: readonly string[]): ChangedTests {
  const app = changed.filter(name => name.startsWith('src/app/') && !name.startsWith('src/app/domain/'));
  const nodeTests = changed.filter(name => /^(machine|lab|tools|tests|e2e)\/.*\.(ts|cjs)$/.test(name));
  const scripts = changed.filter(name => /\.psm?1$/.test(name));
  return {
    specs: changed.some(name => everywhere.test(name)) ? null : besides(app, all, '.spec.ts'),
    nodeTests: besides(nodeTests, all, '.test.ts'),
    scriptTests: unique(scripts.flatMap(name => scriptTestsOf(name, all)))
  };
}

/** The tests with that ending that belong to the files, by name or by folder. */
function besides(changed: readonly string[], all: readonly string[], ending: string): string[] {
  const tests = all.filter(name => name.endsWith(ending));
  return unique(
    changed.flatMap(name => {
      const start = withoutExtensions(name);
      const own = tests.filter(test => test === name || test === `${start}${ending}`);
      return own.length > 0 ? own : tests.filter(test => path.posix.dirname(test) === folderOf(name));
    })
  );
}

/** The folder with the tests of a file. Files in a `testing/` folder serve the tests in its parent folder. */
function folderOf(name: string): string {
  return path.posix.dirname(name).replace(/\/testing$/, '');
}

/** A component's template, styles, and specs have the same start, such as `a/b.component`. */
function withoutExtensions(name: string): string {
  return name.replace(/(\.(spec|test))?\.[a-z]+$/, '');
}

/** A script's tests begin with its name. For the modules that simulate Windows, it's all tests in their folder. */
function scriptTestsOf(name: string, all: readonly string[]): string[] {
  const tests = all.filter(test => test.endsWith('.Tests.ps1'));
  if (name.startsWith('lab/windows/')) {
    return tests.filter(test => test.startsWith('tests/lab/'));
  }
  if (name.startsWith('src/resources/scripts/answers/')) {
    return tests.filter(test => test.startsWith('tests/scripts/'));
  }
  const start = path.posix.basename(name).split('.')[0];
  return tests.filter(test => test === name || path.posix.basename(test).startsWith(`${start}.`));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
