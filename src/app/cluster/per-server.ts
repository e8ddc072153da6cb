import { Outcome } from '../domain/answers/failure';
import { Server, serverId } from '../domain/servers/server';

/** A server's answer or failure, and its time in milliseconds, as in `Date.now()`. */
export type Answered<T> = Outcome<T> & { readonly at: number };

/** The servers' answers to one question. All maps are by server ID. */
export interface PerServer<T> {
  /** An old answer stays until a newer one arrives. */
  readonly readings: ReadonlyMap<string, Answered<T>>;

  /** The servers that are being asked now. */
  readonly asked: ReadonlySet<string>;

  /**
   * The number of the last question whose answer from a server is outdated. Questions are numbered in the order they're
   * asked.
   */
  readonly outdated: ReadonlyMap<string, number>;
}

/** The state before any server was asked. */
export const noAnswers: PerServer<never> = { readings: new Map(), asked: new Set(), outdated: new Map() };

/** Marks the servers as being asked. */
export function asking<T>(all: PerServer<T>, servers: readonly Server[]): PerServer<T> {
  return { ...pick(all), asked: new Set([...all.asked, ...servers.map(serverId)]) };
}

/** Clears all pending questions. */
export function nothingAsked<T>(all: PerServer<T>): PerServer<T> {
  return { ...pick(all), asked: new Set() };
}

/**
 * Records a server's answer, partial answer, or failure. Ignores an answer to an earlier question than the newest
 * answered one.
 */
export function answered<T>(
  all: PerServer<T>,
  server: Server,
  answer: Answered<T>,
  { question, isPart }: { readonly question: number; readonly isPart: boolean }
): PerServer<T> {
  const id = serverId(server);
  const asked = isPart ? all.asked : new Set([...all.asked].filter(one => one !== id));
  if (question <= (all.outdated.get(id) ?? 0)) {
    return { ...pick(all), asked };
  }
  const readings = new Map(all.readings).set(id, answer);
  return outdatedUpTo({ ...pick(all), readings, asked }, server, question - 1);
}

/** Marks answers from the server as outdated, up to that question, because something has changed on it. */
export function outdatedUpTo<T>(all: PerServer<T>, server: Server, question: number): PerServer<T> {
  return { ...pick(all), outdated: new Map(all.outdated).set(serverId(server), question) };
}

/** Drops the answers of all servers that aren't in the list. Returns the same object if there's nothing to drop. */
export function onlyOf<T>(all: PerServer<T>, servers: readonly Server[]): PerServer<T> {
  const ids = new Set(servers.map(serverId));
  return [...all.readings.keys(), ...all.outdated.keys()].every(id => ids.has(id))
    ? all
    : { ...pick(all), readings: onlyThose(all.readings, ids), outdated: onlyThose(all.outdated, ids) };
}

/** The servers that have neither an answer nor a pending question. */
export function neverAsked<T>({ readings, asked }: PerServer<T>, servers: readonly Server[]): readonly Server[] {
  return servers.filter(server => !readings.has(serverId(server)) && !asked.has(serverId(server)));
}

/** The entries with those IDs. */
export function onlyThose<T>(all: ReadonlyMap<string, T>, ids: ReadonlySet<string>): ReadonlyMap<string, T> {
  return new Map([...all].filter(([id]) => ids.has(id)));
}

/** The part about answers, from a state that holds more. */
function pick<T>({ readings, asked, outdated }: PerServer<T>): PerServer<T> {
  return { readings, asked, outdated };
}
