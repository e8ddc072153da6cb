'use strict';

const { spawnSync } = require('node:child_process');

/** Says what is done, does it in view of the user, and tells whether it went well. */
function runAloud(sentence, command, args, options) {
  console.log(sentence);
  return spawnSync(command, args, { stdio: 'inherit', ...options }).status === 0;
}

/** What a command prints, or undefined where it is not there or fails. */
function ask(command, args, options) {
  const asked = spawnSync(command, args, { encoding: 'utf8', windowsHide: true, ...options });
  return asked.status === 0 ? asked.stdout.trim() : undefined;
}

module.exports = { ask, runAloud };
