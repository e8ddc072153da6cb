import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { quickFolder, toolFolder } from './powershell-folders.cjs';
import { root } from './project-paths';

/** A command that starts PowerShell. Append PowerShell's own arguments to `args`. */
export interface PowerShellCommand {
  command: string;
  args: string[];
}

let found: PowerShellCommand | undefined;

/**
 * Finds PowerShell 7.4 or later: the one on PATH, or else the .NET tool whose version this project pins. Throws an
 * Error that says what to install if there is none.
 */
export function findPowerShell(): PowerShellCommand {
  found ??= findOnPath() ?? findTool() ?? findToolByDotnet();
  if (!found) {
    throw new Error(
      'PowerShell 7.4 or later was not found: install it, or the .NET SDK and then run "dotnet tool restore" here.'
    );
  }
  return found;
}

function findOnPath(): PowerShellCommand | undefined {
  return isNewEnough('pwsh', []) ? { command: 'pwsh', args: [] } : undefined;
}

/**
 * Finds the tool's program file, either compiled for this machine or in the NuGet folder. Don't start it with "dotnet
 * tool run", because that command starts another process: stopping the first one would leave the second running.
 */
function findTool(): PowerShellCommand | undefined {
  return [quickFolder(root), toolFolder(root)]
    .filter((folder): folder is string => folder !== undefined && fs.existsSync(folder))
    .map(folder => ({ command: 'dotnet', args: [path.join(folder, 'pwsh.dll')] }))
    .find(tool => isNewEnough(tool.command, tool.args));
}

/** Finds the tool if only dotnet knows where the NuGet folder is. */
function findToolByDotnet(): PowerShellCommand | undefined {
  const args = ['tool', 'run', 'pwsh', '--'];
  return isNewEnough('dotnet', args) ? { command: 'dotnet', args } : undefined;
}

function isNewEnough(command: string, args: string[]): boolean {
  const asked = spawnSync(command, [...args, '--version'], {
    cwd: root,
    encoding: 'utf8',
    windowsHide: true
  });
  const [, major, minor] = /(\d+)\.(\d+)/.exec(asked.stdout ?? '') ?? [];
  return asked.status === 0 && (Number(major) > 7 || (Number(major) === 7 && Number(minor) >= 4));
}
