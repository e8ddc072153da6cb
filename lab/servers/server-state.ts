/**
 * What the lab's servers are, in files. Each file has one kind of writer: this one writes the
 * cluster and the servers; the simulated modules write activations, keys and the record, under a
 * lock of their own. So a process that is killed while it writes leaves no lock behind.
 */
import * as fs from 'fs';
import * as path from 'path';
import noKeyTable from '../windows/activation/no-key-answers.json';
import refusalTable from '../windows/activation/refusals.json';

/** What the cluster says of a node. */
export type NodeState = 'Up' | 'Down' | 'Paused' | 'Joining';

/** The operating system of a server, as WMI and the registry tell it. */
export interface OperatingSystem {
  caption: string;
  version: string;
  buildNumber: string;
  updateRevision: number;
  /** Null where the registry has no such value yet. */
  displayVersion: string | null;
  releaseId: string;
  editionId: string;
  sku: number;
}

/** What somebody may do on a server; 'none': no access at all. */
export type Access = 'administrator' | 'hyperVAdministrator' | 'reader' | 'none';

/** The languages of a server's messages: the files in lab/windows/activation/messages. */
export const languages = ['en-US', 'de-DE'] as const;
export type Language = (typeof languages)[number];

/** The dialects in which a server can answer: those of lab/windows/activation/AnswerDialect.ps1. */
export const answerDialects = ['plain', 'numbers', 'listing', 'sentence', 'nested', 'silent', 'unheardOf'] as const;
export type AnswerDialect = (typeof answerDialects)[number];

/** Ways to say that there is no key, most of them in words that the product has never seen. */
export const noKeyAnswers: readonly { id: string; about: string }[] = noKeyTable;

/** Ways to refuse a key, of which some tell it by no error. */
export const refusals: readonly { id: string; about: string }[] = refusalTable;

/**
 * What can go wrong with the certificates of a server. No right to make one (`denied`), or only with the usual key
 * provider (`deniedByProvider`); a key of 1024 bits (`weakKey`); Remove-Item fails (`removalFails`); the session's
 * process ends as soon as one is made (`sessionDies`); another one is stored than the one that is answered, so its key
 * is not found (`otherCertificate`).
 */
export const certificateFaults = [
  'denied',
  'deniedByProvider',
  'weakKey',
  'removalFails',
  'sessionDies',
  'otherCertificate'
] as const;
export type CertificateFault = (typeof certificateFaults)[number];

/** How ServerAVMAManager is on a server. */
export interface ActivationModule {
  /** By its name, only by April 2021's path, not at all, or by its name but not to be loaded. */
  found: 'name' | 'path' | 'missing' | 'broken';
  version: '1.0' | '1.1';
}

/** In what the Windows Server subscription of a server can be, as the lab has it. */
export const subscriptionStatuses = ['Unknown', 'Active', 'Disabled', 'Warned', 'Deleted'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** How the module AzureStackHCI is on a server, and what it tells there. */
export interface AzureConnection {
  /** With both cmdlets, with none for subscriptions, as on older updates, or not there at all. */
  module: 'complete' | 'withoutSubscriptions' | 'missing';
  /** Null where the subscription is not listed. */
  subscription: SubscriptionStatus | null;
  /** The property that has the status: documents know it by both names. */
  statusProperty: 'Status' | 'SubscriptionStatus';
  /** Null where the server does not say when it last synced with Azure. */
  daysSinceSync: number | null;
  /** What both cmdlets end in, or null. */
  error: string | null;
  /** Whether both cmdlets never end. */
  hangs: boolean;
}

/** An event of automatic activation in a server's log. */
export interface ActivationEvent {
  daysAgo: number;
  /** As Windows counts: 2 an error, 3 a warning, 4 information. */
  level: number;
  /** A name in the messages of the lab's Get-WinEvent, or a text of its own. */
  message: string;
  provider: string;
}

/** An account whose credentials can be given, instead of being who signed in to the gateway. */
export interface Account {
  /** As in CONTOSO\\Admin. */
  userName: string;
  password: string;
  /** On every server. */
  access: Access;
}

/** servers/<name>.json */
export interface ServerState {
  name: string;
  /** Its name in DNS, if it is there. */
  fqdn: string;
  /** Whether DNS has its name: else other ways to find it, as the hosts file, may. */
  inDns: boolean;
  /** The machine itself, which keys are tied to: it stays when the server gets another name. */
  device: string;
  power: 'on' | 'off';
  /** Why the gateway does not reach it though it is on, in words that it passes on, or null. */
  unreachableText: string | null;
  /** How much later than on a fast server each of its runs begins. */
  latencyMs: number;
  operatingSystem: OperatingSystem;
  activationModule: ActivationModule;
  azure: AzureConnection;
  /** In what words Get-VMAutomaticActivation answers. */
  answerDialect: AnswerDialect;
  /** How it says that it has no key: an id in lab/windows/activation/no-key-answers.json; null for its dialect. */
  noKeyAnswer: string | null;
  language: Language;
  /** The HRESULT that Get-VMAutomaticActivation ends in, or null. */
  statusError: string | null;
  /** What it says then instead of Windows' text; without an HRESULT an error that has none. */
  statusErrorText: string | null;
  /** The HRESULT that Set-VMAutomaticActivation ends in instead of applying a key, or null. */
  applyError: string | null;
  /** As statusErrorText. */
  applyErrorText: string | null;
  /** How it refuses every key: an id in lab/windows/activation/refusals.json; null where it does not. */
  refusal: string | null;
  errorsQuoteKey: boolean;
  /** Whether both cmdlets repeat the key in what they return, in warnings and the like. */
  answersQuoteKey: boolean;
  /** Whether scripts that are not signed run in Constrained Language. */
  applicationControl: boolean;
  /** What goes wrong with certificates there, or null. */
  certificateFault: CertificateFault | null;
  /** Why Windows' licensing can't be read there, or null. */
  licensingErrorText: string | null;
  /** The license of the host system itself: 1 licensed, 5 notification, as Windows counts. */
  ownLicenseStatus: number;
  /** What its log has of automatic activation. */
  activationEvents: ActivationEvent[];
  /** What whoever is signed in to the gateway may do here without giving credentials. */
  access: Access;
}

/** What may be changed of a server while the lab runs. */
export type ServerChange = Partial<Omit<ServerState, 'name' | 'fqdn' | 'device'>>;

/** The cluster as a connection of Windows Admin Center has it. */
export interface ConnectionState {
  /** Another name that the cluster was added by; null where it is its own. */
  alias: string | null;
  /** The nodes by the names that the shell found when it last looked, which may be long ago. */
  nodes: string[];
}

/** cluster.json */
export interface ClusterState {
  scenario: string;
  clusterName: string;
  domain: string;
  /** Whether the cluster's own names lead to one of its servers. */
  answers: boolean;
  connection: ConnectionState;
  accounts: Account[];
  nodes: ClusterNode[];
}

/** A node as its cluster has it. */
export interface ClusterNode {
  name: string;
  fqdn: string;
  state: NodeState;
}

/** activations/<server>.json: the host key that a server has. */
export interface ActivationState {
  key: string | null;
  licenseStatus: number;
  licenseStatusReason: string;
}

/** A product key that the simulated activation service knows. */
export interface KnownKey {
  key: string;
  kind: 'mak' | 'oem' | 'retail';
  version: number;
  edition: 'Datacenter' | 'Standard';
  /** Activations left of a volume key; null where the kind of key is not counted. */
  remaining: number | null;
  blocked: boolean;
  /** The machines that have ever used it: it stays tied to them. */
  devices: string[];
}

/** One call of a simulated cmdlet. */
export interface RecordEntry {
  time: string;
  server: string;
  processId: number;
  cmdlet: string;
  parameters: Record<string, unknown>;
}

/** Where a state's files are. */
export const stateFiles = {
  cluster: (stateFolder: string): string => path.join(stateFolder, 'cluster.json'),
  server: (stateFolder: string, name: string): string => path.join(stateFolder, 'servers', `${name}.json`),
  activation: (stateFolder: string, name: string): string => path.join(stateFolder, 'activations', `${name}.json`),
  guests: (stateFolder: string, name: string): string => path.join(stateFolder, 'guests', `${name}.json`),
  /** Where a machine's certificates are, in files as .NET has them on Linux. */
  home: (stateFolder: string, device: string): string => path.join(stateFolder, 'homes', device),
  keys: (stateFolder: string): string => path.join(stateFolder, 'keys.json'),
  record: (stateFolder: string): string => path.join(stateFolder, 'record.jsonl')
};

/** The cluster and its nodes. */
export function readCluster(stateFolder: string): ClusterState {
  return readJson<ClusterState>(stateFiles.cluster(stateFolder));
}

/** A server by its short name. */
export function readServer(stateFolder: string, name: string): ServerState {
  return readJson<ServerState>(stateFiles.server(stateFolder, name));
}

/** The host key that a server has. */
export function readActivation(stateFolder: string, name: string): ActivationState {
  return readJson<ActivationState>(stateFiles.activation(stateFolder, name));
}

/** The keys that the simulated activation service knows, with what is left of them. */
export function readKeys(stateFolder: string): KnownKey[] {
  return readJson<{ keys: KnownKey[] }>(stateFiles.keys(stateFolder)).keys;
}

/** Every call of a simulated cmdlet, in order. */
export function readRecord(stateFolder: string): RecordEntry[] {
  return fs
    .readFileSync(stateFiles.record(stateFolder), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as RecordEntry);
}

/** The last five characters of the host key that a server has, or null. */
export function readLastFive(stateFolder: string, name: string): string | null {
  return readActivation(stateFolder, name).key?.slice(-5) ?? null;
}

/**
 * Finds the server that a name reaches: short or fully qualified, in any case. The cluster's own
 * name reaches the first of its servers that is switched on and up.
 */
export function findServer(stateFolder: string, name: string): ServerState | undefined {
  const cluster = readCluster(stateFolder);
  const wanted = name.toLowerCase();
  const names = [cluster.clusterName, `${cluster.clusterName}.${cluster.domain}`, cluster.connection.alias];
  const servers = cluster.nodes.map(node => readServer(stateFolder, node.name));
  if (names.includes(wanted)) {
    if (!cluster.answers) {
      return undefined;
    }
    const up = new Set(cluster.nodes.filter(node => node.state !== 'Down').map(node => node.name));
    return servers.find(server => server.power === 'on' && up.has(server.name));
  }
  return servers.find(server => server.name === wanted || server.fqdn === wanted);
}

/** Changes what is known of the cluster; what is not named stays as it is. */
export function changeCluster(
  stateFolder: string,
  change: Partial<Pick<ClusterState, 'answers' | 'accounts' | 'nodes'>>
): void {
  writeJson(stateFiles.cluster(stateFolder), { ...readCluster(stateFolder), ...change });
}

/** Changes a server; what is not named stays as it is. */
export function changeServer(stateFolder: string, name: string, change: ServerChange): void {
  const server = readServer(stateFolder, name);
  writeJson(stateFiles.server(stateFolder, name), { ...server, ...change });
}

/** Writes a file so that a reader finds either all of the old text or all of the new. */
export function writeJson(file: string, value: unknown): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}.new`;
  fs.writeFileSync(fresh, JSON.stringify(value, null, 2) + '\n');
  fs.renameSync(fresh, file);
}

/** Reads a file of the state. */
export function readJson<T>(file: string): T {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as T;
}
