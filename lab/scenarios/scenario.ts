/** The clusters that the lab can play: each a JSON file here, in terms of another or of pieces. */
import Ajv from 'ajv';
import * as fs from 'fs';
import * as path from 'path';
import {
  ActivationState, ClusterState, KnownKey, NodeState, OperatingSystem, ServerState, stateFiles,
  writeJson
} from '../servers/server-state';

/** A server as a scenario has it, complete. */
export interface ScenarioServer extends ServerState {
  clusterState: NodeState;
  activation: ActivationState;
}

/** A cluster that the lab can play. */
export interface Scenario {
  name: string;
  title: string;
  cluster: { name: string; domain: string };
  servers: ScenarioServer[];
  keys: KnownKey[];
}

/** What a scenario's file may say of a server. */
interface ServerFile {
  power: 'on' | 'off';
  clusterState: NodeState;
  latencyMs: number;
  operatingSystem: string;
  activationModule: ServerState['activationModule'];
  answerDialect: string;
  language: string;
  key: string | null;
  licenseStatus: number;
  licenseStatusReason: string;
  errorsQuoteKey: boolean;
}

/** What a scenario's file says. */
export interface ScenarioFile {
  title: string;
  extends?: string;
  cluster?: { name: string; domain: string };
  everyServer?: Partial<ServerFile>;
  servers?: Record<string, Partial<ServerFile> | null>;
}

type KeyPieces = Record<string, Partial<KnownKey> & Pick<KnownKey, 'key' | 'kind' | 'version'>>;

const defaults: ServerFile = {
  power: 'on',
  clusterState: 'Up',
  latencyMs: 0,
  operatingSystem: 'azure-stack-hci-22h2',
  activationModule: { found: 'name', version: '1.1' },
  answerDialect: 'plain',
  language: 'en-US',
  key: null,
  licenseStatus: 1,
  licenseStatusReason: '0x00000000',
  errorsQuoteKey: false
};

const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(fs.readFileSync(path.join(__dirname, 'scenario.schema.json'), 'utf8')) as object);

/** The names of all scenarios, in order. */
export function scenarioNames(): string[] {
  return fs.readdirSync(__dirname)
    .filter(file => file.endsWith('.json') && file !== 'scenario.schema.json')
    .map(file => path.basename(file, '.json'))
    .sort();
}

/** Reads a scenario. Throws an Error that says what is wrong with it. */
export function loadScenario(name: string): Scenario {
  const file = readScenarioFile(name, []);
  if (!file.cluster) {
    throw new Error(`Scenario "${name}" has no cluster.`);
  }
  const cluster = file.cluster;
  const pieces = readPiece<KeyPieces>('keys');
  const servers = Object.entries(file.servers ?? {})
    .filter(([, server]) => server !== null)
    .map(([server, own]) => toServer(
      server, cluster.domain, { ...defaults, ...file.everyServer, ...own }, pieces));
  const keys = Object.values(pieces).map(piece => toKnownKey(piece, servers));
  return { name, title: file.title, cluster, servers, keys };
}

/** Writes a scenario's files, in place of those of another. */
export function writeState(scenario: Scenario, stateFolder: string): void {
  for (const folder of ['servers', 'activations']) {
    fs.rmSync(path.join(stateFolder, folder), { recursive: true, force: true });
  }
  const cluster: ClusterState = {
    scenario: scenario.name,
    clusterName: scenario.cluster.name,
    domain: scenario.cluster.domain,
    nodes: scenario.servers.map(server =>
      ({ name: server.name, fqdn: server.fqdn, state: server.clusterState }))
  };
  for (const { clusterState: _, activation, ...server } of scenario.servers) {
    writeJson(stateFiles.server(stateFolder, server.name), server);
    writeJson(stateFiles.activation(stateFolder, server.name), activation);
  }
  writeJson(stateFiles.keys(stateFolder), { keys: scenario.keys });
  fs.writeFileSync(stateFiles.record(stateFolder), '');
  writeJson(stateFiles.cluster(stateFolder), cluster);
}

/** Reads and checks a scenario's file, completed by those that it extends. */
function readScenarioFile(name: string, extending: string[]): ScenarioFile {
  if (extending.includes(name)) {
    throw new Error(`Scenarios extend each other: ${[...extending, name].join(', ')}.`);
  }
  if (!scenarioNames().includes(name)) {
    throw new Error(`There is no scenario "${name}"; there are: ${scenarioNames().join(', ')}.`);
  }
  const text = fs.readFileSync(path.join(__dirname, `${name}.json`), 'utf8');
  const file = checkScenario(name, JSON.parse(text));
  if (!file.extends) {
    return file;
  }
  const base = readScenarioFile(file.extends, [...extending, name]);
  return {
    title: file.title,
    cluster: file.cluster ?? base.cluster,
    everyServer: { ...base.everyServer, ...file.everyServer },
    servers: mergeServers(base.servers ?? {}, file.servers ?? {})
  };
}

/** Checks what a scenario's file says against the schema. */
export function checkScenario(name: string, file: unknown): ScenarioFile {
  if (!validate(file)) {
    const faults = (validate.errors ?? []).map(fault =>
      `${fault.instancePath || '/'} ${fault.message ?? ''} ${JSON.stringify(fault.params)}`);
    throw new Error(`Scenario "${name}": ${faults.join('; ')}`);
  }
  return file as ScenarioFile;
}

function mergeServers(
  base: NonNullable<ScenarioFile['servers']>, own: NonNullable<ScenarioFile['servers']>
): NonNullable<ScenarioFile['servers']> {
  const merged = { ...base };
  for (const [name, server] of Object.entries(own)) {
    merged[name] = server && { ...base[name], ...server };
  }
  return merged;
}

function toServer(
  name: string, domain: string, file: ServerFile, keys: KeyPieces
): ScenarioServer {
  const { key, licenseStatus, licenseStatusReason, operatingSystem, ...server } = file;
  const systems = readPiece<Record<string, OperatingSystem>>('operating-systems');
  return {
    name,
    fqdn: `${name}.${domain}`,
    ...server,
    operatingSystem: pick(systems, operatingSystem, 'operating system'),
    activation: {
      key: key === null ? null : pick(keys, key, 'key').key,
      licenseStatus,
      licenseStatusReason
    }
  };
}

/** A key of which the servers that have it have already used an activation. */
function toKnownKey(piece: KeyPieces[string], servers: ScenarioServer[]): KnownKey {
  return {
    edition: 'Datacenter',
    remaining: null,
    blocked: false,
    devices: servers.filter(server => server.activation.key === piece.key)
      .map(server => server.name),
    ...piece
  };
}

function readPiece<T>(name: string): T {
  return JSON.parse(fs.readFileSync(path.join(__dirname, 'pieces', `${name}.json`), 'utf8')) as T;
}

function pick<T>(pieces: Record<string, T>, name: string, what: string): T {
  const piece = pieces[name];
  if (!piece) {
    throw new Error(`There is no ${what} "${name}"; there are: ${Object.keys(pieces).join(', ')}.`);
  }
  return piece;
}
