/** The virtual machines that a scenario's file gives its servers: one by one, or many by a rule. */
import { createHash } from 'crypto';
import { GuestPower, GuestState } from '../servers/guest-state';
import { pick, readPiece } from './pieces';

/** A virtual machine in a scenario's file. */
export interface GuestFile {
  name: string;
  /** A name in pieces/guest-systems.json. Without one, the guest reports nothing. */
  os?: string;
  state?: GuestPower;
  clustered?: boolean;
  possibleOwners?: string[] | null;
  dataExchange?: boolean;
  integrationServices?: boolean;
  reported?: Record<string, string>;
  /** The number of checkpoints. */
  checkpoints?: number;
}

/**
 * Many virtual machines. The systems rotate. A name consists of the server's name, a stem, and a number. A cluster
 * lists each possible owner of each role, which is a pair for every server, so of thousands not all can be roles.
 */
export interface GuestRule extends Omit<GuestFile, 'name' | 'os'> {
  many: number;
  /** The default is "vm". */
  stem?: string;
  systems: string[];
}

export type GuestEntry = GuestFile | GuestRule;

type GuestSystems = Record<string, Record<string, string>>;

/** The guests of a server. */
export function toGuests(server: string, domain: string, entries: GuestEntry[]): GuestState[] {
  if (entries.length === 0) {
    return [];
  }
  const systems = readPiece<GuestSystems>('guest-systems');
  return entries
    .flatMap(entry => ('many' in entry ? manyGuests(server, entry) : [entry]))
    .map(file => toGuest(server, domain, file, systems));
}

/** Throws if two guests have the same name, because a cluster's roles can't, or if an owner isn't a server. */
export function checkGuests(scenario: string, servers: { name: string; guests: GuestState[] }[]): void {
  const names = new Set(servers.map(({ name }) => name));
  const seen = new Set<string>();
  for (const guest of servers.flatMap(({ guests }) => guests)) {
    if (seen.has(guest.name)) {
      throw new Error(`Scenario "${scenario}" has two guests named "${guest.name}".`);
    }
    seen.add(guest.name);
    const unknown = guest.possibleOwners?.find(owner => !names.has(owner));
    if (unknown !== undefined) {
      throw new Error(`Scenario "${scenario}": "${unknown}", possible owner of "${guest.name}", is no server.`);
    }
  }
}

function manyGuests(server: string, { many, stem = 'vm', systems, ...common }: GuestRule): GuestFile[] {
  return Array.from({ length: many }, (_, index) => ({
    ...common,
    name: `${server}-${stem}-${String(index + 1).padStart(3, '0')}`,
    os: systems[index % systems.length]
  }));
}

function toGuest(server: string, domain: string, file: GuestFile, systems: GuestSystems): GuestState {
  const { name, os } = file;
  return {
    id: idOf(server, name),
    name,
    state: file.state ?? 'running',
    clustered: file.clustered ?? true,
    possibleOwners: file.possibleOwners ?? null,
    dataExchange: file.dataExchange ?? true,
    integrationServices: file.integrationServices ?? true,
    items: os === undefined ? {} : itemsOf(name, domain, pick(systems, os, 'system of a guest')),
    reported: file.reported ?? {},
    checkpoints: Array.from({ length: file.checkpoints ?? 0 }, (_, index) => idOf(server, name, `checkpoint ${index}`))
  };
}

function itemsOf(name: string, domain: string, system: Record<string, string>): Record<string, string> {
  const host = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return { FullyQualifiedDomainName: `${host}.${domain}`, ...system };
}

/** An ID that is the same each time the scenario is played. */
function idOf(...parts: string[]): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex').toUpperCase();
  const [, ...groups] = /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(hash) ?? [];
  return groups.join('-');
}
