/** Finds PowerShell: the one on PATH, or the .NET tool that the project pins. */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { quickFolder, toolFolder } from './set-up/powershell-folders.cjs';

/** How to start PowerShell: arguments of its own come after these. */
export interface PowerShellCommand {
  command: string;
  args: string[];
}

const project = path.join(__dirname, '..');
let found: PowerShellCommand | undefined;

/**
 * How to start PowerShell 7.4 or later on this machine. Throws an Error that says what to install
 * where there is none.
 */
export function findPowerShell(): PowerShellCommand {
  found ??= findOnPath() ?? findTool() ?? findToolByDotnet();
  if (!found) {
    throw new Error(
      'PowerShell 7.4 or later was not found: install it, or the .NET SDK and then run ' + '"dotnet tool restore" here.'
    );
  }
  return found;
}

function findOnPath(): PowerShellCommand | undefined {
  return isNewEnough('pwsh', []) ? { command: 'pwsh', args: [] } : undefined;
}

/**
 * The tool's own program, compiled for this machine or as it is in NuGet's folder. It is started without "dotnet tool
 * run", which would stand between us and the process: ending the one would leave the other.
 */
function findTool(): PowerShellCommand | undefined {
  return [quickFolder(project), toolFolder(project)]
    .filter((folder): folder is string => folder !== undefined && fs.existsSync(folder))
    .map(folder => ({ command: 'dotnet', args: [path.join(folder, 'pwsh.dll')] }))
    .find(tool => isNewEnough(tool.command, tool.args));
}

/** The tool where NuGet's folder is somewhere that only dotnet knows. */
function findToolByDotnet(): PowerShellCommand | undefined {
  const args = ['tool', 'run', 'pwsh', '--'];
  return isNewEnough('dotnet', args) ? { command: 'dotnet', args } : undefined;
}

function isNewEnough(command: string, args: string[]): boolean {
  const asked = spawnSync(command, [...args, '--version'], {
    cwd: project,
    encoding: 'utf8',
    windowsHide: true
  });
  const [, major, minor] = /(\d+)\.(\d+)/.exec(asked.stdout ?? '') ?? [];
  return asked.status === 0 && (Number(major) > 7 || (Number(major) === 7 && Number(minor) >= 4));
}
