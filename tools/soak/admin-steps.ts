import { publicKey, rightKeys, wrongKey } from './soak-keys';
import { Desk } from './desk';
import { oneOf, someOf } from './dice';
import { Lab } from '../../lab/lab';
import { Draws, StepKind } from './plan';

/** What a step of an admin has at hand. */
export interface AdminPlace {
  readonly lab: Lab;
  readonly desk: Desk;
  /** One of the servers. */
  readonly server: string;
  readonly draws: Draws;
  /** Call before a key is typed or pasted. */
  willType(key: string): void;
  /** Call instead of clicking Apply or Retry, so that what was asked for is noted. Returns whether it was clicked. */
  apply(name: 'Apply' | 'Retry', how: 'click' | 'double-click' | 'Enter'): Promise<boolean>;
}

/** Something that an admin does. */
export interface AdminStep extends StepKind {
  /** Does it. Returns false if the page doesn't offer it now. */
  do(place: AdminPlace): Promise<boolean>;
}

/** Everything that an admin does. To add something, add a row. */
export const adminSteps: readonly AdminStep[] = [
  { name: 'refresh', weight: 8, do: refresh },
  { name: 'open the keys pane', weight: 3, do: place => openKeys(place) },
  { name: 'apply right keys', weight: 20, do: place => applyRight(place, 'click') },
  { name: 'apply by double-click', weight: 8, do: place => applyRight(place, 'double-click') },
  { name: 'apply by Enter', weight: 5, do: place => applyRight(place, 'Enter') },
  {
    name: 'apply a key with a typo',
    weight: 3,
    do: place => applyOne(place, wrongKey(place.lab, place.draws.key), false)
  },
  { name: 'apply a public key', weight: 2, do: place => applyOne(place, publicKey(place.draws.key), true) },
  { name: 'paste a list and apply it', weight: 8, do: pasteList },
  { name: 'retry', weight: 6, do: ({ apply }) => apply('Retry', 'click') },
  {
    name: 'stop applying',
    weight: 4,
    do: ({ desk }) => desk.tap(desk.activation.keys.root.locator('button.stop:not(.off)'))
  },
  { name: 'close the pane', weight: 4, do: async ({ desk }) => (await desk.closePane(), true) },
  { name: 'refresh while keys are applied', weight: 4, do: refreshWhileApplying },
  { name: 'show the progress', weight: 2, do: ({ desk }) => inServers(desk, 'Show progress') },
  {
    name: 'sign in',
    weight: 3,
    do: async ({ desk }) => (await desk.openTab('Servers'), desk.tap(desk.activation.signIn))
  },
  { name: 'retry the list of servers', weight: 2, do: ({ desk }) => inServers(desk, 'Retry') },
  {
    name: 'switch to virtual machines',
    weight: 4,
    do: async ({ desk }) => (await desk.openTab('Virtual machines'), true)
  },
  { name: 'switch to servers', weight: 2, do: async ({ desk }) => (await desk.openTab('Servers'), true) },
  { name: 'refresh the virtual machines', weight: 3, do: refreshMachines },
  { name: 'search virtual machines', weight: 2, do: searchMachines },
  { name: 'preview other keys', weight: 2, do: preview },
  { name: 'look at a virtual machine', weight: 2, do: async place => openedMachines(place, row => row.click()) },
  { name: 'search servers', weight: 2, do: searchServers },
  { name: 'filter servers', weight: 2, do: filterServers },
  { name: 'look at a server', weight: 4, do: lookAtServer },
  { name: 'export', weight: 2, do: exportServers },
  { name: 'view PowerShell', weight: 1, do: viewPowerShell },
  { name: 'read the help', weight: 1, do: readHelp },
  { name: 'reload the page', weight: 3, do: async ({ desk }) => (await desk.page.reload(), await desk.ready(), true) },
  { name: 'leave the site and return', weight: 2, do: leaveSite },
  { name: 'leave the page of the shell and return', weight: 2, do: leavePage },
  { name: 'let the computer sleep', weight: 2, do: sleep }
];

async function refresh({ desk }: AdminPlace): Promise<boolean> {
  await desk.openTab('Servers');
  const { activation } = desk;
  const isClicked = await desk.tap(activation.action('Refresh'));
  return isClicked || desk.tap(activation.firstRun.getByRole('button', { name: 'Refresh' }));
}

/** A button with this name in the servers' tab. */
async function inServers(desk: Desk, name: string): Promise<boolean> {
  await desk.openTab('Servers');
  return desk.tap(desk.activation.frame.getByRole('button', { name, exact: true }));
}

/** Opens the pane for some servers, or for all if none has a key. */
async function openKeys({ desk, lab, server, draws }: AdminPlace): Promise<boolean> {
  await desk.openTab('Servers');
  const { activation } = desk;
  if (await desk.tap(activation.setUp)) {
    return true;
  }
  await desk.tap(activation.frame.getByRole('button', { name: 'Clear filters' }));
  const names = lab.state().servers.map(({ name }) => name);
  const others = someOf(names, draws.other).filter(name => name !== server);
  if (!(await desk.tap(activation.row(server), row => row.click()))) {
    return false;
  }
  for (const name of draws.choice % 3 === 0 ? others : []) {
    await desk.tap(activation.row(name), row => row.click({ modifiers: ['Control'] }));
  }
  const manage = activation.action('Manage activation keys');
  // A click on a row that was selected may have taken the selection away.
  return (await desk.tapNext(manage)) || ((await desk.tap(activation.row(server))) && desk.tapNext(manage));
}

/** Types a right key for each server of the pane, or for some, and applies them. */
async function applyRight(place: AdminPlace, how: 'click' | 'double-click' | 'Enter'): Promise<boolean> {
  const { desk, lab, draws } = place;
  if (!(await openKeys(place))) {
    return false;
  }
  const keys = rightKeys(lab);
  const rows = await fieldsOf(desk);
  for (const [index, name] of rows.entries()) {
    const key = oneOf(keys, draws.key + index);
    place.willType(key);
    await desk.tap(desk.activation.keys.field(name), field => field.fill(key));
  }
  return place.apply('Apply', how);
}

/** Applies a key that the page has to refuse, if it's a public one, or else the server. */
async function applyOne(place: AdminPlace, key: string, isPublic: boolean): Promise<boolean> {
  const { desk } = place;
  if (!(await openKeys(place))) {
    return false;
  }
  const [name] = await fieldsOf(desk);
  if (name === undefined) {
    return false;
  }
  if (!isPublic) {
    place.willType(key);
  }
  await desk.tap(desk.activation.keys.field(name), field => field.fill(key));
  return place.apply('Apply', 'click');
}

/** Pastes a list of servers and keys, with a line that's wrong, and applies what the page makes of it. */
async function pasteList(place: AdminPlace): Promise<boolean> {
  const { desk, lab, draws } = place;
  if (!(await openKeys(place))) {
    return false;
  }
  const keys = rightKeys(lab);
  const names = await fieldsOf(desk);
  const pairs = names.map((name, index) => [name, oneOf(keys, draws.key + index)] as const);
  pairs.forEach(([, key]) => place.willType(key));
  const { keys: pane } = desk.activation;
  const lines = [...pairs.map(([name, key]) => `${name}\t${key.toLowerCase()}`), 'nobody;no key'];
  if (!(await desk.tapNext(pane.root.getByRole('button', { name: 'Paste a list' })))) {
    return false;
  }
  await desk.tapNext(pane.list.field, field => field.fill(lines.join('\n')));
  const isUsed = await desk.tapNext(pane.list.button(/^Fill in/));
  if (!isUsed) {
    await desk.tap(pane.list.button('Cancel'));
    return false;
  }
  return place.apply('Apply', 'click');
}

/** The servers whose fields can be typed in. */
async function fieldsOf(desk: Desk): Promise<string[]> {
  await desk.activation.keys.root.waitFor();
  return (await desk.paneRows()).filter(({ typed }) => typed !== null).map(({ server }) => server);
}

async function refreshWhileApplying(place: AdminPlace): Promise<boolean> {
  const state = await place.desk.state();
  return (state?.waits.includes('keys are being applied') ?? false) && refresh(place);
}

async function refreshMachines({ desk }: AdminPlace): Promise<boolean> {
  await desk.openTab('Virtual machines');
  return desk.tap(desk.activation.machines.action('Refresh'));
}

async function searchMachines({ desk, draws }: AdminPlace): Promise<boolean> {
  await desk.openTab('Virtual machines');
  const words = oneOf(['2019 standard', 'node01', '', '<b>', 'nothing like this'], draws.choice);
  return desk.tap(desk.activation.machines.search, field => field.fill(words));
}

async function preview({ desk, draws }: AdminPlace): Promise<boolean> {
  await desk.openTab('Virtual machines');
  const list = desk.activation.machines.list('Preview other keys');
  return desk.tap(list, async control => {
    const options = await control.locator('option').count();
    await control.selectOption({ index: draws.choice % options });
  });
}

async function openedMachines(
  { desk, draws }: AdminPlace,
  use: (row: ReturnType<Desk['activation']['machines']['row']>) => Promise<unknown>
): Promise<boolean> {
  await desk.openTab('Virtual machines');
  const rows = desk.activation.machines.rows;
  const count = await rows.count();
  return count > 0 && desk.tap(rows.nth(draws.choice % count), use);
}

async function searchServers({ desk, server, draws }: AdminPlace): Promise<boolean> {
  await desk.openTab('Servers');
  return desk.tap(desk.activation.search, field => field.fill(oneOf([server, '', '2022', 'nothing'], draws.choice)));
}

async function filterServers({ desk, draws }: AdminPlace): Promise<boolean> {
  await desk.openTab('Servers');
  const count = await desk.activation.tiles.count();
  return count > 0 && desk.tap(desk.activation.tiles.nth(draws.choice % count));
}

async function lookAtServer({ desk, server }: AdminPlace): Promise<boolean> {
  await desk.openTab('Servers');
  if (!(await desk.tap(desk.activation.row(server)))) {
    return false;
  }
  return desk.tap(desk.activation.details(server).getByText('Raw response'));
}

async function exportServers({ desk }: AdminPlace): Promise<boolean> {
  await desk.openTab('Servers');
  return desk.tap(desk.activation.action('Export'));
}

async function viewPowerShell({ desk }: AdminPlace): Promise<boolean> {
  await desk.openTab('Servers');
  return desk.tap(desk.activation.action('View PowerShell'));
}

async function readHelp({ desk }: AdminPlace): Promise<boolean> {
  await desk.closePane();
  return desk.tap(desk.activation.frame.getByRole('button', { name: 'Questions and answers' }));
}

async function leaveSite({ desk }: AdminPlace): Promise<boolean> {
  await desk.page.goto('about:blank');
  await desk.visit();
  return true;
}

async function leavePage({ desk }: AdminPlace): Promise<boolean> {
  await desk.closePane();
  await desk.tap(desk.page.getByRole('navigation', { name: 'Tools' }).getByText('Dashboard'));
  await desk.ready();
  return true;
}

/** The browser's clock and the gateway's jump, and each timer of the page is due at most once. */
async function sleep({ desk, lab, draws }: AdminPlace): Promise<boolean> {
  const minutes = oneOf([1, 4, 20], draws.choice);
  lab.advanceClock(minutes * 60_000);
  await desk.page.clock.fastForward(minutes * 60_000);
  return true;
}
