import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Locator } from '@playwright/test';
import { parse } from 'papaparse';
import { Lab } from '../../lab/lab';
import { GuestState, writeGuests } from '../../lab/servers/guest-state';
import { changeServer } from '../../lab/servers/server-state';
import { clippedTexts } from '../../e2e/guards/clipped-text';
import { equal, Finding, LoadCheck, none, told } from './finding';
import { LoadedPage, withLoadedPage } from './loaded-page';
import { WritingSample, writingSamples } from './writing-samples';

const scenario = 'large';

/** How long the table may take to show what is searched for, in milliseconds. */
const patience = 20_000;

const samples = writingSamples();

/** Names and messages in every script of Unicode. */
export const scripts: LoadCheck = {
  name: 'scripts',
  about: `names of VMs, what their guests report, and servers’ messages in ${samples.length} ways of writing`,
  run: () =>
    withLoadedPage(
      { scenario, poolSize: 4, poolKeeps: 18 },
      async page => {
        await page.page.setViewportSize({ width: 1280, height: 800 });
        await page.open();
        await page.openMachines();
        return [
          ...(await machineFindings(page)),
          ...(await serverFindings(page)),
          none('Errors in the browser', page.guard.unexpected())
        ];
      },
      prepare
    )
};

/** Puts a machine with each sample on the servers, and each sample into a server's message. Nothing runs there yet. */
function prepare(lab: Lab): void {
  const names = lab.state().servers.map(({ name }) => name);
  for (const [name, own] of dealtTo(names)) {
    writeGuests(lab.stateFolder, name, own.map(guestOf));
  }
  for (const [name, own] of dealtTo(failing(lab))) {
    // The row has the message if licensing can't be read either.
    changeServer(lab.stateFolder, name, { statusErrorText: messageOf(own), licensingErrorText: 'Invalid class' });
  }
}

/** The servers with messages. The first one shows its key: without any, the page shows how to begin, and no table. */
function failing(lab: Lab): readonly string[] {
  return lab
    .state()
    .servers.slice(1)
    .map(({ name }) => name);
}

/** All samples, dealt to these servers like cards. */
function dealtTo(names: readonly string[]): readonly (readonly [string, readonly WritingSample[]])[] {
  return names.map((name, index) => [name, samples.filter((_, at) => at % names.length === index)]);
}

function guestOf({ text }: WritingSample): GuestState {
  const digits = createHash('sha256').update(JSON.stringify(text)).digest('hex').toUpperCase();
  const [, ...groups] = /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(digits) ?? [];
  return {
    id: groups.join('-'),
    name: text,
    state: 'running',
    clustered: false,
    possibleOwners: null,
    dataExchange: true,
    integrationServices: true,
    // The page has its own words for systems that it knows.
    items: { OSName: `Ubuntu ${text}`, FullyQualifiedDomainName: text },
    reported: { [`Activation ${text}`]: text },
    checkpoints: []
  };
}

/** A word is between any two samples: the letters of many, one after the other, would read as a product key. */
function messageOf(own: readonly WritingSample[]): string {
  return own.map(({ text }) => text).join(' · also · ');
}

async function machineFindings(page: LoadedPage): Promise<Finding[]> {
  const { machines } = page.activation;
  const hidden: string[] = [];
  const changed: string[] = [];
  const untold: string[] = [];
  for (const { about, text, query } of samples) {
    await machines.search.fill(query);
    const shown = await shownIn(page, row => isSame(row, text));
    if (!shown.some(row => isSame(row, text))) {
      (shown.length === 0 ? hidden : changed).push(`${about}: ${codesOf(text)} → ${shown.map(codesOf).join()}`);
      continue;
    }
    await machines.rows.nth(shown.findIndex(row => isSame(row, text))).click();
    const wanted = [text, `Ubuntu ${text}`, `Activation ${text}`];
    if ((await missingIn(machines.details, wanted)).length > 0) {
      untold.push(`${about}: ${codesOf(text)}`);
    }
  }
  await machines.search.fill('');
  const failures = await machines.failures.allInnerTexts();
  const file = await page.exported(machines.action('Export'));
  return [
    told('Ways of writing', samples.length),
    none('Servers whose VMs couldn’t be read', failures),
    none('Names that a search for them doesn’t find', hidden),
    none('Names that are shown otherwise', changed),
    none('Names, systems, or reports that the details don’t have', untold),
    ...exportFindings(
      'VMs',
      file,
      row => [row[1]],
      samples.map(({ text }) => wellFormed(text)),
      samples.length
    ),
    ...(await layoutFindings(page, 'VMs'))
  ];
}

async function serverFindings(page: LoadedPage): Promise<Finding[]> {
  const { activation, lab } = page;
  await activation.frame.getByRole('tab', { name: 'Servers' }).click();
  const messages = dealtTo(failing(lab));
  const hidden: string[] = [];
  const untold: string[] = [];
  for (const [name, own] of messages) {
    for (const { about, text, query } of own) {
      // All samples of a server are in one row, so it must be gone before it's searched for again.
      await activation.search.fill('no such server');
      await untilRows(page, rowNames => rowNames.length === 0);
      // The message is one line in the table.
      await activation.search.fill(query.replace(/\s+/g, ' '));
      const rows = await untilRows(page, rowNames => rowNames.includes(name));
      if (!rows.includes(name)) {
        hidden.push(`${about}: ${codesOf(text)}`);
      }
    }
    await activation.search.fill(name);
    await untilRows(page, rowNames => rowNames.join() === name);
    await activation.row(name).click();
    const details = activation.frame.locator('avma-server-details');
    const missing = await missingIn(
      details,
      own.map(({ text }) => text)
    );
    untold.push(...missing.map(text => `${name}: ${codesOf(text)}`));
  }
  await activation.search.fill('');
  const file = await page.exported(activation.action('Export'));
  const said = messages.map(([, own]) => wellFormed(messageOf(own)));
  return [
    none('Messages that a search for them doesn’t find', hidden),
    none('Messages that the details don’t have', untold),
    // What happened is told in the server's words, or these have a column of their own.
    ...exportFindings('servers', file, row => [row[9], row[11]], said, said.length + 1),
    ...(await layoutFindings(page, 'servers'))
  ];
}

/** Whether a file for spreadsheets is UTF-8 with the mark that Excel needs, and has these texts unchanged. */
function exportFindings(
  what: string,
  file: Buffer,
  cellsOf: (row: readonly string[]) => readonly (string | undefined)[],
  expected: readonly string[],
  lines: number
): Finding[] {
  const isMarked = file.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    // The finding says that it isn't UTF-8.
  }
  const { data } = parse<string[]>(text);
  const cells = new Set(data.slice(1).flatMap(cellsOf));
  const missing = expected.filter(one => !cells.has(one.trim()));
  return [
    equal(
      `Export of ${what}: encoding`,
      `${isMarked ? 'marked ' : ''}${text === '' ? 'unknown' : 'UTF-8'}`,
      'marked UTF-8'
    ),
    equal(`Export of ${what}: lines`, data.length - 1, lines),
    none(`Export of ${what}: texts that are missing or changed`, missing.map(codesOf))
  ];
}

async function layoutFindings(page: LoadedPage, what: string): Promise<Finding[]> {
  const { frame } = page.activation;
  // A reason can be in a server's own words, of any length. Whether the details have it whole is another finding.
  const cut = (await clippedTexts(frame)).filter(text => !text.startsWith('why '));
  const isTooWide = await frame.locator('html').evaluate(html => html.scrollWidth > html.clientWidth);
  return [
    none(`Texts about ${what} that are cut off`, cut),
    equal(`Width of the page with ${what}`, isTooWide ? 'too wide' : 'as wide as its frame', 'as wide as its frame')
  ];
}

/** Waits a while until a machine has the right name, and returns the names that are shown then. */
async function shownIn({ activation }: LoadedPage, isRight: (name: string) => boolean): Promise<string[]> {
  const { root, rows } = activation.machines;
  const none = root.getByText('No VMs match your search.');
  const { names } = await readUntil(
    async () => ({
      names: await rows.evaluateAll(all => all.map(row => row.querySelector('.lines > div')?.textContent ?? '')),
      isNone: await none.isVisible()
    }),
    shown => shown.names.some(isRight) || (shown.names.length === 0 && shown.isNone)
  );
  return names;
}

/** Waits a while until the table of servers has the right rows, and returns their names. */
async function untilRows(page: LoadedPage, isRight: (names: readonly string[]) => boolean): Promise<string[]> {
  return readUntil(async () => (await page.drawnServerRows()).map(({ name }) => name), isRight);
}

/** Waits a while until details have all of these texts, and returns those that they don't have then. */
async function missingIn(details: Locator, texts: readonly string[]): Promise<string[]> {
  return readUntil(
    async () => {
      const shown = normalized((await details.textContent()) ?? '');
      return texts.filter(text => !shown.includes(normalized(wellFormed(text))));
    },
    missing => missing.length === 0
  );
}

/** Reads a value until it's right, for a while at most, and returns the last one. */
async function readUntil<Value>(read: () => Promise<Value>, isRight: (value: Value) => boolean): Promise<Value> {
  const end = Date.now() + patience;
  let value = await read();
  while (!isRight(value) && Date.now() < end) {
    await wait(50);
    value = await read();
  }
  return value;
}

/** Whether a text is shown unchanged. The page leaves out white space around it. */
function isSame(shown: string, text: string): boolean {
  return shown.trim() === wellFormed(text).trim();
}

/** JSON and UTF-8 can't carry half of a character, so what comes is the sign for one that isn't known. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Where lines are joined, line ends are spaces. */
function normalized(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function codesOf(text: string): string {
  return `"${text}" ${[...text]
    .slice(0, 12)
    .map(one => (one.codePointAt(0) ?? 0).toString(16))
    .join(' ')}`;
}
