import { Locator } from '@playwright/test';
import { PageUse, useOf } from '../browser/page-use';
import { atMost, equal, Finding, LoadCheck, none, told } from './finding';
import { LoadedPage, until, withLoadedPage } from './loaded-page';

const scenario = 'guests-every-host';

/** After how many visits the page is compared with itself. */
const warm = 10;
const many = 100;

/** How a selected row is clicked to clear its selection. */
const again = { modifiers: ['Control' as const] };

/** How many nodes there may be more: the pointer and the focus draw a few. A visit that keeps one keeps ninety. */
const nodeNoise = 10;

/** How often the page is measured, to find it at rest. */
const measures = 5;

/** The heap may grow by this much: the browser also keeps a record of slow tasks, up to a limit. */
const heapNoise = 1.05;

/** Whether a page keeps anything of tabs, panes, and details that were closed. */
export const visits: LoadCheck = {
  name: 'visits',
  about: `${many} visits to each tab, each pane, and the details of a server and a VM in one page`,
  run: () =>
    withLoadedPage({ scenario, poolSize: 4, poolKeeps: 12 }, async page => {
      await page.page.setViewportSize({ width: 1600, height: 1200 });
      await page.open();
      await page.openMachines();
      const uses: PageUse[] = [];
      for (let turn = 1; turn <= many; turn += 1) {
        await visitAll(page);
        if (turn === warm || turn === many) {
          uses.push(await useAtRest(page));
          console.log(`${turn} visits: ${JSON.stringify(uses.at(-1))}`);
        }
      }
      const [before, after] = uses;
      return [...findingsOf(before, after), none('Errors in the browser', page.guard.unexpected())];
    })
};

/** Opens and closes everything once. Begins and ends on the tab of virtual machines. */
async function visitAll({ activation, page }: LoadedPage): Promise<void> {
  const { commands, frame, help, keys, machines } = activation;
  await frame.getByRole('tab', { name: 'Servers' }).click();
  await select(activation.rows.first(), frame.locator('avma-server-details dl'));
  await activation.action('Manage activation keys').click();
  await keys.root.waitFor();
  await keys.close();
  await activation.action('View PowerShell').click();
  await commands.root.waitFor();
  await commands.close();
  await activation.openHelp();
  await page.keyboard.press('Escape');
  await help.root.waitFor({ state: 'hidden' });
  await activation.rows.first().click(again);
  await frame.locator('avma-server-details dl').waitFor({ state: 'detached' });
  await machines.open();
  await select(machines.rows.first(), machines.details);
  await machines.rows.first().click(again);
  await machines.details.waitFor({ state: 'detached' });
}

/**
 * The least that the page uses in some seconds after a visit. Shortly after it, something may still keep what was
 * closed. How much differs from run to run, and it's gone when the page is measured again.
 */
async function useAtRest(page: LoadedPage): Promise<PageUse> {
  await page.forgetReceived();
  let least = await useOf(page.page);
  for (let turn = 1; turn < measures; turn += 1) {
    const use = await useOf(page.page);
    least = use.nodes < least.nodes ? use : least;
  }
  return least;
}

/** A table that has just come into view draws its rows once more, and a click in between is lost. */
async function select(row: Locator, details: Locator): Promise<void> {
  await until('details are shown', async () => {
    await row.click();
    return (await details.count()) > 0;
  });
}

function findingsOf(before: PageUse, after: PageUse): Finding[] {
  const inMebibytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(2)} MiB`;
  const { heap, ...counts } = before;
  return [
    none(
      'What the browser doesn’t count',
      Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [name] : []))
    ),
    equal(`Event listeners, after ${many} as after ${warm}`, after.listeners, before.listeners),
    equal(`Subscribers of rxjs, after ${many} as after ${warm}`, after.subscribers, before.subscribers),
    told(`DOM nodes after ${warm}`, before.nodes),
    atMost(`DOM nodes after ${many}`, after.nodes, before.nodes + nodeNoise),
    told(`Script heap after ${warm}`, inMebibytes(heap)),
    atMost(`Script heap after ${many}`, after.heap, heap * heapNoise, inMebibytes)
  ];
}
