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
 * The claims that are false: the server has another key now, and didn't receive a later one since it received the
 * claimed one. `current` has the last five characters of each server's key. Servers that it lacks aren't judged.
 */
export function falseClaims(
  claims: readonly Claim[],
  received: readonly ReceivedKey[],
  current: ReadonlyMap<string, string | null>
): string[] {
  return claims
    .filter(({ server, lastFive }) => current.has(server) && current.get(server) !== lastFive)
    .filter(({ server, lastFive }) => {
      const there = received.filter(one => one.server === server);
      const isReplaced = there.length > 1 && lastFiveOf(there[there.length - 1].key) !== lastFive;
      return !(isReplaced && there.some(({ key }) => lastFiveOf(key) === lastFive));
    })
    .map(({ server, lastFive, by }) => {
      return `${by} shows …${lastFive} as applied to ${server}, which has ${inWords(current.get(server))}`;
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
