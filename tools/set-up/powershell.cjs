'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Missing } = require('./missing.cjs');
const { ask, runAloud } = require('./run.cjs');

const sentence =
  'PowerShell is missing: install PowerShell 7.4 or later, or the .NET SDK, and run this again.';

/** PowerShell 7.4 or later on PATH. Looked for before it is started, which takes half a second. */
function isOnPath() {
  const name = process.platform === 'win32' ? 'pwsh.exe' : 'pwsh';
  const folders = (process.env.PATH ?? process.env.Path ?? '').split(path.delimiter);
  if (!folders.some((folder) => folder && fs.existsSync(path.join(folder, name)))) {
    return false;
  }
  const [, major, minor] = /(\d+)\.(\d+)/.exec(ask('pwsh', ['--version']) ?? '') ?? [];
  return Number(major) > 7 || (Number(major) === 7 && Number(minor) >= 4);
}

function pinnedVersion(root) {
  const manifest = path.join(root, '.config', 'dotnet-tools.json');
  return JSON.parse(fs.readFileSync(manifest, 'utf8')).tools.powershell.version;
}

/** Whether the .NET tool lies where NuGet keeps its packages. */
function isRestored(root) {
  const packages = process.env.NUGET_PACKAGES ?? path.join(os.homedir(), '.nuget', 'packages');
  return fs.existsSync(path.join(packages, 'powershell', pinnedVersion(root), 'tools'));
}

/** Makes sure that there is a PowerShell: the one on PATH, else the .NET tool. */
function install(root) {
  if (isRestored(root) || isOnPath()) {
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
