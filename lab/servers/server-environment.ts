/** Turns a process into a certain server, with environment variables only. */
import * as path from 'path';
import { ServerEnvironment } from './server-process';
import { ServerState, stateFiles } from './server-state';

const windows = path.join(__dirname, '..', 'windows');
const april2021 = path.join(windows, 'activation', 'april-2021');
const moduleByPath = path.join(
  april2021,
  'System32',
  'WindowsPowerShell',
  'v1.0',
  'Modules',
  'ServerAVMAManager',
  'ServerAVMAMAnager.psm1'
);

const azureFolders = {
  complete: 'complete',
  withoutSubscriptions: 'without-subscriptions'
} as const;

/** The environment of a server from the state folder. */
export function serverEnvironment(stateFolder: string, server: ServerState): ServerEnvironment {
  const { found, version } = server.activationModule;
  const variables: Record<string, string> = {
    LAB_STATE_FOLDER: path.resolve(stateFolder),
    LAB_SERVER: server.name,
    COMPUTERNAME: server.name.toUpperCase()
  };
  if (process.platform === 'linux') {
    // There .NET has the current user's certificates below it, and elsewhere not. Each server needs a store of its own.
    variables['HOME'] = path.resolve(stateFiles.home(stateFolder, server.device));
  }
  if (found === 'path') {
    variables['SystemRoot'] = april2021;
  } else if (process.platform !== 'win32') {
    // A Windows folder without the module. On Windows itself, keep the real one: encryption needs it.
    variables['SystemRoot'] = path.join(windows, 'system-root');
  }
  const modulePath = [path.join(windows, 'system')];
  if (found === 'name' || found === 'broken') {
    const folder = found === 'name' ? `version-${version}` : 'broken';
    modulePath.push(path.join(windows, 'activation', folder));
  }
  if (server.azure.module !== 'missing') {
    modulePath.push(path.join(windows, 'azure', azureFolders[server.azure.module]));
  }
  return { variables, modulePath, trustedModules: trustedModules(server) };
}

const windowsModules = ['CimCmdlets', 'DnsClient', 'FailoverClusters', 'Microsoft.PowerShell.Diagnostics', 'PKI'];

/** Under application control, Windows' own signed modules still run in Full Language mode. */
function trustedModules(server: ServerState): string[] | null {
  const activation = { name: ['ServerAVMAManager'], path: [moduleByPath], missing: [], broken: [] };
  const azure = server.azure.module === 'missing' ? [] : ['AzureStackHCI'];
  return server.applicationControl ? [...windowsModules, ...azure, ...activation[server.activationModule.found]] : null;
}
