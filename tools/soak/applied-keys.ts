/** What an Apply asked for: one key for one server. */
export interface Order {
  readonly server: string;
  readonly key: string;
  /** Who asked, and when, for the report. */
  readonly by: string;
}

/** A key that a server's cmdlet received, in the order of the lab's record. */
export interface ReceivedKey {
  readonly server: string;
  readonly key: string;
}

/** The keys of a server, by their last five characters. */
export interface ServerKeys {
  readonly has: string | null;
  /** All that it was ever activated with. */
  readonly had: ReadonlySet<string>;
}

/** The page says that this key was applied to this server. */
export interface Claim {
  readonly server: string;
  readonly lastFive: string;
  readonly by: string;
}

/**
 * The keys that a server received although nobody ordered them there, or more often than they were ordered. An order is
 * worth one call: what has to be tried again needs another order.
 */
export function unorderedKeys(orders: readonly Order[], received: readonly ReceivedKey[]): string[] {
  const nameOf = ({ server, key }: ReceivedKey): string => `${server.toLowerCase()} ${key.toUpperCase()}`;
  const left = counted(orders.map(nameOf));
  return received.flatMap(one => {
    const count = left.get(nameOf(one)) ?? 0;
    left.set(nameOf(one), count - 1);
    return count > 0 ? [] : [`${one.server} received …${lastFiveOf(one.key)}, which nobody ordered (again)`];
  });
}

/**
 * The claims that are false: the server has another key now, and it was never activated with the claimed one, or
 * received no later one. Servers that `keys` lacks aren't judged.
 */
export function falseClaims(
  claims: readonly Claim[],
  received: readonly ReceivedKey[],
  keys: ReadonlyMap<string, ServerKeys>
): string[] {
  return claims
    .filter(({ server, lastFive }) => keys.has(server) && keys.get(server)?.has !== lastFive)
    .filter(({ server, lastFive }) => {
      const there = received.filter(one => one.server === server);
      const isReplaced = there.length > 1 && lastFiveOf(there[there.length - 1].key) !== lastFive;
      return !(isReplaced && keys.get(server)?.had.has(lastFive));
    })
    .map(({ server, lastFive, by }) => {
      return `${by} shows …${lastFive} as applied to ${server}, which has ${inWords(keys.get(server)?.has)}`;
    });
}

/** The last five characters of a key, which aren't secret. */
export function lastFiveOf(key: string): string {
  return key.slice(-5).toUpperCase();
}

function inWords(lastFive: string | null | undefined): string {
  return lastFive ? `…${lastFive}` : 'no key';
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  names.forEach(name => counts.set(name, (counts.get(name) ?? 0) + 1));
  return counts;
}
