import * as fc from 'fast-check';
import {
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { reportOf } from '../domain/testing/report-fixture';
import { statusOf } from '../domain/servers/status';
import { commandsFor, keyCommands, oneServerCommands, statusCommands } from './power-shell-commands';

const [one, two, three, four] = serversNamed('node01', 'node02', 'node03', 'node04');
const withKey = statusOf(one, answered(reportWithKey()));
const keyless = statusOf(two, answered(reportWithoutKey()));
const modulePath = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\Modules\\ServerAVMAManager\\ServerAVMAMAnager.psm1';

/** PowerShell's own rule: any of these ends a quoted text, unless a second one follows directly. */
const quotes = "'\u2018\u2019\u201a\u201b";

/** The quoted text at the start of a line, as PowerShell reads it, and the rest of the line. */
function readQuoted(line: string): { text: string; rest: string } {
  let text = '';
  for (let at = 1; at < line.length; at++) {
    const isQuote = quotes.includes(line[at]);
    if (isQuote && !quotes.includes(line[at + 1] ?? ' ')) {
      return { text, rest: line.slice(at + 1) };
    }
    at += isQuote ? 1 : 0;
    text += line[at];
  }
  throw new Error('The quotes are not closed.');
}

describe('The commands for one server', () => {
  it('import the module by name or otherwise by path, set a key, and get the status', () => {
    expect(oneServerCommands()).toBe(`$module = 'ServerAVMAManager'
if (-not (Get-Module -Name $module -ListAvailable)) {
    $module = '${modulePath}'
}
Import-Module -Name $module -ErrorAction Stop
Set-VMAutomaticActivation -ProductKey '<product key>'
Get-VMAutomaticActivation`);
  });
});

describe('The commands for all servers', () => {
  it('run on all of them at once, by their full names', () => {
    const commands = statusCommands(['node01.contoso.com', 'node02.contoso.com']);
    expect(commands).toContain(`$servers = @(
    'node01.contoso.com'
    'node02.contoso.com'
)
Invoke-Command -ComputerName $servers -ScriptBlock {
    $module = 'ServerAVMAManager'
`);
    expect(commands).toContain(modulePath);
    expect(commands.endsWith('    Get-VMAutomaticActivation\n}')).toBeTrue();
    expect(commands).not.toContain('Set-VMAutomaticActivation');
  });

  it('have a line with a placeholder for a key for each server', () => {
    const commands = keyCommands(['node01.contoso.com', 'node02.contoso.com']);
    expect(commands).toContain(`$keys = [ordered]@{
    'node01.contoso.com' = '<product key>'
    'node02.contoso.com' = '<product key>'
}`);
    expect(commands).toContain('Set-VMAutomaticActivation -ProductKey $ProductKey');
  });

  it('name all servers, whatever isn’t known about them', () => {
    const unknown = statusOf(three, failed('timedOut'));
    const checking = statusOf(four, { kind: 'checking' });
    const { named, leftOut, onAllServers } = commandsFor([withKey, keyless, unknown, checking]);
    expect(named).toEqual([one, two, three, four]);
    expect(leftOut).toEqual([]);
    expect(onAllServers.map(({ kind }) => kind)).toEqual(['statusOfAll', 'keysForAll']);
    onAllServers.forEach(({ commands }) => expect(commands).toContain("'node04.contoso.com'"));
  });

  it('leave out servers that are down or lack the module', () => {
    const down = statusOf({ ...two, state: 'down' }, failed('unreachable'));
    const tooOld = statusOf(three, answered(reportOf({ moduleSource: null })));
    const windowsServer = statusOf(
      four,
      answered(reportOf({ moduleSource: null, osSku: 8, osCaption: 'Microsoft Windows Server 2022' }))
    );
    const { named, leftOut, onAllServers } = commandsFor([withKey, down, tooOld, windowsServer]);
    expect(leftOut.map(({ state }) => state)).toEqual(['down', 'tooOld', 'ownActivation']);
    expect(named).toEqual([one]);
    expect(onAllServers.map(({ commands }) => /node0[234]/.test(commands))).toEqual([false, false]);
    expect(commandsFor([down]).onAllServers).toEqual([]);
  });

  it('name a server once, even if the cluster reports its full name twice', () => {
    const again = statusOf({ ...two, fqdn: one.fqdn.toUpperCase() }, { kind: 'checking' });
    const [, keys] = commandsFor([withKey, again]).onAllServers;
    expect(keys.commands.match(/<product key>/g)?.length).toBe(1);
  });

  it('can’t be broken out of by any name', () => {
    const quote = fc.constantFrom(...quotes, '"', '`', '$', '(', ')', ';', '#', '\n', 'a');
    const anyName = fc.oneof(fc.fullUnicodeString(), fc.stringOf(quote));
    fc.assert(
      fc.property(anyName, name => {
        const [, line] = statusCommands([name]).split('$servers = @(\n    ');
        const { text, rest } = readQuoted(line);
        expect(text).toBe(name);
        expect(rest.startsWith('\n)\nInvoke-Command')).toBeTrue();
        const [, entry] = keyCommands([name]).split('$keys = [ordered]@{\n    ');
        const read = readQuoted(entry);
        expect(read.text).toBe(name);
        expect(read.rest.startsWith(" = '<product key>'\n}")).toBeTrue();
      })
    );
  });
});
