import { Outcome } from '../domain/answers/failure';
import { Server, serverId } from '../domain/servers/server';

/** What came of asking a server, and when: in milliseconds, as `Date.now()`. */
export type Answered<T> = Outcome<T> & { readonly at: number };

/** What came of asking servers for the same thing. All maps are by a server's id. */
export interface PerServer<T> {
  /** What was read before stays until its newer answer is there. */
  readonly readings: ReadonlyMap<string, Answered<T>>;

  /** The servers that are being asked now. */
  readonly asked: ReadonlySet<string>;

  /** Up to which question a server's answers are outdated. Questions are numbered as they are asked. */
  readonly outdated: ReadonlyMap<string, number>;
}

/** No server was asked yet. */
export const noAnswers: PerServer<never> = { readings: new Map(), asked: new Set(), outdated: new Map() };

/** Those servers are being asked. */
export function asking<T>(all: PerServer<T>, servers: readonly Server[]): PerServer<T> {
  return { ...pick(all), asked: new Set([...all.asked, ...servers.map(serverId)]) };
}

/** Nobody waits any more for what was asked. */
export function nothingAsked<T>(all: PerServer<T>): PerServer<T> {
  return { ...pick(all), asked: new Set() };
}

/**
 * A server has answered that question, or a part of it, or failed to. An answer to an earlier question than the newest
 * that was answered changes nothing.
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

/** Something happened on that server: what it was asked up to that question says nothing of it any more. */
export function outdatedUpTo<T>(all: PerServer<T>, server: Server, question: number): PerServer<T> {
  return { ...pick(all), outdated: new Map(all.outdated).set(serverId(server), question) };
}

/** Forgets what servers answered that are not among these. The same object where there is nothing to forget. */
export function onlyOf<T>(all: PerServer<T>, servers: readonly Server[]): PerServer<T> {
  const ids = new Set(servers.map(serverId));
  return [...all.readings.keys(), ...all.outdated.keys()].every(id => ids.has(id))
    ? all
    : { ...pick(all), readings: onlyThose(all.readings, ids), outdated: onlyThose(all.outdated, ids) };
}

/** The servers that were neither answered for nor asked yet. */
export function neverAsked<T>({ readings, asked }: PerServer<T>, servers: readonly Server[]): readonly Server[] {
  return servers.filter(server => !readings.has(serverId(server)) && !asked.has(serverId(server)));
}

/** The entries of those servers. */
export function onlyThose<T>(all: ReadonlyMap<string, T>, ids: ReadonlySet<string>): ReadonlyMap<string, T> {
  return new Map([...all].filter(([id]) => ids.has(id)));
}

/** Of a state that has more in it, the part that is about answers. */
function pick<T>({ readings, asked, outdated }: PerServer<T>): PerServer<T> {
  return { readings, asked, outdated };
}
