import { build as buildBundle, buildSideLoadWhenNeeded, buildWhenNeeded } from './build/build';
import { buildFromFirstChange, buildOnChange, regenerateOnChange } from './build/watch';
import { lint as lintAll } from './checks/lint';
import { generate as generateFiles } from './generate/generate';
import { takeOutGuards } from './guards/take-out-guards';
import { load as loadPage } from './load/load';
import { mutate as mutateAll } from './mutation/mutate';
import { pack as packBundle } from './pack/pack';
import { writeHash } from './pack/package-hash';
import { readReleaseAddresses } from './pack/release';
import { readPackOptions } from './pack/signing/options';
import { packSigned, requireSigningTools } from './pack/signing/pack-signed';
import { BuildFailure } from './problems';
import { shown } from '../machine/project-paths';
import { takePictures } from './suites/pictures';
import { check as checkChange } from './suites/check';
import { test as testAll } from './suites/run-suites';
import { task, taskArguments } from './task';

/** Generates `src/generated` from scripts, strings, and the manifest. */
export const generate = task(() => {
  generateFiles();
});

/** Builds the bundle in `dist/`. */
export const build = task(buildBundle);

/** Builds the bundle for development, and rebuilds it whenever a source is saved. */
export const serve = task(() => {
  generateFiles();
  regenerateOnChange();
  buildOnChange();
});

/** Checks types, formatting, ESLint, and the project's own rules. */
export const lint = task(lintAll);

/** Checks types and lint, and runs the unit tests of changed files. */
export const check = task(checkChange);

/** Runs lint, the build, and every test. The last line adds them up. */
export const test = task(testAll);

/** Changes the domain's rules one by one, to check that its specs notice. */
export const mutate = task(() => mutateAll(taskArguments()));

/** Removes one protection of product keys at a time, to check that the tests notice. */
export const guards = task(() => takeOutGuards(taskArguments()));

/** Measures, and writes the results as tables with their targets, also to `docs/benchmarks.md`. */
export const bench = task(async () => {
  await benchmarks().bench(taskArguments());
});

/** Loads the page with many servers, virtual machines, and refreshes, and checks that it stays right. */
export const load = task(() => loadPage(taskArguments()));

/** Lets random things happen for some minutes, and compares the page with the servers. */
export const soak = task(() => soaking().soak(taskArguments()));

/** Takes the pictures of the documents, in `docs/pictures`, from the lab. */
export const pictures = task(async () => {
  await buildWhenNeeded();
  await takePictures();
});

/** Makes the package that Windows Admin Center installs, in `out/`, and signs it on request. */
export const pack = task(async () => {
  // Report a wrong option or a missing tool before the build, not after it.
  const signing = readPackOptions(taskArguments());
  const addresses = readReleaseAddresses(taskArguments());
  if (signing !== null) {
    requireSigningTools();
  }
  await buildWhenNeeded();
  const isSigned = signing !== null;
  const file = isSigned ? packSigned(signing, undefined, undefined, addresses) : packBundle(undefined, { addresses });
  console.log(`Packed ${isSigned ? 'and signed ' : ''}${shown(file)}.`);
  console.log(`SHA-256: ${writeHash(file)}`);
});

/** Opens a cluster in the browser, with the extension in it, or serves the extension for a real gateway. */
export const start = task(async () => {
  const words = taskArguments();
  await (words.includes('--side-load') ? startSideLoad(words) : startLab(words));
});

async function startSideLoad(words: readonly string[]): Promise<void> {
  const { readSideLoadPort, sideLoad } = sideLoading();
  try {
    // Report a wrong value before the build, not after it.
    const port = readSideLoadPort(words);
    await buildSideLoadWhenNeeded();
    await sideLoad(port);
  } catch (error) {
    // A port that is in use is also told in one sentence.
    throw new BuildFailure(error instanceof Error ? error.message : String(error));
  }
  buildFromFirstChange('development,side-load');
}

async function startLab(words: readonly string[]): Promise<void> {
  const { openLab, readOptions } = lab();
  try {
    // Report a wrong value before the build, not after it.
    if (readOptions(words).package !== undefined) {
      await openLab(words);
      return;
    }
    await buildWhenNeeded();
    await openLab(words, { watch: true });
  } catch (error) {
    // The lab also rejects with one sentence for the user.
    throw new BuildFailure(error instanceof Error ? error.message : String(error));
  }
  buildFromFirstChange();
}

/** Loads the lab only if it is needed, so that the other tasks work even if the lab has errors. */
function lab(): typeof import('../lab/start') {
  // eslint-disable-next-line @typescript-eslint/no-var-requires -- import() would leave tsx's loader
  return require('../lab/start') as typeof import('../lab/start');
}

/** Loads what serves the extension only if it is needed, because it uses parts of the lab. */
function sideLoading(): typeof import('./side-load/side-load') {
  // eslint-disable-next-line @typescript-eslint/no-var-requires -- import() would leave tsx's loader
  return require('./side-load/side-load') as typeof import('./side-load/side-load');
}

/** Loads the benchmarks only if needed, because they load the lab. */
function benchmarks(): typeof import('./bench/bench') {
  // eslint-disable-next-line @typescript-eslint/no-var-requires -- import() would leave tsx's loader
  return require('./bench/bench') as typeof import('./bench/bench');
}

/** Loads what soaks only if needed, because it uses parts of the lab. */
function soaking(): typeof import('./soak/soak') {
  // eslint-disable-next-line @typescript-eslint/no-var-requires -- import() would leave tsx's loader
  return require('./soak/soak') as typeof import('./soak/soak');
}
