'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { isPowerShellOnPath } = require('./powershell.cjs');
const { quickFolder, toolFolder } = require('../../machine/powershell-folders.cjs');

const project = path.join(__dirname, 'quick-powershell', 'quick-powershell.csproj');
const systems = { win32: 'win', darwin: 'osx', linux: 'linux' };

/** Null if the .NET tool is compiled for this machine, or if PowerShell is on PATH, which is quick anyway. */
function missing(root) {
  return fs.existsSync(quickFolder(root)) || isPowerShellOnPath()
    ? null
    : 'PowerShell, compiled so that it starts quickly: dotnet publish (into out)';
}

/**
 * Compiles the PowerShell .NET tool for this machine. If it can't be compiled, everything still works but takes longer,
 * so this prints a message and does not fail.
 */
function install(root) {
  const tool = toolFolder(root);
  const quick = quickFolder(root);
  console.log('Compiling PowerShell for this machine, so that it starts quickly (dotnet publish)…');
  const work = `${quick}.new`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  const made = path.join(work, 'made');
  const { status, stdout } = spawnSync(
    'dotnet',
    [
      'publish',
      project,
      '--runtime',
      `${systems[process.platform]}-${process.arch}`,
      '--output',
      made,
      '--artifacts-path',
      path.join(work, 'work'),
      `-p:PowerShellFolder=${tool}`
    ],
    { encoding: 'utf8', windowsHide: true }
  );
  if (status !== 0) {
    console.log(`It can't be compiled here, so the tests take longer: ${lastLine(stdout)}`);
  } else {
    const whole = path.join(work, 'whole');
    fs.cpSync(tool, whole, { recursive: true });
    fs.readdirSync(made)
      .filter(name => name.endsWith('.dll') && fs.existsSync(path.join(tool, name)))
      .forEach(name => fs.copyFileSync(path.join(made, name), path.join(whole, name)));
    fs.renameSync(whole, quick);
  }
  fs.rmSync(work, { recursive: true, force: true });
}

function lastLine(text) {
  return (text ?? '').trim().split('\n').pop();
}

module.exports = { install, missing };
