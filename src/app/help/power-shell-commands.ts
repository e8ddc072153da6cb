import { Server } from '../domain/servers/server';
import { traitsOf } from '../domain/servers/states';
import { ServerStatus } from '../domain/servers/status';
import { quoted } from '../text/power-shell-quotes';

/** Commands for several servers that belong together and are copied at once. */
export interface CommandBlock {
  readonly kind: 'statusOfAll' | 'keysForAll';
  readonly commands: string;
}

/** What the page does, as commands for an admin. */
export interface PowerShellCommands {
  /** To run on a server itself, so they name no server. */
  readonly onOneServer: string;
  /** For all servers that can run them; empty if there are none. */
  readonly onAllServers: readonly CommandBlock[];
  /** The servers that the commands name. */
  readonly named: readonly Server[];
  /** The servers that are down or lack what the commands need. */
  readonly leftOut: readonly ServerStatus[];
}

/** A placeholder for a key. It doesn't have a key's form. */
const keyPlace = quoted('<product key>');

/** Servers updated in April 2021 only find the module by its path. */
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

/** The commands for a cluster of these servers, for Windows PowerShell 5.1. */
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

/** What to run on one server after signing in to it. */
export function oneServerCommands(): string {
  return [...importModule, `Set-VMAutomaticActivation -ProductKey ${keyPlace}`, 'Get-VMAutomaticActivation'].join('\n');
}

/** Gets the status of all those servers at once. */
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

/** Gives each of those servers its own key. */
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

/** The servers' full names, without duplicates: a hash table of keys can't name one twice. */
function namesOf(servers: readonly Server[]): readonly string[] {
  return [...new Map(servers.map(({ fqdn }) => [fqdn.toLowerCase(), fqdn])).values()];
}

function indented(lines: readonly string[]): string[] {
  return lines.map(line => `    ${line}`);
}
