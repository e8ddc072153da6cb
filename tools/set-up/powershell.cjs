'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Missing } = require('./missing.cjs');
const { toolFolder } = require('../../machine/powershell-folders.cjs');
const { ask, runAloud } = require('./run.cjs');

const sentence = 'PowerShell is missing: install PowerShell 7.4 or later, or the .NET SDK, and run this again.';

/** Whether PowerShell 7.4 or later is on PATH. It looks for the file first, because starting it takes half a second. */
function isOnPath() {
  const name = process.platform === 'win32' ? 'pwsh.exe' : 'pwsh';
  const folders = (process.env.PATH ?? process.env.Path ?? '').split(path.delimiter);
  if (!folders.some(folder => folder && fs.existsSync(path.join(folder, name)))) {
    return false;
  }
  const [, major, minor] = /(\d+)\.(\d+)/.exec(ask('pwsh', ['--version']) ?? '') ?? [];
  return Number(major) > 7 || (Number(major) === 7 && Number(minor) >= 4);
}

/** Installs PowerShell as a .NET tool if there is none, or throws Missing. */
function install(root) {
  if (toolFolder(root) !== undefined || isOnPath()) {
    return;
  }
  if (ask('dotnet', ['--version'], { cwd: root }) === undefined) {
    throw new Missing(sentence);
  }
  const says = 'Installing PowerShell as a .NET tool (dotnet tool restore)…';
  if (!runAloud(says, 'dotnet', ['tool', 'restore'], { cwd: root })) {
    throw new Missing('PowerShell could not be installed: run "dotnet tool restore" to see why.');
  }
}

module.exports = { install, isOnPath };
