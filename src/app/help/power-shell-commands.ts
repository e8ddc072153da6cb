import { Server } from '../domain/servers/server';
import { traitsOf } from '../domain/servers/states';
import { ServerStatus } from '../domain/servers/status';
import { quoted } from '../text/power-shell-quotes';

/** Commands for several servers, which belong together and are copied at once. */
export interface CommandBlock {
  readonly kind: 'statusOfAll' | 'keysForAll';
  readonly commands: string;
}

/** What the page does, as the commands of an admin. */
export interface PowerShellCommands {
  /** To be run on a server itself: they name none. */
  readonly onOneServer: string;
  /** For all servers that can follow them; none where there is no such server. */
  readonly onAllServers: readonly CommandBlock[];
  /** The servers that the commands name. */
  readonly named: readonly Server[];
  /** Those that have nothing which could follow the commands, or that are switched off. */
  readonly leftOut: readonly ServerStatus[];
}

/** Where a key goes. It has nothing of the form of one. */
const keyPlace = quoted('<product key>');

/** Servers updated in April 2021 have the module where only its path leads to it. */
const modulePath = quoted(
  'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules\\ServerAVMAManager\\ServerAVMAMAnager.psm1'
);

const importModule = [
  "$module = 'ServerAVMAManager'",
  'if (-not (Get-Module -Name $module -ListAvailable)) {',
  `    $module = ${modulePath}`,
  '}',
  'Import-Module -Name $module -ErrorAction Stop'
];

/** The commands for a cluster of these servers, in Windows PowerShell 5.1. */
export function commandsFor(statuses: readonly ServerStatus[]): PowerShellCommands {
  const named = statuses.filter(status => traitsOf(status).followsCommands).map(({ server }) => server);
  const names = namesOf(named);
  return {
    onOneServer: oneServerCommands(),
    onAllServers:
      names.length === 0
        ? []
        : [
            { kind: 'statusOfAll', commands: statusCommands(names) },
            { kind: 'keysForAll', commands: keyCommands(names) }
          ],
    named,
    leftOut: statuses.filter(status => !traitsOf(status).followsCommands)
  };
}

/** What is run on one server, after signing in to it. */
export function oneServerCommands(): string {
  return [...importModule, `Set-VMAutomaticActivation -ProductKey ${keyPlace}`, 'Get-VMAutomaticActivation'].join('\n');
}

/** Asks the servers of those names how they stand, all at once. */
export function statusCommands(names: readonly string[]): string {
  return [
    '$servers = @(',
    ...names.map(name => `    ${quoted(name)}`),
    ')',
    'Invoke-Command -ComputerName $servers -ScriptBlock {',
    ...indented([...importModule, 'Get-VMAutomaticActivation']),
    '}'
  ].join('\n');
}

/** Gives each server of those names a key of its own. */
export function keyCommands(names: readonly string[]): string {
  return [
    '$keys = [ordered]@{',
    ...names.map(name => `    ${quoted(name)} = ${keyPlace}`),
    '}',
    'foreach ($server in $keys.Keys) {',
    ...indented([
      'Invoke-Command -ComputerName $server -ArgumentList $keys[$server] -ScriptBlock {',
      ...indented(['param ($ProductKey)', ...importModule, 'Set-VMAutomaticActivation -ProductKey $ProductKey']),
      '}'
    ]),
    '}'
  ].join('\n');
}

/** The names by which the servers are reached, each once: a table of keys may name none twice. */
function namesOf(servers: readonly Server[]): readonly string[] {
  return [...new Map(servers.map(({ fqdn }) => [fqdn.toLowerCase(), fqdn])).values()];
}

function indented(lines: readonly string[]): string[] {
  return lines.map(line => `    ${line}`);
}
