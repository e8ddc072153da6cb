'use strict';

// `npm ci` takes a minute each time, and `npm ls` takes seconds and doesn't notice packages that were cut off. So this
// compares the lock file with the one that npm leaves behind when it's done.

const fs = require('node:fs');
const path = require('node:path');
const { Missing, runAloud } = require('./run.cjs');

function readLock(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    // The file is missing, or an interrupted install cut it off. Either way, the packages aren't installed.
    return undefined;
  }
}

/** Whether the installed packages are those of the lock file. */
function isInstalled(root) {
  const wanted = readLock(path.join(root, 'package-lock.json'));
  const there = readLock(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || there === undefined) {
    return false;
  }
  return Object.keys(wanted).every(name => {
    if (name === '' || wanted[name].link) {
      return true;
    }
    // Optional packages are for other systems, and npm leaves them out.
    return there[name] === undefined
      ? wanted[name].optional === true || wanted[name].devOptional === true
      : there[name].version === wanted[name].version;
  });
}

/** The path of npm's own JavaScript. Node can run it without a shell, and without npm.cmd on Windows. */
function npmScript() {
  const beside = path.dirname(process.execPath);
  return [
    process.env.npm_execpath ?? '',
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  ].find(file => path.basename(file) === 'npm-cli.js' && fs.existsSync(file));
}

/** Null if the installed packages are those of the lock file. */
function missing(root) {
  return isInstalled(root) ? null : 'npm packages: npm ci';
}

/** Installs the npm packages. */
function install(root) {
  const args = ['ci', '--include=dev'];
  const script = npmScript();
  const sentence = 'Installing the npm packages (npm ci)…';
  const done = script
    ? runAloud(sentence, process.execPath, [script, ...args], { cwd: root })
    : runAloud(sentence, 'npm', args, { cwd: root, shell: process.platform === 'win32' });
  if (!done) {
    throw new Missing('The npm packages could not be installed: run "npm ci" to see why.');
  }
}

module.exports = { install, isInstalled, missing };
