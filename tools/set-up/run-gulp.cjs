'use strict';

const { spawn } = require('node:child_process');
const { randomUUID } = require('node:crypto');
const os = require('node:os');
const path = require('node:path');
const { marked, processesWith } = require('./marked-processes.cjs');

// A lab that closes its sessions and a browser that writes its profile need a moment; more than this nobody waits.
const taskEndsWithin = 5_000;
const restEndsWithin = 2_000;
const looksEvery = 100;

/**
 * Runs the task and ends as it ends. Gulp prints only errors (-L): the tasks speak for themselves, and the last line of
 * a task stays the last. Where this process is told to end, or whoever started it is gone, everything ends that it
 * started, however deep, and whatever that thinks of it.
 */
function run(root, task, args) {
  const gulp = path.join(root, 'node_modules', 'gulp', 'bin', 'gulp.js');
  const mark = randomUUID();
  const child = spawn(process.execPath, [gulp, '-L', task, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: marked(process.env, mark)
  });
  let isEnding = false;

  function end() {
    // A terminal sends Ctrl+C to all of us, and npm passes it on once more.
    if (isEnding) {
      return;
    }
    isEnding = true;
    // Windows knows no signals: a console's Ctrl+C has reached the task by itself, and all else would kill it.
    if (process.platform !== 'win32') {
      child.kill('SIGTERM');
    }
    setTimeout(() => child.kill('SIGKILL'), taskEndsWithin).unref();
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']) {
    process.on(signal, end);
  }
  // Shells there are that do not hand a signal on to what they started.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 1_000).unref();

  child.on('error', error => {
    console.error(`gulp could not be started: ${error.message}.`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (os.constants.signals[signal] ?? 0);
    if (isEnding) {
      endRest(mark, Date.now() + restEndsWithin);
    }
  });
}

/** Ends what the task left running: it may end by itself until then, and is killed after. */
function endRest(mark, until) {
  const left = processesWith(mark);
  const signal = Date.now() < until ? 'SIGTERM' : 'SIGKILL';
  for (const { pid } of left) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
  if (left.length > 0 && signal === 'SIGTERM') {
    setTimeout(() => endRest(mark, until), looksEvery);
  }
}

module.exports = { run };
