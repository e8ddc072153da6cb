import { Outcome } from '../answers/failure';
import { notUnderstood, saidIn } from '../answers/said';
import { isRecord, toRows, numberIn, parsed, textIn } from '../answers/json';
import { maskProductKeys } from '../keys/product-key-mask';

/** What the cluster says about a server. "down" is about the cluster service: such a server might still answer. */
export type NodeState = 'up' | 'down' | 'paused' | 'joining' | 'unknown';

/** A server of the cluster. */
export interface Server {
  /** The short name, as it’s shown. */
  readonly name: string;

  /** The name used to reach it. */
  readonly fqdn: string;

  readonly state: NodeState;
}

/**
 * The maximum number of servers in a list: twice what a cluster can have (Microsoft Learn, "Failover clustering
 * hardware requirements").
 */
export const mostServers = 128;

/** The longest name that DNS allows. */
export const longestName = 255;

/** Letters and digits of any script, and the characters between them. The name becomes part of a request’s address. */
const dnsName = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]*$/u;
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*)$/i;

const states: readonly NodeState[] = ['up', 'down', 'paused', 'joining'];

/**
 * Reads the cluster’s answers, one for each server. If one of them can’t be read, the whole list isn’t understood: a
 * list with a server missing would look like a cluster without that server.
 */
export function readServers(answers: readonly unknown[]): Outcome<readonly Server[]> {
  const rows = answers.flatMap(answer => toRows(parsed(answer)));
  const servers = new Map<string, Server>();
  for (const row of rows) {
    const server = readServer(row);
    if (!server) {
      return notUnderstood(answers);
    }
    const bad = [server.name, server.fqdn].find(name => !isServerName(name));
    if (bad !== undefined) {
      return { kind: 'failure', failure: { reason: 'badServerName', message: shownName(bad) } };
    }
    if (!servers.has(serverId(server))) {
      servers.set(serverId(server), server);
    }
  }
  if (servers.size > mostServers) {
    return { kind: 'failure', failure: { reason: 'tooManyServers', message: String(servers.size) } };
  }
  return servers.size > 0 ? { kind: 'answer', value: [...servers.values()] } : notUnderstood(answers);
}

/**
 * Identifies a server across answers, whichever name is used to reach it. The short names of nodes are unique within a
 * cluster.
 */
export function serverId(server: Pick<Server, 'name'>): string {
  return server.name.toLowerCase();
}

/**
 * Whether the text could be a computer name, short or full, or an address. A product key has the form of a name, but
 * must not become part of a request’s address.
 */
export function isServerName(name: string): boolean {
  if (name.length > longestName || name.includes('..')) {
    return false;
  }
  return (dnsName.test(name) || address.test(name)) && maskProductKeys(name) === name;
}

/** Servers for which only the names are known, short or full, each once. Skips anything that isn’t a name. */
export function serversNamed(names: unknown): readonly Server[] {
  const servers = toRows(names)
    .filter((name): name is string => typeof name === 'string')
    .map(withoutEndDot)
    .filter(isServerName)
    .slice(0, mostServers)
    .map((fqdn): Server => ({ name: shortName(fqdn), fqdn, state: 'unknown' }));
  return [...new Map(servers.map(server => [serverId(server), server])).values()];
}

/** The text in place of a name, truncated, without characters that could have an effect when it’s shown. */
function shownName(name: string): string {
  return saidIn(name.slice(0, 100).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '\ufffd'));
}

function readServer(row: unknown): Server | null {
  const answer = parsed(row);
  if (!isRecord(answer)) {
    return null;
  }
  const name = nameIn(answer, 'name');
  if (numberIn(answer, 'schema') !== 1 || name === '') {
    return null;
  }
  return {
    name: shortName(name),
    fqdn: nameIn(answer, 'fqdn') || name,
    state: states[numberIn(answer, 'state') ?? -1] ?? 'unknown'
  };
}

/** A name without white space around it, and without the dot that can end an absolute name. */
function nameIn(answer: Record<string, unknown>, property: string): string {
  return withoutEndDot(textIn(answer, property) ?? '');
}

function withoutEndDot(name: string): string {
  return name.trim().replace(/(?<!\.)\.+$/, '');
}

/** An address has no short form. */
function shortName(name: string): string {
  return /^[\d.]+$|:/.test(name) ? name : name.split('.')[0];
}
