/** The recordings in `tests/evidence`, and what the product must make of them. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Evidence, evidenceOf } from '../../src/app/domain/answers/evidence';
import { readReport } from '../../src/app/domain/answers/report';
import { readServers } from '../../src/app/domain/servers/server';
import { ServerState, statusOf } from '../../src/app/domain/servers/status';
import { inProject } from '../../machine/project-paths';

/** A recording as the field check writes it. */
export interface Recording {
  schema: number;
  /** The answer of `Get-ServerActivation`. */
  activation: Record<string, unknown>;
  /** The answer of `Get-ClusterServer`. */
  servers: unknown;
  isOwnNameListed: unknown;
  /** The names and types of what was read. */
  shapes: Record<string, unknown>;
  /** Whether a key can be brought there under application control, if that was tried. */
  certificate?: Record<string, unknown>;
}

/** What the product makes of a recording. */
export interface Made extends Pick<Evidence, 'says' | 'source' | 'lastFive' | 'keyVersion'> {
  state: ServerState;
  /** The number of servers in the cluster. Null if it isn't known. */
  servers: number | null;
}

/** A file of `tests/evidence`. */
export interface EvidenceFile {
  about: string;
  /** "lab", or the system, update, and module of a real server. */
  from: string;
  /** Written by hand, never by the product. */
  expected: Made | null;
  recording: Recording;
}

const folder = inProject('tests', 'evidence');

/** The names of all files, without their extension. */
export function evidenceNames(): string[] {
  return fs
    .readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .map(file => path.basename(file, '.json'))
    .sort();
}

/** The text of a file. */
export function evidenceText(name: string): string {
  return fs.readFileSync(path.join(folder, `${name}.json`), 'utf8');
}

/** Reads a file. */
export function readEvidence(name: string): EvidenceFile {
  return JSON.parse(evidenceText(name)) as EvidenceFile;
}

/** Writes a file. */
export function writeEvidence(name: string, evidence: EvidenceFile): void {
  fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(evidence, null, 2) + '\n');
}

/** What the product makes of a recording that comes through a gateway. */
export function madeOf(recording: Recording): Made {
  const reading = readReport(recording.activation);
  if (reading.kind !== 'answer') {
    throw new Error('The answer was not understood.');
  }
  const { says, source, lastFive, keyVersion } = evidenceOf(reading.value);
  const server = { name: 'server', fqdn: 'server', state: 'up' } as const;
  const { state } = statusOf(server, { kind: 'answer', value: reading.value });
  const servers = readServers([recording.servers]);
  const count = servers.kind === 'answer' ? servers.value.length : null;
  return { says, source, lastFive, keyVersion, state, servers: count };
}

const windowsId = '55c92734-d682-4d71-983e-d6ec3f16059f';

/** Recognized by their form: groups of a key, addresses, accounts, identifiers. */
const telling = [
  /(?<![A-Za-z0-9])(?<!\d{4}-\d\d-)(?=\d{0,4}[A-Z])[BCDFGHJKMNPQRTVWXY2346789]{5}(?![A-Za-z0-9])/gi,
  /(?<![A-Za-z0-9])[BCDFGHJKMNPQRTVWXY2346789]{25,}/gi,
  /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g,
  /[\w.-]+@[\w-]+\.[\w.]*\w/g,
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi,
  /https?:[^\s"]+/g
];
const standIn = /^(?:HDD[A-Z0-9]{2}|USER\d+@.*|NAME\d+@.*)$/;

/** Lists what may be a key or a name in a recording, except stand-ins. */
export function leftIn({ activation, servers, ...rest }: Recording): string[] {
  const rows = Array.isArray(servers) ? (servers as { name?: string; fqdn?: string }[]) : [];
  const names = [activation['computerName'], ...rows.flatMap(({ name, fqdn }) => [name, fqdn])]
    .filter((name): name is string => typeof name === 'string')
    .filter(name => !/^SERVER\d+(?:\.DOMAIN\d+\.TLD\d+)?$/.test(name));
  const { moduleVersion: _, ...answer } = activation;
  const text = JSON.stringify([answer, rest]);
  const found = telling.flatMap(form => text.match(form) ?? []).filter(one => !standIn.test(one) && one !== windowsId);
  return [...names, ...found];
}

/** Removes from a recording what changes with the version of PowerShell or with time. */
export function withoutPowerShell(recording: Recording): Recording {
  const { powerShell, missingModule, ...shapes } = recording.shapes;
  const { languageMode } = powerShell as Record<string, unknown>;
  const { errorId } = missingModule as Record<string, unknown>;
  const { lastAzureSync } = recording.activation;
  const activation = { ...recording.activation, lastAzureSync: lastAzureSync === null ? null : 'a time' };
  return { ...recording, activation, shapes: { ...shapes, powerShell: { languageMode }, missingModule: { errorId } } };
}
