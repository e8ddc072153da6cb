/**
 * The virtual machines of the lab's servers: a file for each server, which only this side writes.
 * So guests that go from one server to another need no lock.
 */
import { readCluster, readJson, stateFiles, writeJson } from './server-state';

/** In what state Hyper-V has a virtual machine. */
export type GuestPower = 'running' | 'off' | 'saved' | 'paused';

/** A virtual machine, as the files in guests/ have it. */
export interface GuestState {
  /** A GUID in upper case. */
  id: string;
  name: string;
  state: GuestPower;
  /** Whether it is a role of the cluster. */
  clustered: boolean;
  /** The servers that may own its role; null where every one may. */
  possibleOwners: string[] | null;
  /** Whether Data Exchange is on for it. */
  dataExchange: boolean;
  /** Whether it has the integration services, without which it tells nothing. */
  integrationServices: boolean;
  /** What it tells of its system while it runs, by name. */
  items: Record<string, string>;
  /** What else is told from within it, by name. */
  reported: Record<string, string>;
  /** The ids of its checkpoints. */
  checkpoints: string[];
}

/** guests/<server>.json */
interface GuestFile {
  guests: GuestState[];
}

/** A guest, and the server that it is on. */
export interface PlacedGuest {
  server: string;
  guest: GuestState;
}

/** The guests of a server. */
export function readGuests(stateFolder: string, server: string): GuestState[] {
  return readJson<GuestFile>(stateFiles.guests(stateFolder, server)).guests;
}

/** Writes which guests a server has. */
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

/** Takes a guest from one server to another: first there, so that nobody finds it nowhere. */
export function moveGuest(stateFolder: string, { server, guest }: PlacedGuest, to: string): void {
  writeGuests(stateFolder, to, [...readGuests(stateFolder, to), guest]);
  writeGuests(
    stateFolder,
    server,
    readGuests(stateFolder, server).filter(({ id }) => id !== guest.id)
  );
}

/** Has the guests follow a server to its new name, as one that they are on and may be on. */
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
