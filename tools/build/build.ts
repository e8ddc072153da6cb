import { generate } from '../generate/generate';
import { BuildFailure } from '../problems';
import { inProject, root } from '../../machine/project-paths';
import { folders, packageJson } from '../project';
import { runAngular } from '../run-program';
import { BuildPaths, isUpToDate, remember } from './build-stamp';
import { bundleProblems, bundleSizes } from './bundle-rules';
import { compileMainScriptEarly } from './eager-script';
import { loadStringsEarly } from './early-strings';
import { writeNotices } from './notices';

const forGateway: BuildPaths = {
  root,
  inputs: [
    'LICENSE',
    'angular.json',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'src',
    'loc',
    'tools/build',
    'tools/generate'
  ],
  made: ['src/generated'],
  bundle: folders.bundle,
  stamp: inProject('out', 'build.sha256')
};

const forSideLoad: BuildPaths = {
  ...forGateway,
  bundle: folders.sideLoadBundle,
  stamp: inProject('out', 'side-load.sha256')
};

const asTemplate: BuildPaths = {
  ...forGateway,
  bundle: folders.stockBundle,
  stamp: inProject('out', 'stock.sha256')
};

const withMaps: BuildPaths = {
  ...forGateway,
  bundle: folders.mappedBundle,
  stamp: inProject('out', 'mapped.sha256')
};

/** Builds the bundle in `dist/`, and refuses one that is too large or lacks a part. */
export async function build(): Promise<void> {
  generate();
  await runAngular(['build', '--configuration', 'production', '--stats-json']);
  writeNotices(folders.bundle);
  compileMainScriptEarly(folders.bundle);
  loadStringsEarly(folders.bundle, packageJson().version);
  const problems = bundleProblems(folders.bundle);
  if (problems.length > 0) {
    throw new BuildFailure(problems.join('\n'));
  }
  remember(forGateway);
  console.log(bundleSizes(folders.bundle));
}

/** Builds the bundle, unless the current one was built from the same sources. */
export async function buildWhenNeeded(): Promise<void> {
  await unlessBuilt(forGateway, 'The extension', build);
}

/**
 * Builds the bundle for side-loading in `out/side-load`, unless the current one was built from the same sources. It's
 * in another folder than what is packed, readable, and not marked as production.
 */
export async function buildSideLoadWhenNeeded(): Promise<void> {
  await unlessBuilt(forSideLoad, 'The extension for side-loading', async () => {
    generate();
    await runAngular(['build', '--configuration', 'development,side-load']);
    remember(forSideLoad);
  });
}

/**
 * Builds this page with the settings of the SDK's template in `out/stock`, unless the current one was built from the
 * same sources. Benchmarks compare with it.
 */
export async function buildStockWhenNeeded(): Promise<void> {
  await unlessBuilt(asTemplate, "The extension with the template's settings", async () => {
    generate();
    await runAngular(['build', '--configuration', 'stock']);
    remember(asTemplate);
  });
}

/**
 * Builds what `build` makes with source maps, in `out/mapped`, unless the current one was built from the same
 * sources. The benchmark of the bundle reads the maps.
 */
export async function buildMappedWhenNeeded(): Promise<void> {
  await unlessBuilt(withMaps, 'The extension with source maps', async () => {
    generate();
    await runAngular(['build', '--configuration', 'production,mapped']);
    remember(withMaps);
  });
}

async function unlessBuilt(paths: BuildPaths, what: string, run: () => Promise<void>): Promise<void> {
  if (isUpToDate(paths)) {
    console.log(`${what} is built already, from the sources as they are.`);
    return;
  }
  console.log(`Building: ${what.toLowerCase()}…`);
  await run();
}
