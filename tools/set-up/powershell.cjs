'use strict';

const { toolFolder } = require('../../machine/powershell-folders.cjs');
const { ask, isOnPath, Missing, runAloud } = require('./run.cjs');

/** Whether PowerShell 7.4 or later is on PATH. */
function isPowerShellOnPath() {
  if (!isOnPath('pwsh')) {
    return false;
  }
  const [, major, minor] = /(\d+)\.(\d+)/.exec(ask('pwsh', ['--version']) ?? '') ?? [];
  return Number(major) > 7 || (Number(major) === 7 && Number(minor) >= 4);
}

/** Null if PowerShell is on PATH or a .NET tool. It can be installed as such a tool. */
function missing(root) {
  if (toolFolder(root) !== undefined || isPowerShellOnPath()) {
    return null;
  }
  if (ask('dotnet', ['--version'], { cwd: root }) === undefined) {
    throw new Missing('PowerShell is missing: install PowerShell 7.4 or later, or the .NET SDK, and run this again.');
  }
  return "PowerShell: dotnet tool restore (into NuGet's package folder)";
}

/** Installs PowerShell as a .NET tool. */
function install(root) {
  const sentence = 'Installing PowerShell as a .NET tool (dotnet tool restore)…';
  if (!runAloud(sentence, 'dotnet', ['tool', 'restore'], { cwd: root })) {
    throw new Missing('PowerShell could not be installed: run "dotnet tool restore" to see why.');
  }
}

module.exports = { install, isPowerShellOnPath, missing };
