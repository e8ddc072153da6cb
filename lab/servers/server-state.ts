/**
 * The state of the lab's servers, in files. Each file has one kind of writer. This module writes the cluster and the
 * servers. The simulated modules write activations, keys, and the record, with a lock of their own. So a process that
 * is killed while it writes leaves no lock behind.
 */
import * as fs from 'fs';
import * as path from 'path';
import noKeyTable from '../windows/activation/no-key-answers.json';
import refusalTable from '../windows/activation/refusals.json';

/** A node's state in the cluster. */
export type NodeState = 'Up' | 'Down' | 'Paused' | 'Joining';

/** The operating system of a server, as WMI and the registry report it. */
export interface OperatingSystem {
  caption: string;
  version: string;
  buildNumber: string;
  updateRevision: number;
  /** Null if the registry doesn't have this value yet. */
  displayVersion: string | null;
  releaseId: string;
  editionId: string;
  sku: number;
}

/** What a caller may do on a server. 'none' means no access at all. */
export type Access = 'administrator' | 'hyperVAdministrator' | 'reader' | 'none';

/** The languages of a server's messages: the files in lab/windows/activation/messages. */
export const languages = ['en-US', 'de-DE'] as const;
export type Language = (typeof languages)[number];

/** The dialects in which a server can answer: those of lab/windows/activation/AnswerDialect.ps1. */
export const answerDialects = ['plain', 'numbers', 'listing', 'sentence', 'nested', 'silent', 'unheardOf'] as const;
export type AnswerDialect = (typeof answerDialects)[number];

/** Ways to say that there is no key. The product has never seen most of them. */
export const noKeyAnswers: readonly { id: string; about: string }[] = noKeyTable;

/** Ways to refuse a key. Some report no error. */
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

/** The cmdlets for activation that can hang: they never return. */
export const hangingCmdlets = ['Get-VMAutomaticActivation', 'Set-VMAutomaticActivation'] as const;
export type HangingCmdlet = (typeof hangingCmdlets)[number];

/** How Get-VMAutomaticActivation fails without an error: it returns its failure as an object, or only warns of it. */
export const statusFailures = ['returned', 'warned'] as const;
export type StatusFailure = (typeof statusFailures)[number];

/**
 * What arrives in place of a script's output, although the script ran: nothing, text that isn't JSON, or a text of
 * 5 MB.
 */
export const badOutputs = ['nothing', 'text', 'huge'] as const;
export type BadOutput = (typeof badOutputs)[number];

/**
 * Answers of five megabytes, whatever is in them: the text of an error, one line, lists within lists, licensing
 * products, or guests that aren't in the files.
 */
export const largeAnswers = ['errorText', 'line', 'nesting', 'products', 'guests'] as const;
export type LargeAnswer = (typeof largeAnswers)[number];

/** How ServerAVMAManager is installed on a server. */
export interface ActivationModule {
  /** Found by its name, only by April 2021's path, not at all, or by its name but unable to load. */
  found: 'name' | 'path' | 'missing' | 'broken';
  version: '1.0' | '1.1';
}

/** The status that a server's Windows Server subscription can have in the lab. */
export const subscriptionStatuses = ['Unknown', 'Active', 'Disabled', 'Warned', 'Deleted'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** How the AzureStackHCI module is installed on a server, and what it reports there. */
export interface AzureConnection {
  /** With both cmdlets, without the one for subscriptions as on older updates, or missing. */
  module: 'complete' | 'withoutSubscriptions' | 'missing';
  /** Null if the subscription isn't listed. */
  subscription: SubscriptionStatus | null;
  /** The property that has the status. Documents use both names. */
  statusProperty: 'Status' | 'SubscriptionStatus';
  /** Null if the server doesn't report when it last synced with Azure. */
  daysSinceSync: number | null;
  /** The error that both cmdlets end with, or null. */
  error: string | null;
  /** Whether both cmdlets never return. */
  hangs: boolean;
}

/** An event of automatic activation in a server's log. */
export interface ActivationEvent {
  daysAgo: number;
  /** Windows' own numbers: 2 error, 3 warning, 4 information. */
  level: number;
  /** The name of a message of the lab's Get-WinEvent, or a text. */
  message: string;
  provider: string;
}

/** An account whose credentials can be used instead of the one that is signed in to the gateway. */
export interface Account {
  /** As in CONTOSO\\Admin. */
  userName: string;
  password: string;
  /** The access on every server. */
  access: Access;
}

/** servers/<name>.json */
export interface ServerState {
  name: string;
  /** Its full name in DNS, if DNS has it. */
  fqdn: string;
  /** Whether DNS has its name. If not, the name may be found in other ways, such as the hosts file. */
  inDns: boolean;
  /** The machine itself, which keys are tied to. It stays the same when the server is renamed. */
  device: string;
  power: 'on' | 'off';
  /** Why the gateway can't reach it although it's on, in words that the gateway passes on. Null if it can. */
  unreachableText: string | null;
  /** How much later each of its runs begins than on a fast server. */
  latencyMs: number;
  operatingSystem: OperatingSystem;
  activationModule: ActivationModule;
  azure: AzureConnection;
  /** The form of Get-VMAutomaticActivation's answers. */
  answerDialect: AnswerDialect;
  /**
   * How it says that it has no key: an ID in lab/windows/activation/no-key-answers.json. Null for its dialect's way.
   */
  noKeyAnswer: string | null;
  language: Language;
  /** The HRESULT that Get-VMAutomaticActivation ends with, or null. */
  statusError: string | null;
  /** The error's text instead of Windows' own. Without an HRESULT, an error that has none. */
  statusErrorText: string | null;
  /** How Get-VMAutomaticActivation fails without an error, or null. */
  statusFailure: StatusFailure | null;
  /** The HRESULT that Set-VMAutomaticActivation ends with instead of applying a key, or null. */
  applyError: string | null;
  /** Like statusErrorText. */
  applyErrorText: string | null;
  /** How it refuses every key: an ID in lab/windows/activation/refusals.json. Null if it doesn't. */
  refusal: string | null;
  /** The cmdlet that never returns, or null. */
  hangingCmdlet: HangingCmdlet | null;
  /** What arrives in place of its scripts' output, or null. The SDK's own key exchange still works. */
  badOutput: BadOutput | null;
  errorsQuoteKey: boolean;
  /** Whether both cmdlets repeat the key in their output, in warnings, and the like. */
  answersQuoteKey: boolean;
  /** Whether unsigned scripts run in Constrained Language mode. */
  applicationControl: boolean;
  /** What goes wrong with certificates there, or null. */
  certificateFault: CertificateFault | null;
  /** What makes an answer of it five megabytes long, or null. */
  largeAnswer: LargeAnswer | null;
  /** Why Windows' licensing can't be read there, or null. */
  licensingErrorText: string | null;
  /** The license status of the host system itself. Windows' own numbers: 1 licensed, 5 notification. */
  ownLicenseStatus: number;
  /** The events of automatic activation in its log. */
  activationEvents: ActivationEvent[];
  /** What the account that is signed in to the gateway may do here without other credentials. */
  access: Access;
}

/** What can change on a server while the lab runs. */
export type ServerChange = Partial<Omit<ServerState, 'name' | 'fqdn' | 'device'>>;

/** The cluster as a connection of Windows Admin Center. */
export interface ConnectionState {
  /** Another name that the cluster was added by. Null if it was added by its own name. */
  alias: string | null;
  /** The nodes' names when the shell last looked, which may be long ago. */
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

/** A node of a cluster. */
export interface ClusterNode {
  name: string;
  fqdn: string;
  state: NodeState;
}

/** activations/<server>.json: the host key of a server. */
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
  /** The activations left of a volume key. Null for kinds of keys without a count. */
  remaining: number | null;
  blocked: boolean;
  /** The machines that have ever used it. It stays tied to them. */
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

/** The paths of a state's files. */
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

/** Reads the cluster and its nodes. */
export function readCluster(stateFolder: string): ClusterState {
  return readJson<ClusterState>(stateFiles.cluster(stateFolder));
}

/** Reads a server by its short name. */
export function readServer(stateFolder: string, name: string): ServerState {
  return readJson<ServerState>(stateFiles.server(stateFolder, name));
}

/** Reads the host key of a server. */
export function readActivation(stateFolder: string, name: string): ActivationState {
  return readJson<ActivationState>(stateFiles.activation(stateFolder, name));
}

/** Reads the keys that the simulated activation service knows, with the activations left. */
export function readKeys(stateFolder: string): KnownKey[] {
  return readJson<{ keys: KnownKey[] }>(stateFiles.keys(stateFolder)).keys;
}

/** Reads every call of a simulated cmdlet, in order. */
export function readRecord(stateFolder: string): RecordEntry[] {
  return fs
    .readFileSync(stateFiles.record(stateFolder), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as RecordEntry);
}

/** Reads the last five characters of a server's host key, or null. */
export function readLastFive(stateFolder: string, name: string): string | null {
  return readActivation(stateFolder, name).key?.slice(-5) ?? null;
}

/**
 * Finds a server by a name: short or fully qualified, in any case. The cluster's own name leads to the first of its
 * servers that is switched on and up.
 */
export function findServer(stateFolder: string, name: string): ServerState | undefined {
  const cluster = readCluster(stateFolder);
  const wanted = name.toLowerCase();
  const names = [cluster.clusterName, `${cluster.clusterName}.${cluster.domain}`, cluster.connection.alias];
  const read = (nodes: readonly { name: string }[]): ServerState[] =>
    nodes.map(({ name: node }) => readServer(stateFolder, node));
  if (names.includes(wanted)) {
    const up = cluster.answers ? cluster.nodes.filter(({ state }) => state !== 'Down') : [];
    return read(up).find(({ power }) => power === 'on');
  }
  // A server's own name is usually the first part of its address. That way, only its own file is read.
  const [label] = wanted.split('.');
  const isWanted = (server: ServerState): boolean => server.name === wanted || server.fqdn === wanted;
  return read(cluster.nodes.filter(node => node.name === label)).find(isWanted) ?? read(cluster.nodes).find(isWanted);
}

/** Changes the cluster. Fields that are left out stay the same. */
export function changeCluster(
  stateFolder: string,
  change: Partial<Pick<ClusterState, 'answers' | 'accounts' | 'nodes'>>
): void {
  writeJson(stateFiles.cluster(stateFolder), { ...readCluster(stateFolder), ...change });
}

/** Changes a server. Fields that are left out stay the same. */
export function changeServer(stateFolder: string, name: string, change: ServerChange): void {
  const server = readServer(stateFolder, name);
  writeJson(stateFiles.server(stateFolder, name), { ...server, ...change });
}

let changes = 0;

/** How many files of any lab's state this process has written so far. PowerShell's processes write others. */
export function changesSoFar(): number {
  return changes;
}

/** Writes a file. A reader finds either all of the old text or all of the new text. */
export function writeJson(file: string, value: unknown): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}.new`;
  fs.writeFileSync(fresh, JSON.stringify(value, null, 2) + '\n');
  fs.renameSync(fresh, file);
  changes += 1;
}

/** Reads a file of the state. */
export function readJson<T>(file: string): T {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as T;
}
