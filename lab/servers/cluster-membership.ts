/**
 * Adds, removes, and renames servers while the lab runs. The files of a removed server stay, because something may be
 * reading them right now, but no name leads to them.
 */
import { randomUUID } from 'crypto';
import * as fs from 'fs';
import { renameOwner, writeGuests } from './guest-state';
import {
  ActivationState,
  changeCluster,
  ClusterNode,
  NodeState,
  readActivation,
  readCluster,
  readServer,
  stateFiles,
  writeJson
} from './server-state';

const noKey: ActivationState = {
  key: null,
  licenseStatus: 0,
  licenseStatusReason: '0x00000000'
};

/** Adds a new machine that is set up like another one, without a key and without guests. */
export function addServer(stateFolder: string, name: string, like: string): void {
  const { nodes, domain } = readCluster(stateFolder);
  const fqdn = `${name}.${domain}`;
  const server = {
    ...readServer(stateFolder, like),
    name,
    fqdn,
    device: randomUUID(),
    power: 'on'
  };
  writeJson(stateFiles.server(stateFolder, name), server);
  writeJson(stateFiles.activation(stateFolder, name), noKey);
  writeGuests(stateFolder, name, []);
  changeCluster(stateFolder, { nodes: [...nodes, { name, fqdn, state: 'Up' }] });
}

/** Removes a server and its guests from the cluster. Nothing fails over here. */
export function removeServer(stateFolder: string, name: string): void {
  const nodes = readCluster(stateFolder).nodes.filter(node => node.name !== name);
  changeCluster(stateFolder, { nodes });
}

/** Renames a server. The machine stays the same, with its key and its guests. */
export function renameServer(stateFolder: string, name: string, newName: string): void {
  const fqdn = `${newName}.${readCluster(stateFolder).domain}`;
  const server = { ...readServer(stateFolder, name), name: newName, fqdn };
  writeJson(stateFiles.server(stateFolder, newName), server);
  writeJson(stateFiles.activation(stateFolder, newName), readActivation(stateFolder, name));
  renameOwner(stateFolder, name, newName);
  changeNode(stateFolder, name, { name: newName, fqdn });
}

/**
 * Removes a server's key and its certificates. The activation service still knows the machine. Nothing may run on the
 * server, because its own processes write these files as well.
 */
export function removeKey(stateFolder: string, name: string): void {
  const { device } = readServer(stateFolder, name);
  fs.rmSync(stateFiles.home(stateFolder, device), { recursive: true, force: true });
  writeJson(stateFiles.activation(stateFolder, name), noKey);
}

/** Changes the state that the cluster reports for a server. */
export function changeNodeState(stateFolder: string, name: string, state: NodeState): void {
  changeNode(stateFolder, name, { state });
}

function changeNode(stateFolder: string, name: string, change: Partial<ClusterNode>): void {
  const nodes = readCluster(stateFolder).nodes.map(node => (node.name === name ? { ...node, ...change } : node));
  changeCluster(stateFolder, { nodes });
}
