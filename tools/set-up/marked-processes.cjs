'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');

// Everything that a run starts has the run's mark in its environment, and passes it on to its own children, even if
// its parent has ended. A run within another one has the marks of both.
const variable = 'ACTIVATE_VMS_RUNS';

/** Adds a mark to an environment. */
function marked(environment, mark) {
  return { ...environment, [variable]: [environment[variable], mark].filter(Boolean).join(' ') };
}

/** Finds the processes with a mark, except this one. Finds none on Windows, which doesn't show environments. */
function processesWith(mark) {
  switch (process.platform) {
    case 'linux':
      return onLinux(mark);
    case 'win32':
      return [];
    default:
      return onUnix(mark);
  }
}

function onLinux(mark) {
  return fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap(pid => {
      try {
        const environment = fs.readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0/g, ' ').trim();
        const isMarked = environment.some(one => one.startsWith(`${variable}=`) && one.includes(mark));
        return isMarked ? [{ pid: Number(pid), command }] : [];
      } catch {
        // It ended meanwhile, or it belongs to another user. Either way, the run didn't start it.
        return [];
      }
    });
}

function onUnix(mark) {
  const { stdout } = spawnSync('ps', ['-axwwE', '-o', 'pid=,command='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter(line => line.includes(mark) && parseInt(line, 10) !== process.pid)
    .map(line => ({ pid: parseInt(line, 10), command: line.trim().split(/\s+/)[1] }));
}

module.exports = { marked, processesWith };
