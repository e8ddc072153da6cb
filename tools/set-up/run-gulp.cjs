'use strict';

const { spawn } = require('node:child_process');
const { randomUUID } = require('node:crypto');
const os = require('node:os');
const path = require('node:path');
const { marked, processesWith } = require('./marked-processes.cjs');

// In milliseconds. A lab needs a moment to close its sessions, and a browser to write its profile. Nothing gets more.
const taskEndsWithin = 5_000;
const restEndsWithin = 2_000;
const looksEvery = 100;

/**
 * Runs the task, and ends with its result. The task's arguments are in its environment, because gulp would take those
 * that it knows, such as --version, for its own. Gulp prints only errors (-L), because the tasks print their own
 * messages, and a task's last line must stay the last. If this process is asked to end, or its parent is gone, it ends
 * everything that it started, at any depth, even programs that ignore signals.
 */
function run(root, task, args) {
  const gulp = path.join(root, 'node_modules', 'gulp', 'bin', 'gulp.js');
  const mark = randomUUID();
  const child = spawn(process.execPath, [gulp, '-L', task], {
    cwd: root,
    stdio: 'inherit',
    env: { ...marked(process.env, mark), ACTIVATE_VMS_ARGUMENTS: JSON.stringify(args) }
  });
  let isEnding = false;

  function end() {
    // Ctrl+C in a terminal reaches every process, and npm passes it on again.
    if (isEnding) {
      return;
    }
    isEnding = true;
    // Windows has no signals. A console's Ctrl+C has reached the task itself, and anything else would kill it.
    if (process.platform !== 'win32') {
      child.kill('SIGTERM');
    }
    setTimeout(() => child.kill('SIGKILL'), taskEndsWithin).unref();
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']) {
    process.on(signal, end);
  }
  // Some shells don't pass a signal on to the programs that they started.
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

/** Ends what the task left running. Waits for it until the given time, and then kills it. */
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
