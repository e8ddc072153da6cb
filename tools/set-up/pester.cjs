'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { Missing } = require('./missing.cjs');
const { isOnPath } = require('./powershell.cjs');
const { ask, runAloud } = require('./run.cjs');

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
  return runAloud('Installing Pester (Save-Module)…', 'pwsh', ['-NoProfile', '-NonInteractive', '-Command', command], {
    cwd: root
  });
}

/** Installs Pester if it's missing, with NuGet, or with PowerShell if there is nothing else. */
function install(root) {
  if (findPester(root)) {
    return;
  }
  const hasDotnet = ask('dotnet', ['--version'], { cwd: root }) !== undefined;
  const done = hasDotnet ? restore(root) : isOnPath() && save(root);
  if (!done || !findPester(root)) {
    throw new Missing(`Pester ${version(root)} could not be installed: see above why, or install the .NET SDK.`);
  }
}

module.exports = { findPester, install };
