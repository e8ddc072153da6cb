/** A server as the page's table shows it: the words of its cells. */
export interface ShownServer {
  readonly name: string;
  readonly activation: string;
  readonly key: string;
}

/** What the page shows of the cluster. */
export interface ShownCluster {
  /** The sentence about the cluster. */
  readonly sentence: string;
  /** The table's rows. Null if the page offers to set up the cluster instead. */
  readonly servers: readonly ShownServer[] | null;
}

/** A server as it is, by the lab's state. */
export interface ActualServer {
  readonly name: string;
  readonly lastFive: string | null;
}

/** A virtual machine and its server. */
export interface PlacedMachine {
  readonly name: string;
  readonly server: string;
}

/** How exactly the page has to agree. */
export interface Strictness {
  /**
   * Whether it's a page that was just opened. One that applied keys before also shows how that went, in place of the
   * server's state.
   */
  readonly isFresh: boolean;
}

/** Everything in which a page that has read all servers differs from them. */
export function serversAstray(
  { sentence, servers }: ShownCluster,
  actual: readonly ActualServer[],
  strictness: Strictness
): string[] {
  if (servers === null) {
    const withKey = actual.filter(({ lastFive }) => lastFive !== null);
    return withKey.map(({ name }) => `The page offers to set up the cluster, but ${name} has a key.`);
  }
  const rows = actual.flatMap(server => rowAstray(servers, server, strictness));
  const extra = servers.filter(({ name }) => !actual.some(server => server.name === name));
  return [
    ...rows,
    ...extra.map(({ name }) => `The page shows ${name}, which isn't in the cluster.`),
    ...(strictness.isFresh ? sentenceAstray(sentence, actual) : [])
  ];
}

/** Everything in which the page's table of virtual machines differs from the servers' own. */
export function machinesAstray(shown: readonly PlacedMachine[], actual: readonly PlacedMachine[]): string[] {
  const lineOf = ({ name, server }: PlacedMachine): string => `${name} on ${server}`;
  const [page, lab] = [shown.map(lineOf), actual.map(lineOf)];
  return [
    ...lab.filter(line => !page.includes(line)).map(line => `The page doesn't show ${line}.`),
    ...page.filter((line, at) => !lab.includes(line) || page.indexOf(line) !== at).map(line => `It shows ${line}.`)
  ];
}

/** The rows that show a key that their server never had. `history` has the last five characters of all its keys. */
export function foreignKeys(
  servers: readonly ShownServer[],
  history: ReadonlyMap<string, ReadonlySet<string>>
): string[] {
  return servers.flatMap(({ name, key }) => {
    const shown = lastFiveIn(key);
    const had = history.get(name);
    return shown === null || !had || had.has(shown) ? [] : [`The row of ${name} shows …${shown}, which it never had.`];
  });
}

function rowAstray(
  servers: readonly ShownServer[],
  { name, lastFive }: ActualServer,
  { isFresh }: Strictness
): string[] {
  const rows = servers.filter(row => row.name === name);
  if (rows.length !== 1) {
    return [`The page shows ${rows.length} rows of ${name}.`];
  }
  const [{ activation, key }] = rows;
  const shown = lastFiveIn(key);
  const words = lastFive === null ? 'No activation key' : 'Activated';
  return [
    ...(shown === lastFive ? [] : [`The page shows ${inWords(shown)} for ${name}, which has ${inWords(lastFive)}.`]),
    ...(isFresh && !activation.startsWith(words) ? [`The page says “${activation}” of ${name}, not “${words}”.`] : [])
  ];
}

/** The sentence names how many servers can activate VMs. */
function sentenceAstray(sentence: string, actual: readonly ActualServer[]): string[] {
  const count = actual.filter(({ lastFive }) => lastFive !== null).length;
  const [all, some] = [/^All (\d+) servers can/.exec(sentence), /^(\d+) of (\d+) servers can/.exec(sentence)];
  const said = all
    ? [all[1], all[1]]
    : some
      ? [some[1], some[2]]
      : sentence.startsWith('This server can ')
        ? [1, 1]
        : [];
  const isRight = Number(said[0]) === count && Number(said[1]) === actual.length;
  return isRight ? [] : [`The page says “${sentence}”, but ${count} of ${actual.length} servers have a key.`];
}

function lastFiveIn(key: string): string | null {
  return /…([A-Z0-9]{5})\b/.exec(key)?.[1] ?? null;
}

function inWords(lastFive: string | null): string {
  return lastFive === null ? 'no key' : `…${lastFive}`;
}
