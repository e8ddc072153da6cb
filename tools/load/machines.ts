import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'papaparse';
import { Lab } from '../../lab/lab';
import { equal, Finding, LoadCheck, none, told } from './finding';
import { LoadedPage, scrollOn, until, withLoadedPage } from './loaded-page';

const scenario = 'guests-many';

/** A virtual machine, as its server's file has it. It's read here without the lab's help. */
interface Guest {
  readonly name: string;
  readonly server: string;
  readonly system: string;
}

/** The systems that servers with Windows Server 2022 keys activate, and those that newer keys activate. */
const activated = /Windows Server (?:2016|2019|2022)/;
const activatedByNewer = /Windows Server (?:2016|2019|2022|2025)/;

/** Eight thousand virtual machines. */
export const machines: LoadCheck = {
  name: 'machines',
  about: '8,000 VMs on 16 servers with Windows Server 2022 keys: counted, searched, sorted, previewed, and exported',
  run: () =>
    withLoadedPage({ scenario, poolSize: 4, poolKeeps: 18 }, async page => {
      await page.page.setViewportSize({ width: 1920, height: 2000 });
      const guests = guestsOf(page.lab);
      return [
        ...(await listed(page, guests)),
        ...(await found(page, guests)),
        ...(await previewed(page, guests)),
        ...(await sorted(page, guests)),
        ...(await scrolled(page, guests)),
        ...(await exported(page, guests)),
        none('Errors in the browser', page.guard.unexpected())
      ];
    })
};

async function listed(page: LoadedPage, guests: readonly Guest[]): Promise<Finding[]> {
  await page.open();
  const { frame, machines: tab } = page.activation;
  const task = await page.longestTask(() => page.openMachines());
  // The page gives up on servers that take too long. They are faster the next time.
  for (let turn = 0; turn < 5 && (await tab.failures.count()) > 0; turn += 1) {
    console.log(`${await tab.failures.count()} servers haven't answered in time.`);
    await page.refreshMachines();
  }
  const can = count(guests.filter(({ system }) => activated.test(system)));
  const findings = [
    equal('VMs', guests.length, 8000),
    none('Servers that couldn’t be read', await tab.failures.allInnerTexts()),
    equal(
      'Summary',
      await textOf(tab.summary),
      `${can} of 8,000 VMs can be activated, and ${can} of them on every server that they can move to.`
    ),
    told('Longest task while they’re listed', `${Math.round(task)} ms`)
  ];
  await frame.getByRole('tab', { name: 'Servers' }).click();
  const rows = await page.serverRows();
  const wrong = rows.filter(
    ({ name, words }) => !words.includes(count(guests.filter(({ server }) => server === name)))
  );
  findings.push(
    none(
      'Servers with another number of VMs',
      wrong.map(({ name, words }) => `${name}: ${words}`)
    )
  );
  await page.openMachines();
  return findings;
}

async function found(page: LoadedPage, guests: readonly Guest[]): Promise<Finding[]> {
  const { machines: tab } = page.activation;
  const onNode05 = guests.filter(({ server }) => server === 'node05');
  const has =
    (part: string) =>
    (guest: Guest): boolean =>
      guest.system.includes(part);
  const task = await page.longestTask(() => tab.search.fill('2019'));
  const findings = [
    await shows(page, 'VMs found by "2019"', guests.filter(has('2019')).length),
    told('Longest task of the search', `${Math.round(task)} ms`)
  ];
  await tab.list('Server').selectOption('node05');
  findings.push(await shows(page, 'Of these, on node05', onNode05.filter(has('2019')).length));
  await tab.search.fill('node05-vm-49');
  findings.push(
    await shows(page, 'VMs found by a part of their name', onNode05.filter(({ name }) => name.includes('vm-49')).length)
  );
  await tab.search.fill('');
  findings.push(await shows(page, 'VMs on node05', onNode05.length));
  await tab.list('Server').selectOption('All servers');
  const others = guests.filter(({ system }) => !/Windows/.test(system));
  await tab.tile('Not applicable').click();
  findings.push(await shows(page, 'VMs without Windows', others.length));
  await tab.tile('Not applicable').click();
  return findings;
}

async function previewed(page: LoadedPage, guests: readonly Guest[]): Promise<Finding[]> {
  const { machines: tab } = page.activation;
  const now = count(guests.filter(({ system }) => activated.test(system)));
  const then = count(guests.filter(({ system }) => activatedByNewer.test(system)));
  const task = await page.longestTask(async () => {
    await tab.list('Preview other keys').selectOption('Windows Server 2025 keys everywhere');
    await tab.preview.waitFor();
  });
  const sum = `${then} of 8,000 VMs could be activated (now: ${now})`;
  const words = `${sum}, and ${then} of them on every server that they can move to (now: ${now}).`;
  const said = await textOf(tab.preview);
  await tab.preview.getByRole('button', { name: 'Exit preview' }).click();
  await tab.preview.waitFor({ state: 'detached' });
  return [
    equal('Preview of newer keys', said.includes(words) ? words : said, words),
    told('Longest task of the preview', `${Math.round(task)} ms`)
  ];
}

async function sorted(page: LoadedPage, guests: readonly Guest[]): Promise<Finding[]> {
  const { machines: tab } = page.activation;
  const names = guests.map(({ name }) => name).sort();
  const heading = tab.root.locator('.sme-table-column-header').filter({ hasText: /^\s*VM\s*$/ });
  const task = await page.longestTask(() => heading.click());
  const up = await firstName(page, [names[0], names[names.length - 1]]);
  await heading.click();
  const down = await firstName(
    page,
    [names[0], names[names.length - 1]].filter(name => name !== up)
  );
  await heading.click();
  return [
    equal(
      'First VMs, sorted by name in both directions',
      [up, down].sort().join(),
      [names[0], names[names.length - 1]].join()
    ),
    told('Longest task of a sort', `${Math.round(task)} ms`)
  ];
}

async function scrolled(page: LoadedPage, guests: readonly Guest[]): Promise<Finding[]> {
  const { machines: tab } = page.activation;
  const container = tab.root.locator('.sme-table-scroll-container');
  const shown = new Set<string>();
  const task = await page.longestTask(async () => {
    for (let isAtEnd = false; !isAtEnd;) {
      (await container.evaluate(namesOfDrawn)).forEach(name => shown.add(name));
      isAtEnd = await container.evaluate(scrollOn, 0.8);
    }
  });
  const missing = guests.filter(({ name }) => !shown.has(name));
  return [
    equal('VMs that can be scrolled to', shown.size, guests.length),
    none(
      'VMs that can’t',
      missing.map(({ name }) => name)
    ),
    told('Longest task while scrolling', `${Math.round(task)} ms`)
  ];
}

async function exported(page: LoadedPage, guests: readonly Guest[]): Promise<Finding[]> {
  let file = Buffer.alloc(0);
  const { machines: tab } = page.activation;
  const task = await page.longestTask(async () => {
    file = await page.exported(tab.action('Export'));
  });
  const { data } = parse<string[]>(file.toString('utf8').replace(/^\ufeff/, ''));
  const rows = data.slice(1);
  const known = new Map(guests.map(guest => [guest.name, guest]));
  const wrong = rows.filter(([, name, server]) => known.get(name)?.server !== server);
  return [
    equal('Lines of the export', rows.length, guests.length),
    equal('Different VMs in the export', new Set(rows.map(([, name]) => name)).size, guests.length),
    none(
      'VMs on another server in the export',
      wrong.map(row => row.join())
    ),
    told('Longest task of the export', `${Math.round(task)} ms`)
  ];
}

/** Waits until the tab says how many machines it shows, and compares the number. */
async function shows(page: LoadedPage, what: string, expected: number): Promise<Finding> {
  const { notes } = page.activation.machines;
  const wanted = `Showing ${expected.toLocaleString('en-US')} of 8,000 VMs.`;
  // What the tab says a moment later is what counts, if it never says that.
  const end = Date.now() + 20_000;
  while (!(await notes.innerText()).includes(wanted) && Date.now() < end) {
    await page.page.waitForTimeout(100);
  }
  return equal(what, /Showing [^.]+\./.exec(await notes.innerText())?.[0] ?? '', wanted);
}

/** Waits until the first row is one of these machines. Returns its name, or what it is after a while. */
async function firstName(page: LoadedPage, expected: readonly string[]): Promise<string> {
  let first = '';
  const end = Date.now() + 20_000;
  await until('the first row is there', async () => {
    first = (await page.machineRows())[0]?.name ?? '';
    return expected.includes(first) || Date.now() > end;
  });
  return first;
}

function guestsOf(lab: Lab): Guest[] {
  interface File {
    guests: { name: string; items: Record<string, string> }[];
  }
  return lab.state().servers.flatMap(({ name: server }) => {
    const file = path.join(lab.stateFolder, 'guests', `${server}.json`);
    const { guests } = JSON.parse(readFileSync(file, 'utf8')) as File;
    return guests.map(({ name, items }) => ({ name, server, system: items['OSName'] ?? '' }));
  });
}

function count(guests: readonly Guest[]): string {
  return guests.length.toLocaleString('en-US');
}

async function textOf(locator: { textContent(): Promise<string | null> }): Promise<string> {
  return ((await locator.textContent()) ?? '').replace(/\s+/g, ' ').trim();
}

/** Runs in the extension. The names of the virtual machines whose rows are drawn now. */
function namesOfDrawn(container: Element): string[] {
  return Array.from(
    container.querySelectorAll('.sme-table-row-data[role=row]'),
    row => row.querySelector('.lines > div')?.textContent?.trim() ?? ''
  );
}
