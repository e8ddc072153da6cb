'use strict';

const { spawn } = require('node:child_process');
const os = require('node:os');
const path = require('node:path');

/**
 * Runs the task and ends as it ends. Gulp prints only errors (-L): the tasks speak for themselves,
 * and the last line of a task stays the last.
 */
function run(root, task, args) {
  const gulp = path.join(root, 'node_modules', 'gulp', 'bin', 'gulp.js');
  const child = spawn(process.execPath, [gulp, '-L', task, ...args], { cwd: root, stdio: 'inherit' });

  // A terminal sends Ctrl+C to both of us: the task ends itself, and we wait for it.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    console.error(`gulp could not be started: ${error.message}.`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (os.constants.signals[signal] ?? 0);
  });
}

module.exports = { run };
