'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** The version of the PowerShell .NET tool that this project pins. */
function pinnedVersion(root) {
  const manifest = path.join(root, '.config', 'dotnet-tools.json');
  return JSON.parse(fs.readFileSync(manifest, 'utf8')).tools.powershell.version;
}

/** Finds the folder of the tool's program among NuGet's packages. Returns undefined if it is not installed. */
function toolFolder(root) {
  const packages = process.env.NUGET_PACKAGES ?? path.join(os.homedir(), '.nuget', 'packages');
  const tools = path.join(packages, 'powershell', pinnedVersion(root), 'tools');
  const system = process.platform === 'win32' ? 'win' : 'unix';
  return (fs.existsSync(tools) ? fs.readdirSync(tools) : [])
    .map(framework => path.join(tools, framework, 'any', system))
    .find(folder => fs.existsSync(path.join(folder, 'pwsh.dll')));
}

/** The folder for the tool after it is compiled for this machine. It might not exist. */
function quickFolder(root) {
  return path.join(root, 'out', 'powershell', pinnedVersion(root));
}

module.exports = { quickFolder, toolFolder };
