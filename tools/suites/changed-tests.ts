import path from 'node:path';

/** The tests of a change, by who runs them. Those of the domain are not among them: they are quick, and always run. */
export interface ChangedTests {
  /** Specs of the app, for karma; null where any of them may be concerned. */
  specs: string[] | null;
  /** Tests of the lab, the tools and the fixtures, for Node. */
  nodeTests: string[];
  /** Tests of scripts, for Pester. */
  scriptTests: string[];
}

/** What every component says, or is drawn with. */
const everywhere = /^(src\/resources\/strings\/|src\/test\.ts$|karma\.conf\.js$|angular\.json$|src\/app\/[^/]+$)/;

/**
 * The tests that belong to changed files: where a file is a test, that one; where a test has the file's own name, that
 * one; else all in its folder. Names are those of the repository, with `/`; `all` are those of all of its files.
 */
export function testsOf(changed: readonly string[], all: readonly string[]): ChangedTests {
  const app = changed.filter(name => name.startsWith('src/app/') && !name.startsWith('src/app/domain/'));
  const nodeTests = changed.filter(name => /^(lab|tools|tests|e2e)\/.*\.ts$/.test(name));
  const scripts = changed.filter(name => /\.psm?1$/.test(name));
  return {
    specs: changed.some(name => everywhere.test(name)) ? null : besides(app, all, '.spec.ts'),
    nodeTests: besides(nodeTests, all, '.test.ts'),
    scriptTests: unique(scripts.flatMap(name => scriptTestsOf(name, all)))
  };
}

/** The tests with that ending that belong to the files: by their name, or by their folder. */
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

/** What is in a folder `testing/` serves the tests beside that folder. */
function folderOf(name: string): string {
  return path.posix.dirname(name).replace(/\/testing$/, '');
}

/** `a/b.component.html`, its styles and its harness have the same start: `a/b.component`. */
function withoutExtensions(name: string): string {
  return name.replace(/(\.(spec|test))?\.[a-z]+$/, '');
}

/** A script's tests begin with its name; those of what plays Windows are in a folder, and each may need all of it. */
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
