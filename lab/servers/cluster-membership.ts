/**
 * Servers that come to a cluster, leave it, and get other names while the lab runs. The files of
 * one that is gone stay, since somebody may be reading them just now: nothing leads to them.
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

/** Adds a machine of its own, without a key and without guests, that is set up like another one. */
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

/** Takes a server out of the cluster, and its guests with it: nothing here fails over. */
export function removeServer(stateFolder: string, name: string): void {
  const nodes = readCluster(stateFolder).nodes.filter(node => node.name !== name);
  changeCluster(stateFolder, { nodes });
}

/** Gives a server another name; the machine, its key and its guests included, is the same. */
export function renameServer(stateFolder: string, name: string, newName: string): void {
  const fqdn = `${newName}.${readCluster(stateFolder).domain}`;
  const server = { ...readServer(stateFolder, name), name: newName, fqdn };
  writeJson(stateFiles.server(stateFolder, newName), server);
  writeJson(stateFiles.activation(stateFolder, newName), readActivation(stateFolder, name));
  renameOwner(stateFolder, name, newName);
  changeNode(stateFolder, name, { name: newName, fqdn });
}

/**
 * Takes a server's key and its certificates away. The activation service still knows the machine. Nothing may run on
 * it: its own processes write these files as well.
 */
export function removeKey(stateFolder: string, name: string): void {
  const { device } = readServer(stateFolder, name);
  fs.rmSync(stateFiles.home(stateFolder, device), { recursive: true, force: true });
  writeJson(stateFiles.activation(stateFolder, name), noKey);
}

/** Changes what the cluster says of a server. */
export function changeNodeState(stateFolder: string, name: string, state: NodeState): void {
  changeNode(stateFolder, name, { state });
}

function changeNode(stateFolder: string, name: string, change: Partial<ClusterNode>): void {
  const nodes = readCluster(stateFolder).nodes.map(node => (node.name === name ? { ...node, ...change } : node));
  changeCluster(stateFolder, { nodes });
}
