import type { ChildProcess } from 'node:child_process';
import gulp from 'gulp';
import { generate } from '../generate/generate';
import { startAngular } from '../run-program';

const resources = ['src/resources/**/*', 'src/manifest.json', 'loc/output/**/*'];
const sources = ['src/**/*', '!src/generated/**', '!src/**/*.spec.ts', '!src/**/*-harness.ts'];

/** Regenerates the files from scripts, strings, and the manifest whenever one of these is saved. */
export function regenerateOnChange(): void {
  gulp.watch(resources, done => {
    generateAloud();
    done();
  });
}

/** The builds that can be watched: for the lab, and for a real gateway. */
export type WatchedBuild = 'development' | 'development,side-load';

/** Builds for development, and rebuilds whenever a source is saved. */
export function buildOnChange(configuration: WatchedBuild = 'development'): ChildProcess {
  return startAngular(['build', '--configuration', configuration, '--watch']);
}

/** Like `buildOnChange`, but starts with the first change: an extension that isn't being changed needs no compiler. */
export function buildFromFirstChange(configuration?: WatchedBuild): void {
  const watcher = gulp.watch([...sources, ...resources], done => {
    void watcher.close();
    generateAloud();
    regenerateOnChange();
    buildOnChange(configuration);
    done();
  });
}

function generateAloud(): void {
  try {
    const changed = generate();
    // Each locale has its own file of strings. Their names would only hide the line before.
    const what = changed.length > 3 ? `${changed.length} files` : changed.join(', ');
    console.log(`Generated: ${what || 'nothing, all is as it was'}.`);
  } catch (error) {
    // An editor may have saved half-finished work. Report it and keep watching.
    console.error(error instanceof Error ? error.message : error);
  }
}
