import type { ChildProcess } from 'node:child_process';
import gulp from 'gulp';
import { generate } from '../generate/generate';
import { startAngular } from '../run-program';

const resources = ['src/resources/**/*', 'src/manifest.json', 'loc/output/**/*'];
const sources = ['src/**/*', '!src/generated/**', '!src/**/*.spec.ts', '!src/**/*-harness.ts'];

/** Regenerates what scripts, strings and manifest become whenever one of them is saved. */
export function regenerateOnChange(): void {
  gulp.watch(resources, done => {
    generateAloud();
    done();
  });
}

/** Builds for development, and again whenever a source is saved. */
export function buildOnChange(): ChildProcess {
  return startAngular(['build', '--configuration', 'development', '--watch']);
}

/**
 * As `buildOnChange`, from the first change on: a lab that is only looked at needs no compiler
 * beside it.
 */
export function buildFromFirstChange(): void {
  const watcher = gulp.watch([...sources, ...resources], done => {
    void watcher.close();
    generateAloud();
    regenerateOnChange();
    buildOnChange();
    done();
  });
}

function generateAloud(): void {
  try {
    const changed = generate();
    // A string is in a file for each locale: their names would only hide the line before.
    const what = changed.length > 3 ? `${changed.length} files` : changed.join(', ');
    console.log(`Generated: ${what || 'nothing, all is as it was'}.`);
  } catch (error) {
    // Half-written work while somebody edits: say it, and go on watching.
    console.error(error instanceof Error ? error.message : error);
  }
}
