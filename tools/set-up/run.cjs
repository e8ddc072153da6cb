'use strict';

const { spawnSync } = require('node:child_process');

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

module.exports = { ask, runAloud };
