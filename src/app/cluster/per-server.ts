import { Outcome } from '../domain/answers/failure';
import { Server, serverId } from '../domain/servers/server';

/** A server's answer or failure, and its time in milliseconds, as in `Date.now()`. */
export type Answered<T> = Outcome<T> & { readonly at: number };

/** The servers' answers to one question. All maps are by server ID. */
export interface PerServer<T> {
  /** An old answer stays until a newer one arrives. */
  readonly readings: ReadonlyMap<string, Answered<T>>;

  /** The servers that are being asked now. */
  readonly pending: ReadonlySet<string>;

  /**
   * The number of the last question whose answer from a server is outdated. Questions are numbered in the order they're
   * asked.
   */
  readonly outdated: ReadonlyMap<string, number>;
}

/** The state before any server was asked. */
export const noAnswers: PerServer<never> = { readings: new Map(), pending: new Set(), outdated: new Map() };

/** Marks the servers as being asked. */
export function asking<State extends PerServer<unknown>>(state: State, servers: readonly Server[]): State {
  return { ...state, pending: new Set([...state.pending, ...servers.map(serverId)]) };
}

/** Clears all pending questions. */
export function nothingAsked<State extends PerServer<unknown>>(state: State): State {
  return { ...state, pending: new Set() };
}

/**
 * Records a server's answer, partial answer, or failure. Ignores an answer to an earlier question than the newest
 * answered one.
 */
export function answered<T, State extends PerServer<T>>(
  state: State,
  server: Server,
  answer: Answered<T>,
  { question, isPart }: { readonly question: number; readonly isPart: boolean }
): State {
  const id = serverId(server);
  const pending = isPart ? state.pending : new Set([...state.pending].filter(one => one !== id));
  if (question <= (state.outdated.get(id) ?? 0)) {
    return { ...state, pending };
  }
  const readings = new Map(state.readings).set(id, answer);
  return outdatedUpTo({ ...state, readings, pending }, server, question - 1);
}

/** Marks answers from the server as outdated, up to that question, because something has changed on it. */
export function outdatedUpTo<State extends PerServer<unknown>>(state: State, server: Server, question: number): State {
  return { ...state, outdated: new Map(state.outdated).set(serverId(server), question) };
}

/** Drops the answers of all servers that aren't in the list. Returns the same object if there's nothing to drop. */
export function onlyOf<State extends PerServer<unknown>>(state: State, servers: readonly Server[]): State {
  const ids = new Set(servers.map(serverId));
  return [...state.readings.keys(), ...state.outdated.keys()].every(id => ids.has(id))
    ? state
    : { ...state, readings: onlyThose(state.readings, ids), outdated: onlyThose(state.outdated, ids) };
}

/** The servers that have neither an answer nor a pending question. */
export function neverAsked({ readings, pending }: PerServer<unknown>, servers: readonly Server[]): readonly Server[] {
  return servers.filter(server => !readings.has(serverId(server)) && !pending.has(serverId(server)));
}

/** The entries with those IDs. */
export function onlyThose<T>(all: ReadonlyMap<string, T>, ids: ReadonlySet<string>): ReadonlyMap<string, T> {
  return new Map([...all].filter(([id]) => ids.has(id)));
}
