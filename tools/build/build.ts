import { generate } from '../generate/generate';
import { BuildFailure } from '../problems';
import { inProject, root } from '../../machine/project-paths';
import { folders } from '../project';
import { runAngular } from '../run-program';
import { BuildPaths, isUpToDate, remember } from './build-stamp';
import { bundleProblems, bundleSizes } from './bundle-rules';
import { writeNotices } from './notices';

const paths: BuildPaths = {
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

/** Builds the bundle in `dist/`, and refuses one that is too large or lacks a part. */
export async function build(): Promise<void> {
  generate();
  await runAngular(['build', '--configuration', 'production', '--stats-json']);
  writeNotices(folders.bundle);
  const problems = bundleProblems(folders.bundle);
  if (problems.length > 0) {
    throw new BuildFailure(problems.join('\n'));
  }
  remember(paths);
  console.log(bundleSizes(folders.bundle));
}

/** Builds the bundle, unless the current one was built from the same sources. */
export async function buildWhenNeeded(): Promise<void> {
  if (isUpToDate(paths)) {
    console.log('The extension is built already, from the sources as they are.');
    return;
  }
  console.log('Building the extension…');
  await build();
}
