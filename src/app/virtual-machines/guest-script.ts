import { VirtualMachineRow } from './virtual-machine-row';
import { quoted } from '../text/power-shell-quotes';

/** A guest, its server, and the public key that it needs. */
export interface GuestKeyOrder {
  readonly name: string;
  readonly id: string;
  readonly server: string;
  readonly key: string;
}

/** Whether a script can set the key in this guest. */
export function isScriptable({ key, kind, supportsPowerShellDirect }: VirtualMachineRow): boolean {
  return key !== null && kind !== 'cannot' && supportsPowerShellDirect;
}

/** What a script sets in these machines. Leaves out those in which it can't set a key. */
export function ordersOf(rows: readonly VirtualMachineRow[]): GuestKeyOrder[] {
  return rows.flatMap(row =>
    row.key === null || !isScriptable(row)
      ? []
      : [{ name: row.name, id: row.machine.id, server: row.server.fqdn, key: row.key }]
  );
}

/** The command that installs a key in a guest. Run it in the guest as an administrator. */
export function guestKeyCommand(key: string): string {
  return `slmgr /ipk ${key}`;
}

/** The command that makes a guest ask its host for activation. Run it in the guest as an administrator. */
export const activateCommand = 'slmgr /ato';

/**
 * One script for several guests, in Windows PowerShell 5.1. It connects to each guest's server, and from there to the
 * guest by PowerShell Direct, because a guest may have no network. It finds guests by ID. Names are for display only.
 */
export function guestKeysScript(orders: readonly GuestKeyOrder[]): string {
  return [
    '$guests = @(',
    ...orders.map(order => `    ${guestLine(order)}`),
    ')',
    "$credential = Get-Credential -Message 'An administrator within the guests'",
    'foreach ($guest in $guests) {',
    '    Write-Host "$($guest.Name) on $($guest.Server)"',
    '    Invoke-Command -ComputerName $guest.Server -ArgumentList $guest, $credential -ScriptBlock {',
    '        param ($Guest, $Credential)',
    '        $direct = @{ VMId = $Guest.Id; Credential = $Credential; ArgumentList = $Guest.Key }',
    '        Invoke-Command @direct -ScriptBlock {',
    '            param ($Key)',
    '            $slmgr = "$env:SystemRoot\\System32\\slmgr.vbs"',
    '            cscript.exe //NoLogo $slmgr /ipk $Key',
    '            if ($LASTEXITCODE -eq 0) {',
    '                cscript.exe //NoLogo $slmgr /ato',
    '            }',
    '        }',
    '    }',
    '}'
  ].join('\n');
}

function guestLine({ name, id, server, key }: GuestKeyOrder): string {
  const values = { Name: oneLine(name), Server: oneLine(server), Id: oneLine(id), Key: key };
  const pairs = Object.entries(values).map(([property, value]) => `${property} = ${quoted(value)}`);
  return `@{ ${pairs.join('; ')} }`;
}

/** Replaces line breaks, which would split the script's line, and invisible characters, which can disguise a name. */
function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
