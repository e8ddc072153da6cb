import { build as buildBundle, buildWhenNeeded } from './build/build';
import { buildFromFirstChange, buildOnChange, regenerateOnChange } from './build/watch';
import { lint as lintAll } from './checks/lint';
import { generate as generateFiles } from './generate/generate';
import { takeOutGuards } from './guards/take-out-guards';
import { mutate as mutateAll } from './mutation/mutate';
import { pack as packBundle } from './pack/pack';
import { readPackOptions } from './pack/signing/options';
import { packSigned, requireSigningTools } from './pack/signing/pack-signed';
import { BuildFailure } from './problems';
import { shown } from '../machine/project-paths';
import { check as checkChange } from './suites/check';
import { test as testAll } from './suites/run-suites';
import { task, taskArguments } from './task';

/** Scripts, strings and manifest → `src/generated`. */
export const generate = task(() => {
  generateFiles();
});

/** The bundle, in `dist/`. */
export const build = task(buildBundle);

/** The bundle for development, made again whenever a source is saved. */
export const serve = task(() => {
  generateFiles();
  regenerateOnChange();
  buildOnChange();
});

/** Types, form, ESLint and the project's own checks. */
export const lint = task(lintAll);

/** Types, lint, and the units of what changed. */
export const check = task(checkChange);

/** Lint, build and every test; its last line adds them up. */
export const test = task(testAll);

/** Changes the domain's rules one by one, to see that its specs notice. */
export const mutate = task(() => mutateAll(taskArguments()));

/** Takes out one protection of product keys at a time, to see that the tests notice. */
export const guards = task(() => takeOutGuards(taskArguments()));

/** What is measured, as tables beside their yardsticks; also written into `docs/benchmarks.md`. */
export const bench = task(async () => {
  await benchmarks().bench();
});

/** The package that Windows Admin Center installs, in `out/`; signed if that is asked for. */
export const pack = task(async () => {
  // Report a wrong option or a missing tool before the build, not after it.
  const signing = readPackOptions(taskArguments());
  if (signing !== null) {
    requireSigningTools();
  }
  await buildWhenNeeded();
  console.log(signing === null ? `Packed ${shown(packBundle())}.` : `Packed and signed ${shown(packSigned(signing))}.`);
});

/** A cluster in the browser, with the extension in it. */
export const start = task(async () => {
  const { openLab, readOptions } = lab();
  const words = taskArguments();
  try {
    // Report a wrong option before the build, not after it.
    readOptions(words);
    await buildWhenNeeded();
    await openLab(words, { watch: true });
  } catch (error) {
    // The lab, too, rejects with one sentence for the person who started it.
    throw new BuildFailure(error instanceof Error ? error.message : String(error));
  }
  buildFromFirstChange();
});

/** Loads the lab only if it is needed, so that the other tasks work even if the lab has errors. */
function lab(): typeof import('../lab/start') {
  // eslint-disable-next-line @typescript-eslint/no-var-requires -- import() would leave tsx's loader
  return require('../lab/start') as typeof import('../lab/start');
}

/** It brings the lab with it. */
function benchmarks(): typeof import('./bench/bench') {
  // eslint-disable-next-line @typescript-eslint/no-var-requires -- import() would leave tsx's loader
  return require('./bench/bench') as typeof import('./bench/bench');
}
