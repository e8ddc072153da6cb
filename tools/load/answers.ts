import { LargeAnswer } from '../../lab/servers/server-state';
import { Lab } from '../../lab/lab';
import { PageUse, useOf } from '../browser/page-use';
import { atMost, equal, Finding, LoadCheck, none, told } from './finding';
import { LoadedPage, ShownRow, withLoadedPage } from './loaded-page';

const scenario = 'large';

/**
 * The longest task that the page may have, in milliseconds. A browser offers to end a page that doesn't respond for
 * five seconds. Less than that is a pause, which this computer has at every step while servers and browser share it.
 */
const longestPause = 3000;

/** The heap may grow by this much: the browser's records and compiled code also grow. */
const heapNoise = 1.1;

/** The length of an answer, and the most that the page may keep of one to show it, in characters. */
const length = 5 * 1024 ** 2;
const mostShown = 200_000;

/** What one server answers, and what its row has to say: the truth, whatever its answer is. */
interface Case {
  readonly about: string;
  readonly says: RegExp;
  /** What its details have to say, if the row doesn't. */
  readonly details?: RegExp;
  change(lab: Lab, server: string): Promise<void>;
}

const large =
  (kind: LargeAnswer): Case['change'] =>
  (lab, server) =>
    lab.changeServer(server, { largeAnswer: kind });

/** The row of a server whose key is shown by another part of its answer. */
const showsKey = /Activated[^]*3XJ7C/;

const cases: Readonly<Record<LargeAnswer | 'gateway', Case>> = {
  errorText: {
    about: 'an error of 5 MB',
    says: showsKey,
    details: /A long error\./,
    change: large('errorText')
  },
  line: { about: 'one line of 5 MB', says: showsKey, change: large('line') },
  nesting: { about: '5 MB of nested lists', says: showsKey, change: large('nesting') },
  products: { about: '5 MB of licenses', says: showsKey, change: large('products') },
  guests: { about: '5 MB of VMs', says: showsKey, change: large('guests') },
  gateway: {
    about: 'a gateway’s error of 5 MB that looks like keys',
    says: /Couldn’t check/,
    change: (lab, server) => lab.changeServer(server, { unreachableText: 'BCDFG-'.repeat(length / 6) })
  }
};

/** One server after the other answers with five megabytes. */
export const answers: LoadCheck = {
  name: 'answers',
  about: `answers of 5 MB, each from one of sixteen servers: ${Object.values(cases)
    .map(({ about }) => about)
    .join(', ')}`,
  run: () =>
    withLoadedPage({ scenario, poolSize: 17, poolKeeps: 40 }, async page => {
      page.guard.expect(/status of 400/);
      await page.page.setViewportSize({ width: 1280, height: 1600 });
      await page.open();
      for (let turn = 0; turn < 5 && (await page.serverRows()).some(isLate); turn += 1) {
        await page.refresh();
      }
      await page.openMachines();
      await page.activation.frame.getByRole('tab', { name: 'Servers' }).click();
      await page.refresh();
      await page.forgetReceived();
      const before = await useOf(page.page);
      const findings: Finding[] = [];
      for (const [index, one] of Object.values(cases).entries()) {
        findings.push(...(await findingsOf(page, one, serverNamed(index))));
      }
      findings.push(...(await together(page)), ...(await afterwards(page, before)));
      return [...findings, none('Errors in the browser', page.guard.unexpected())];
    })
};

async function findingsOf(
  page: LoadedPage,
  { about, says, details: tell, change }: Case,
  server: string
): Promise<Finding[]> {
  const { lab, activation } = page;
  await change(lab, server);
  const task = await page.longestTask(() => page.refresh());
  const rows = await page.serverRows();
  const own = rows.find(({ name }) => name === server)?.words ?? 'no row';
  let [shown, lines] = ['', ''];
  const details = await page.longestTask(async () => {
    await activation.row(server).click();
    shown = (await activation.frame.locator('avma-server-details').textContent()) ?? '';
    lines = (await activation.frame.locator('avma-server-details dl').allTextContents()).join();
  });
  const findings = [
    equal(`With ${about}, its row`, says.test(own) ? 'the truth' : own, 'the truth'),
    none('… other rows that are wrong', wrongRows(lab, rows, [server])),
    atMost('… longest task of the refresh (ms)', Math.round(task), longestPause),
    atMost('… longest task of its details (ms)', Math.round(details), longestPause),
    atMost('… characters in its details', shown.length, mostShown),
    ...(tell ? [equal('… its details have what it said', `${tell.test(lines)}`, 'true')] : [])
  ];
  await activation.row(server).click();
  await lab.changeServer(server, { largeAnswer: null, unreachableText: null });
  return findings;
}

/** All of them at once, with the tab of virtual machines. */
async function together(page: LoadedPage): Promise<Finding[]> {
  const { lab, activation } = page;
  const all = Object.values(cases);
  for (const [index, { change }] of all.entries()) {
    await change(lab, serverNamed(index));
  }
  const task = await page.longestTask(() => page.refresh());
  const rows = await page.serverRows();
  const wrong = all.filter(
    (one, index) => !one.says.test(rows.find(({ name }) => name === serverNamed(index))?.words ?? '')
  );
  const listing = await page.longestTask(async () => {
    await activation.frame.getByRole('tab', { name: 'Virtual machines' }).click();
    await page.refreshMachines();
  });
  const summary = (await activation.machines.summary.textContent()) ?? '';
  const failures = await activation.machines.failures.allInnerTexts();
  const guests = 5120;
  return [
    none(
      'All at once: rows of these servers that are wrong',
      wrong.map(({ about }) => about)
    ),
    none(
      '… other rows that are wrong',
      wrongRows(
        lab,
        rows,
        all.map((_, index) => serverNamed(index))
      )
    ),
    atMost('… longest task of the refresh (ms)', Math.round(task), longestPause),
    equal(
      '… VMs',
      /of ([\d,]+) VMs|the ([\d,]+) VMs/.exec(summary)?.slice(1).find(Boolean) ?? summary,
      guests.toLocaleString('en-US')
    ),
    equal('… servers whose VMs couldn’t be read', failures.length, 1),
    atMost('… characters about it', Math.max(0, ...failures.map(text => text.length)), 5000),
    atMost('… longest task while VMs are listed (ms)', Math.round(listing), longestPause)
  ];
}

/** The servers answer as usual again. */
async function afterwards(page: LoadedPage, before: PageUse): Promise<Finding[]> {
  const { lab, activation } = page;
  for (const index of Object.keys(cases).keys()) {
    await lab.changeServer(serverNamed(index), { largeAnswer: null, unreachableText: null });
  }
  // Angular keeps the value that an input had before its last change, so it takes two.
  await page.refreshMachines();
  await page.refreshMachines();
  await activation.frame.getByRole('tab', { name: 'Servers' }).click();
  await page.refresh();
  const rows = await page.serverRows();
  await page.refresh();
  await page.forgetReceived();
  const after = await useOf(page.page);
  const inMebibytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(2)} MiB`;
  return [
    none('Afterwards, rows that are wrong', wrongRows(lab, rows, [])),
    told('… script heap before', inMebibytes(before.heap)),
    atMost('… script heap', after.heap, before.heap * heapNoise, inMebibytes),
    told('… DOM nodes before and after', `${before.nodes}, ${after.nodes}`)
  ];
}

/** The rows of servers that answer as usual, and don't show their key. */
function wrongRows(lab: Lab, rows: readonly ShownRow[], unusual: readonly string[]): string[] {
  return lab
    .state()
    .servers.filter(({ name }) => !unusual.includes(name))
    .map(({ name, lastFive }) => ({ name, lastFive, words: rows.find(row => row.name === name)?.words ?? 'no row' }))
    .filter(({ lastFive, words }) => !words.includes('Activated') || !words.includes(lastFive ?? 'no key'))
    .map(({ name, words }) => `${name}: ${words}`);
}

/** The first servers have keys of other kinds. All from node05 on have the same one. */
function serverNamed(index: number): string {
  return `node${String(index + 5).padStart(2, '0')}`;
}

function isLate({ words }: ShownRow): boolean {
  return words.includes('didn’t answer in time');
}
