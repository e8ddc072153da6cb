/** The clusters that the lab can play. Each is a JSON file here that builds on another one or on pieces. */
import Ajv from 'ajv';
import * as fs from 'fs';
import * as path from 'path';
import { GuestState, writeGuests } from '../servers/guest-state';
import {
  Account,
  ActivationEvent,
  ActivationModule,
  ActivationState,
  AzureConnection,
  ClusterState,
  ConnectionState,
  KnownKey,
  NodeState,
  OperatingSystem,
  ServerState,
  stateFiles,
  writeJson
} from '../servers/server-state';
import { checkGuests, GuestEntry, toGuests } from './guests';
import { pick, readPiece } from './pieces';

/** A complete server of a scenario. */
export interface ScenarioServer extends ServerState {
  clusterState: NodeState;
  activation: ActivationState;
  guests: GuestState[];
}

/** A cluster that the lab can play. */
export interface Scenario {
  name: string;
  title: string;
  cluster: ClusterFile;
  servers: ScenarioServer[];
  keys: KnownKey[];
  accounts: Account[];
}

/** The cluster in a scenario's file. */
interface ClusterFile {
  name: string;
  domain: string;
  alias?: string;
  /** Replaces the list of the nodes' full names. */
  connectionNodes?: string[];
}

/** A server in a scenario's file. Its operating system and its key are names of pieces. */
type ServerFile = Omit<
  ServerState,
  'name' | 'fqdn' | 'device' | 'operatingSystem' | 'activationModule' | 'azure' | 'activationEvents'
> &
  ActivationState & {
    activationEvents: (Pick<ActivationEvent, 'daysAgo' | 'message'> & Partial<ActivationEvent>)[];
    guests: GuestEntry[];
    clusterState: NodeState;
    /** Null means the cluster's domain. */
    dnsSuffix: string | null;
    operatingSystem: string;
    activationModule: Partial<ActivationModule>;
    azure: Partial<AzureConnection>;
  };

/** A scenario's file. */
export interface ScenarioFile {
  title: string;
  extends?: string;
  cluster?: ClusterFile;
  everyServer?: Partial<ServerFile>;
  servers?: Record<string, Partial<ServerFile> | null>;
}

type KeyPieces = Record<string, Partial<KnownKey> & Pick<KnownKey, 'key' | 'kind' | 'version'>>;

const usualModule: ActivationModule = { found: 'name', version: '1.1' };

const usualAzure: AzureConnection = {
  module: 'complete',
  subscription: null,
  statusProperty: 'Status',
  daysSinceSync: 1,
  error: null,
  hangs: false
};

// A guess: the provider of Windows' own events.
const usualEvent = { level: 4, provider: 'Microsoft-Windows-Security-SPP' };

const defaults: ServerFile = {
  power: 'on',
  inDns: true,
  dnsSuffix: null,
  unreachableText: null,
  clusterState: 'Up',
  latencyMs: 0,
  operatingSystem: 'azure-stack-hci-22h2',
  activationModule: usualModule,
  azure: usualAzure,
  answerDialect: 'plain',
  noKeyAnswer: null,
  language: 'en-US',
  statusError: null,
  statusErrorText: null,
  statusFailure: null,
  applyError: null,
  applyErrorText: null,
  refusal: null,
  hangingCmdlet: null,
  badOutput: null,
  errorsQuoteKey: false,
  answersQuoteKey: false,
  applicationControl: false,
  certificateFault: null,
  largeAnswer: null,
  licensingErrorText: null,
  ownLicenseStatus: 1,
  activationEvents: [],
  guests: [],
  key: null,
  licenseStatus: 1,
  licenseStatusReason: '0x00000000',
  access: 'administrator'
};

const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(fs.readFileSync(path.join(__dirname, 'scenario.schema.json'), 'utf8')) as object
);

/** The names of all scenarios, sorted. */
export function scenarioNames(): string[] {
  return fs
    .readdirSync(__dirname)
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
    .map(([server, own]) => toServer(server, cluster.domain, { ...defaults, ...file.everyServer, ...own }, pieces));
  checkGuests(name, servers);
  const keys = Object.values(pieces).map(piece => toKnownKey(piece, servers));
  const accounts = readPiece<Account[]>('accounts');
  return { name, title: file.title, cluster, servers, keys, accounts };
}

/** Writes a scenario's files, in place of the previous scenario's. */
export function writeState(scenario: Scenario, stateFolder: string): void {
  for (const folder of ['servers', 'activations', 'guests', 'homes']) {
    fs.rmSync(path.join(stateFolder, folder), { recursive: true, force: true });
  }
  const cluster: ClusterState = {
    scenario: scenario.name,
    clusterName: scenario.cluster.name,
    domain: scenario.cluster.domain,
    answers: true,
    connection: connectionOf(scenario),
    accounts: scenario.accounts,
    nodes: scenario.servers.map(server => ({ name: server.name, fqdn: server.fqdn, state: server.clusterState }))
  };
  for (const { clusterState: _, activation, guests, ...server } of scenario.servers) {
    writeJson(stateFiles.server(stateFolder, server.name), server);
    writeJson(stateFiles.activation(stateFolder, server.name), activation);
    writeGuests(stateFolder, server.name, guests);
  }
  writeJson(stateFiles.keys(stateFolder), { keys: scenario.keys });
  fs.writeFileSync(stateFiles.record(stateFolder), '');
  writeJson(stateFiles.cluster(stateFolder), cluster);
}

/** The connection as the shell's own status script found the cluster when it was added. */
function connectionOf({ cluster, servers }: Scenario): ConnectionState {
  return {
    alias: cluster.alias ?? null,
    nodes: cluster.connectionNodes ?? servers.map(server => server.fqdn)
  };
}

/** Reads and checks a scenario's file, with everything from the scenarios that it extends. */
function readScenarioFile(name: string, extending: string[]): ScenarioFile {
  if (extending.includes(name)) {
    throw new Error(`Scenarios extend each other: ${[...extending, name].join(', ')}.`);
  }
  if (!scenarioNames().includes(name)) {
    throw new Error(`There is no scenario "${name}"; there are: ${scenarioNames().join(', ')}.`);
  }
  const text = fs.readFileSync(path.join(__dirname, `${name}.json`), 'utf8');
  const checked = checkScenario(name, JSON.parse(text));
  const file = { ...checked, servers: withoutRanges(checked.servers ?? {}) };
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

/** Checks a scenario's file against the schema. */
export function checkScenario(name: string, file: unknown): ScenarioFile {
  if (!validate(file)) {
    const faults = (validate.errors ?? []).map(
      fault => `${fault.instancePath || '/'} ${fault.message ?? ''} ${JSON.stringify(fault.params)}`
    );
    throw new Error(`Scenario "${name}": ${faults.join('; ')}`);
  }
  return file as ScenarioFile;
}

/** Expands "node05..node16" into one entry for each server. */
function withoutRanges(servers: NonNullable<ScenarioFile['servers']>): NonNullable<ScenarioFile['servers']> {
  return Object.fromEntries(
    Object.entries(servers).flatMap(([name, server]) => namesInRange(name).map(one => [one, server] as const))
  );
}

function namesInRange(name: string): string[] {
  const [, stem, first, last] = /^([a-z-]+)(\d+)\.\.\1(\d+)$/.exec(name) ?? [];
  if (!stem || !first || !last) {
    return [name];
  }
  const count = Math.max(0, Number(last) - Number(first) + 1);
  return Array.from({ length: count }, (_, index) => stem + String(Number(first) + index).padStart(first.length, '0'));
}

function mergeServers(
  base: NonNullable<ScenarioFile['servers']>,
  own: NonNullable<ScenarioFile['servers']>
): NonNullable<ScenarioFile['servers']> {
  const merged = { ...base };
  for (const [name, server] of Object.entries(own)) {
    merged[name] = server && { ...base[name], ...server };
  }
  return merged;
}

function toServer(name: string, domain: string, file: ServerFile, keys: KeyPieces): ScenarioServer {
  const {
    key,
    licenseStatus,
    licenseStatusReason,
    operatingSystem,
    activationModule,
    azure,
    activationEvents,
    guests,
    dnsSuffix,
    ...server
  } = file;
  const systems = readPiece<Record<string, OperatingSystem>>('operating-systems');
  return {
    name,
    fqdn: `${name}.${dnsSuffix ?? domain}`,
    device: name,
    ...server,
    activationModule: { ...usualModule, ...activationModule },
    azure: { ...usualAzure, ...azure },
    operatingSystem: pick(systems, operatingSystem, 'operating system'),
    activationEvents: activationEvents.map(event => ({ ...usualEvent, ...event })),
    guests: toGuests(name, domain, guests),
    activation: {
      key: key === null ? null : pick(keys, key, 'key').key,
      licenseStatus,
      licenseStatusReason
    }
  };
}

/** A key with one activation already used for each server that has it. */
function toKnownKey(piece: KeyPieces[string], servers: ScenarioServer[]): KnownKey {
  return {
    edition: 'Datacenter',
    remaining: null,
    blocked: false,
    devices: servers.filter(server => server.activation.key === piece.key).map(server => server.device),
    ...piece
  };
}
