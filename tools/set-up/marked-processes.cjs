'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');

// What a run starts has its mark in its environment, and hands it on to what it starts itself, also where its own parent
// is gone. A run within another one has the marks of both.
const variable = 'ACTIVATE_VMS_RUNS';

/** That environment with one more mark. */
function marked(environment, mark) {
  return { ...environment, [variable]: [environment[variable], mark].filter(Boolean).join(' ') };
}

/** The processes with that mark, this one left out. Windows shows no environments: there it finds none. */
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
        // It ended while we looked, or it is another user's: not one of ours either way.
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
