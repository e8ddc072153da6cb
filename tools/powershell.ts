/** Finds PowerShell: the one on PATH, or the .NET tool that the project pins. */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

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
      'PowerShell 7.4 or later was not found: install it, or the .NET SDK and then run '
      + '"dotnet tool restore" here.');
  }
  return found;
}

function findOnPath(): PowerShellCommand | undefined {
  return isNewEnough('pwsh', []) ? { command: 'pwsh', args: [] } : undefined;
}

/**
 * The tool's own program in NuGet's folder. It is started without "dotnet tool run", which would
 * stand between us and the process: ending the one would leave the other.
 */
function findTool(): PowerShellCommand | undefined {
  const packages = process.env['NUGET_PACKAGES'] ?? path.join(os.homedir(), '.nuget', 'packages');
  const tools = path.join(packages, 'powershell', pinnedVersion(), 'tools');
  if (!fs.existsSync(tools)) {
    return undefined;
  }
  const system = process.platform === 'win32' ? 'win' : 'unix';
  return fs.readdirSync(tools)
    .map(framework => path.join(tools, framework, 'any', system, 'pwsh.dll'))
    .filter(program => fs.existsSync(program))
    .map(program => ({ command: 'dotnet', args: [program] }))
    .find(tool => isNewEnough(tool.command, tool.args));
}

/** The tool where NuGet's folder is somewhere that only dotnet knows. */
function findToolByDotnet(): PowerShellCommand | undefined {
  const args = ['tool', 'run', 'pwsh', '--'];
  return isNewEnough('dotnet', args) ? { command: 'dotnet', args } : undefined;
}

function pinnedVersion(): string {
  const manifest = path.join(project, '.config', 'dotnet-tools.json');
  const { tools } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as {
    tools: Record<string, { version: string }>;
  };
  return tools['powershell'].version;
}

function isNewEnough(command: string, args: string[]): boolean {
  const asked = spawnSync(command, [...args, '--version'], {
    cwd: project, encoding: 'utf8', windowsHide: true
  });
  const [, major, minor] = /(\d+)\.(\d+)/.exec(asked.stdout ?? '') ?? [];
  return asked.status === 0 && (Number(major) > 7 || Number(major) === 7 && Number(minor) >= 4);
}
