'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { isPowerShellOnPath } = require('./powershell.cjs');
const { ask, Missing, runAloud } = require('./run.cjs');

const name = 'Pester';

function version(root) {
  const project = fs.readFileSync(path.join(root, 'tests', 'pester.proj'), 'utf8');
  return /Include="Pester"\s+Version="\[([\d.]+)\]"/.exec(project)[1];
}

/** NuGet's package folders, from the project's restore. */
function packageFolders(root) {
  try {
    const assets = path.join(root, 'out', 'pester', 'project.assets.json');
    return Object.keys(JSON.parse(fs.readFileSync(assets, 'utf8')).packageFolders);
  } catch {
    // The project isn't restored yet.
    return [];
  }
}

/** Finds Pester's manifest, in order to import it. Undefined if Pester isn't installed. */
function findPester(root) {
  const wanted = version(root);
  return [
    ...packageFolders(root).map(folder => path.join(folder, 'pester', wanted, 'tools')),
    path.join(root, 'out', 'pester', 'modules', name, wanted)
  ]
    .map(folder => path.join(folder, `${name}.psd1`))
    .find(file => fs.existsSync(file));
}

function restore(root) {
  return runAloud(
    'Installing Pester (dotnet restore)…',
    'dotnet',
    ['restore', path.join('tests', 'pester.proj'), '--verbosity', 'quiet'],
    { cwd: root, env: { ...process.env, MSBUILDDISABLENODEREUSE: '1' } }
  );
}

function save(root) {
  const folder = path.join(root, 'out', 'pester', 'modules');
  fs.mkdirSync(folder, { recursive: true });
  const quoted = folder.replace(/'/g, "''");
  const command = `Save-Module ${name} -RequiredVersion ${version(root)} -Path '${quoted}' -Force`;
  const args = ['-NoProfile', '-NonInteractive', '-Command', command];
  return runAloud('Installing Pester (Save-Module)…', 'pwsh', args, { cwd: root });
}

function hasDotnet(root) {
  return ask('dotnet', ['--version'], { cwd: root }) !== undefined;
}

/** Null if Pester is there. It can be installed with NuGet, or with PowerShell if there is nothing else. */
function missing(root) {
  if (findPester(root)) {
    return null;
  }
  if (hasDotnet(root)) {
    return `Pester ${version(root)}: dotnet restore (into NuGet's package folder)`;
  }
  if (isPowerShellOnPath()) {
    return `Pester ${version(root)}: Save-Module (into out)`;
  }
  throw new Missing(`Pester ${version(root)} is missing: install the .NET SDK, and run this again.`);
}

/** Installs Pester. */
function install(root) {
  const isDone = hasDotnet(root) ? restore(root) : save(root);
  if (!isDone || !findPester(root)) {
    throw new Missing(`Pester ${version(root)} could not be installed: see above why, or install the .NET SDK.`);
  }
}

module.exports = { findPester, install, missing };
