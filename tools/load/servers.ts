import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createProductKey } from '../../lab/scenarios/product-key';
import { KnownKey, readKeys, stateFiles, writeJson } from '../../lab/servers/server-state';
import { isAlive } from '../../lab/servers/run-checks';
import { scriptCalls } from '../../e2e/lab-calls';
import { Lab } from '../../lab/lab';
import { atMost, equal, Finding, LoadCheck, none, told } from './finding';
import { LoadedPage, ShownRow, until, withLoadedPage } from './loaded-page';

const scenario = 'very-large';

/** How many servers there are, and how many of them are off, refuse keys, and have application control. */
const servers = 64;
const off = 8;
const refusing = 4;
const controlled = 4;

/** How often the page is refreshed until every server has answered in time. */
const mostTurns = 6;

/** What a server's own files say. They're read here without the lab's help. */
interface Truth {
  readonly name: string;
  readonly isOn: boolean;
  readonly key: string | null;
}

/** Sixty-four servers, each with PowerShell processes of its own. */
export const manyServers: LoadCheck = {
  name: 'servers',
  about: `${servers} servers, each with its own PowerShell; ${off} are turned off; keys are applied to all`,
  run: () =>
    // One more for the cluster. The pool keeps those of the keyed sessions, too.
    withLoadedPage({ scenario, poolSize: servers + 1, poolKeeps: 2 * servers + 2 }, async page => [
      ...(await firstLoad(page)),
      ...(await turnedOff(page)),
      ...(await applied(page)),
      none('Errors in the browser', page.guard.unexpected()),
      none('Keys where they don’t belong', await page.secrets.leaks())
    ])
};

async function firstLoad(page: LoadedPage): Promise<Finding[]> {
  const started = Date.now();
  await page.open();
  const first = Date.now() - started;
  const early = await page.serverRows();
  const turns = await untilAllAnswered(page);
  const rows = await page.serverRows();
  const again = Date.now();
  await page.refresh();
  const warm = Date.now() - again;
  const processes = processesOf(page.lab);
  return [
    told('First load, with new sessions', inSeconds(first)),
    none('Rows of the first load that contradict their server', contradictions(page.lab, early)),
    atMost('Refreshes until all have answered in time', turns, mostTurns),
    equal('Rows', rows.length, servers),
    none('Rows that don’t say what their server says', faultsIn(page.lab, rows)),
    told('Refresh, with open sessions', inSeconds(warm)),
    none('Rows that don’t, after a refresh', faultsIn(page.lab, await page.serverRows())),
    equal('Servers with a PowerShell process of their own', new Set(processes.values()).size, servers)
  ];
}

async function turnedOff(page: LoadedPage): Promise<Finding[]> {
  const { lab, guard } = page;
  const names = namesOf(lab).filter((_, index) => index % Math.floor(servers / off) === 3);
  for (const [index, name] of names.entries()) {
    // The cluster has noticed for half of them.
    await lab.changeServer(name, { power: 'off', ...(index % 2 === 0 && { clusterState: 'Down' }) });
  }
  guard.expect(new RegExp(`status of 400.*(?:${names.join('|')})`));
  await page.refresh();
  const rows = await page.serverRows();
  const offRows = rows.filter(({ name }) => names.includes(name));
  const findings = [
    equal('Servers that are off', offRows.length, off),
    none('Their rows that don’t say so', offRows.filter(row => !saysOff(row)).map(wordsOf)),
    none('Other rows that don’t say what their server says', faultsIn(lab, rows))
  ];
  for (const name of names) {
    await lab.changeServer(name, { power: 'on', clusterState: 'Up' });
  }
  await page.refresh();
  await untilAllAnswered(page);
  findings.push(none('Rows that are wrong after all are on again', faultsIn(lab, await page.serverRows())));
  return findings;
}

/** Applies a key of its own to each server. A few refuse it. */
async function applied(page: LoadedPage): Promise<Finding[]> {
  const { lab, activation, guard, secrets } = page;
  const names = namesOf(lab);
  // The page's sessions end with the servers'.
  guard.expect(/status of 400.*pssessions/);
  await lab.startOver(scenario);
  for (const name of names) {
    await lab.reinstallServer(name);
  }
  const keys = addKeys(lab, names.length);
  for (const name of names.slice(0, refusing)) {
    await lab.changeServer(name, { applyError: '0xC004C003' });
  }
  for (const name of names.slice(-controlled)) {
    await lab.changeServer(name, { applicationControl: true });
  }
  await page.open();
  await page.refresh();
  const turns = await untilReady(page);
  const started = Date.now();
  await activation.setUp.click();
  await activation.keys.pasteList(
    names.map((name, index) => `${name}\t${keys[index]}`),
    keys
  );
  await activation.keys.list.button(/^Fill in/).click();
  // An admin takes longer to enter keys than a cluster to create its key pairs. Here, all servers share two processors.
  await until('the key pairs are created', () =>
    Promise.resolve(answeredOn(lab, 'Get-EncryptionJWKOnNode') >= names.length - controlled)
  );
  const prepared = inSeconds(Date.now() - started);
  const pressed = Date.now();
  await activation.keys.button('Apply').click();
  const first = await resultsOf(page, names);
  const seconds = inSeconds(Date.now() - pressed);
  const shown = await afterRetries(page, names, first);
  await secrets.leaks();
  await activation.keys.button('Close').click();
  const left = (await activation.alert('A certificate might still be on the server').allInnerTexts()).join();
  const truth = new Map(truthOf(lab).map(one => [one.name, one]));
  const hasKey = (name: string): boolean => truth.get(name)?.key === keys[names.indexOf(name)];
  return [
    atMost('Refreshes until all can take a key', turns, mostTurns),
    told('From Set up to all key pairs', prepared),
    told('From Apply to all results', seconds),
    told('Results', countedWords(first)),
    told('Results after Retry', countedWords(shown)),
    equal('Servers with their new key', names.filter(hasKey).length, servers - refusing),
    none(
      'Results that their server contradicts',
      shown.filter(({ name, words }) => hasKey(name) !== /^Applied/m.test(words)).map(wordsOf)
    ),
    none('Keys that the cmdlet got more than once, or elsewhere', wronglySent(lab, names, keys)),
    none('Rows of the table that don’t say what their server says', faultsIn(lab, await page.serverRows())),
    none(
      'Certificates that are left, and the page doesn’t say so',
      names.filter(name => lab.certificates(name).stored.length > 0 && !left.includes(name))
    )
  ];
}

/** Two processors may be too slow for sixty-four servers. Tries those again that didn't answer in time. */
async function afterRetries(page: LoadedPage, names: readonly string[], first: ShownRow[]): Promise<ShownRow[]> {
  let shown = first;
  for (let turn = 0; turn < mostTurns && shown.some(isLate); turn += 1) {
    await page.activation.keys.button('Retry').click();
    shown = await resultsOf(page, names);
  }
  return shown;
}

/** Waits until all keys have a result. Returns what the pane's rows say. */
async function resultsOf(page: LoadedPage, names: readonly string[]): Promise<ShownRow[]> {
  const { keys } = page.activation;
  await until('keys are being applied, or done', async () => !(await keys.button('Retry').isVisible()));
  await until('all results are shown', async () => /^Applied to/.test((await footnoteOf(page)).trim()));
  return Promise.all(names.map(async name => ({ name, words: (await keys.row(name).innerText()).trim() })));
}

/** On how many servers a script was run. */
function answeredOn(lab: Lab, command: string): number {
  const answered = scriptCalls(lab).filter(call => call.command === command && call.status === 200);
  return new Set(answered.map(({ node }) => node)).size;
}

/** How often each result is shown, by its words without its server, its key, and the time. */
function countedWords(rows: readonly ShownRow[]): string {
  const counts = new Map<string, number>();
  for (const { name, words } of rows) {
    const result = words
      .replaceAll(name, '')
      .replace(/…\w{5}/g, '')
      .replace(/[\d:]+ ?[AP]M/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    counts.set(result, (counts.get(result) ?? 0) + 1);
  }
  return [...counts].map(([result, count]) => `${count} × ${result}`).join(' | ');
}

async function footnoteOf(page: LoadedPage): Promise<string> {
  return (await page.activation.keys.footnote.textContent()) ?? '';
}

/** Refreshes until no server has been given up on. Returns how often. */
async function untilAllAnswered(page: LoadedPage): Promise<number> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const late = (await page.serverRows()).filter(isLate);
    if (late.length === 0) {
      return turn;
    }
    console.log(`${late.length} servers haven't answered in time.`);
    await page.refresh();
  }
  return (await page.serverRows()).some(isLate) ? mostTurns + 1 : mostTurns;
}

/** Refreshes a cluster without keys until all servers have answered. Returns how often. */
async function untilReady(page: LoadedPage): Promise<number> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const said = await page.activation.requirements.allInnerTexts();
    if (!said.some(text => /couldn’t|unknown|didn’t/i.test(text))) {
      return turn;
    }
    console.log(said.join('\n'));
    await page.refresh();
  }
  return mostTurns + 1;
}

function isLate({ words }: ShownRow): boolean {
  return words.includes('didn’t answer in time');
}

function saysOff({ words }: ShownRow): boolean {
  return /Down|can’t be reached/.test(words);
}

/** The rows of servers that are on and don't show their key. */
function faultsIn(lab: Lab, rows: readonly ShownRow[]): string[] {
  const words = new Map(rows.map(row => [row.name, row.words]));
  return truthOf(lab)
    .filter(({ isOn }) => isOn)
    .map(truth => ({ truth, shown: words.get(truth.name) ?? 'no row' }))
    .filter(({ truth, shown }) => !shows(truth, shown))
    .map(({ truth, shown }) => `${truth.name}: ${shown}`);
}

/** The rows that say something wrong of their server. That it didn't answer in time isn't wrong. */
function contradictions(lab: Lab, rows: readonly ShownRow[]): string[] {
  return faultsIn(
    lab,
    rows.map(row => (isLate(row) ? { ...row, words: rightWords(lab, row.name) } : row))
  );
}

function shows({ key }: Truth, shown: string): boolean {
  return key === null
    ? /No activation key|Key didn’t work/.test(shown)
    : shown.includes('Activated') && shown.includes(key.slice(-5)) && !shown.includes('No activation key');
}

function rightWords(lab: Lab, name: string): string {
  const key = truthOf(lab).find(one => one.name === name)?.key ?? null;
  return key === null ? 'No activation key' : `Activated ${key.slice(-5)}`;
}

function truthOf(lab: Lab): Truth[] {
  const read = <Content>(folder: string, name: string): Content =>
    JSON.parse(readFileSync(path.join(lab.stateFolder, folder, `${name}.json`), 'utf8')) as Content;
  return namesOf(lab).map(name => ({
    name,
    isOn: read<{ power: string }>('servers', name).power === 'on',
    key: read<{ key: string | null }>('activations', name).key
  }));
}

function namesOf(lab: Lab): string[] {
  return lab.state().servers.map(({ name }) => name);
}

/** The living processes of the servers, each with its server. */
function processesOf(lab: Lab): Map<number, string> {
  const living = lab.openedSessions().filter(({ processId }) => processId > 0 && isAlive(processId));
  return new Map(living.map(({ processId, server }) => [processId, server]));
}

/** Makes keys that fit one server each, and tells the activation service. No server runs meanwhile. */
function addKeys(lab: Lab, count: number): string[] {
  const keys = Array.from({ length: count }, (_, index) =>
    createProductKey({ group: 4000 + index, serial: 7_000_000 + index * 37, security: BigInt(index + 1) * 98_765_431n })
  );
  const known = keys.map<KnownKey>(key => ({
    key,
    kind: 'oem',
    version: 2022,
    edition: 'Datacenter',
    remaining: null,
    blocked: false,
    devices: []
  }));
  writeJson(stateFiles.keys(lab.stateFolder), { keys: [...readKeys(lab.stateFolder), ...known] });
  return keys;
}

/** Servers whose cmdlet didn't get exactly their key, once. */
function wronglySent(lab: Lab, names: readonly string[], keys: readonly string[]): string[] {
  const calls = lab.record().filter(({ cmdlet }) => cmdlet === 'Set-VMAutomaticActivation');
  return names.filter((name, index) => {
    const sent = calls.filter(({ server }) => server === name).map(({ parameters }) => parameters['ProductKey']);
    return sent.length !== 1 || sent[0] !== keys[index];
  });
}

function wordsOf({ name, words }: ShownRow): string {
  return `${name}: ${words}`;
}

function inSeconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}
