'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

/** Something that set-up can't install. The message says what to do. */
class Missing extends Error {
  constructor(sentence) {
    super(sentence);
    this.name = 'Missing';
  }
}

/** Announces a command, runs it with visible output, and returns whether it succeeded. */
function runAloud(sentence, command, args, options) {
  console.log(sentence);
  return spawnSync(command, args, { stdio: 'inherit', ...options }).status === 0;
}

/** Returns a command's output. Undefined if the command is missing or fails. */
function ask(command, args, options) {
  const asked = spawnSync(command, args, { encoding: 'utf8', windowsHide: true, ...options });
  return asked.status === 0 ? asked.stdout.trim() : undefined;
}

/** Whether a program is on PATH. Looks for its file, because starting it takes longer. */
function isOnPath(name) {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const folders = (process.env.PATH ?? process.env.Path ?? '').split(path.delimiter);
  return folders.some(folder => folder && fs.existsSync(path.join(folder, file)));
}

module.exports = { ask, isOnPath, Missing, runAloud };
