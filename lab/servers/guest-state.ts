/**
 * The virtual machines of the lab's servers, in one file for each server. Only Node writes these files, so guests can
 * move between servers without a lock.
 */
import { readCluster, readJson, stateFiles, writeJson } from './server-state';

/** The state of a virtual machine in Hyper-V. */
export type GuestPower = 'running' | 'off' | 'saved' | 'paused';

/** A virtual machine in the files of guests/. */
export interface GuestState {
  /** A GUID in uppercase. */
  id: string;
  name: string;
  state: GuestPower;
  /** Whether it's a role of the cluster. */
  clustered: boolean;
  /** The servers that may own its role. Null if every server may. */
  possibleOwners: string[] | null;
  /** Whether Data Exchange is turned on. */
  dataExchange: boolean;
  /** Whether it has the integration services. Without them it reports nothing. */
  integrationServices: boolean;
  /** What it reports of its system while it runs, by name. */
  items: Record<string, string>;
  /** What programs within it report, by name. */
  reported: Record<string, string>;
  /** The IDs of its checkpoints. */
  checkpoints: string[];
}

/** guests/<server>.json */
interface GuestFile {
  guests: GuestState[];
}

/** A guest and its server. */
export interface PlacedGuest {
  server: string;
  guest: GuestState;
}

/** The guests of a server. */
export function readGuests(stateFolder: string, server: string): GuestState[] {
  return readJson<GuestFile>(stateFiles.guests(stateFolder, server)).guests;
}

/** Writes the guests of a server. */
export function writeGuests(stateFolder: string, server: string, guests: GuestState[]): void {
  const file: GuestFile = { guests };
  writeJson(stateFiles.guests(stateFolder, server), file);
}

/** All guests of the cluster, server by server. */
export function readAllGuests(stateFolder: string): PlacedGuest[] {
  return readCluster(stateFolder).nodes.flatMap(({ name }) =>
    readGuests(stateFolder, name).map(guest => ({ server: name, guest }))
  );
}

/** Moves a guest to another server. Writes the new server's file first, so that the guest is always somewhere. */
export function moveGuest(stateFolder: string, { server, guest }: PlacedGuest, to: string): void {
  writeGuests(stateFolder, to, [...readGuests(stateFolder, to), guest]);
  writeGuests(
    stateFolder,
    server,
    readGuests(stateFolder, server).filter(({ id }) => id !== guest.id)
  );
}

/** Renames a server in its guests, as their server and as a possible owner. */
export function renameOwner(stateFolder: string, server: string, newName: string): void {
  const others = readCluster(stateFolder)
    .nodes.map(({ name }) => name)
    .filter(name => name !== server && name !== newName);
  const renamed = (guests: GuestState[]): GuestState[] =>
    guests.map(guest => ({
      ...guest,
      possibleOwners: guest.possibleOwners?.map(name => (name === server ? newName : name)) ?? null
    }));
  writeGuests(stateFolder, newName, renamed(readGuests(stateFolder, server)));
  others.forEach(name => writeGuests(stateFolder, name, renamed(readGuests(stateFolder, name))));
}
