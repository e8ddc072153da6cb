import { generate } from '../generate/generate';
import { BuildFailure } from '../problems';
import { inProject, root } from '../../machine/project-paths';
import { folders } from '../project';
import { runAngular } from '../run-program';
import { BuildPaths, isUpToDate, remember } from './build-stamp';
import { bundleProblems, bundleSizes } from './bundle-rules';
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

/** Builds the bundle in `dist/`, and refuses one that is too large or lacks a part. */
export async function build(): Promise<void> {
  generate();
  await runAngular(['build', '--configuration', 'production', '--stats-json']);
  writeNotices(folders.bundle);
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

async function unlessBuilt(paths: BuildPaths, what: string, run: () => Promise<void>): Promise<void> {
  if (isUpToDate(paths)) {
    console.log(`${what} is built already, from the sources as they are.`);
    return;
  }
  console.log(`Building: ${what.toLowerCase()}…`);
  await run();
}
