import { Browser } from '@playwright/test';
import { Lab } from '../lab/lab';
import {
  breakServers,
  FaultyServers,
  faultyServers,
  healthyServer,
  Interruptions,
  mendServers,
  Mishap,
  playFor
} from './faults/faulty-servers';
import { faultRow } from './faults/fault-matrix';
import { observedOnce } from './faults/observed-once';
import { expectSeen, inOneLine, shows } from './faults/seen';
import { beginVisit, byPowerShell, expect, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { appliedKeys, singleUseKeys } from './lab-keys';
import { ActivationPage } from './pages/activation-page';

/** What goes wrong, in groups that one small computer can play at once. */
const groups: Readonly<Record<string, Readonly<Record<string, Mishap>>>> = {
  'Servers that can’t be given a key': {
    down: { fault: 'down' },
    lost: { during: 'off' },
    unreachable: { fault: 'unreachable' },
    moduleMissing: { fault: 'moduleMissing' },
    moduleBroken: { fault: 'moduleBroken' },
    sessionLost: { during: 'restart' },
    azureHangs: { fault: 'azureHangs' }
  },
  'Servers that refuse a key': {
    knownError: { fault: 'applyKnownError' },
    unknownError: { fault: 'applyUnknownError' },
    errorText: { fault: 'applyText' },
    otherLanguage: { fault: 'applyGerman' },
    proxy: { fault: 'applyProxy' },
    returned: { fault: 'applyReturned' }
  },
  'Servers that don’t report the result': {
    warned: { fault: 'applyWarned' },
    silent: { fault: 'applySilent' },
    hangs: { fault: 'applyHangs' },
    noOutput: { fault: 'noOutput' },
    textOutput: { fault: 'textOutput' },
    hugeOutput: { fault: 'hugeOutput' }
  }
};

/** The faults that keep no server from taking its key. */
const applied = new Set(['azureHangs', 'sessionLost']);

/** The faults that keep a key from being sent. */
const neverSent = new Set(['down', 'unreachable']);

/** Sessions that are open keep the modules that they have, so these have to fail before. */
const beforeSessions = new Set(['moduleMissing', 'moduleBroken']);

/** What the pane said about each server: after Apply, and after Retry. */
interface Observed {
  readonly broken: Readonly<Record<string, string>>;
  readonly retried: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, boolean>>;
  readonly healthy: string;
  /** How often a key was sent to each server before Retry. */
  readonly sent: Readonly<Record<string, number>>;
  /** The table's row of each server after Retry and Refresh, and the key that the server has. */
  readonly rows: Readonly<Record<string, string>>;
  readonly lastFive: Readonly<Record<string, string | null>>;
}

for (const [title, mishaps] of Object.entries(groups)) {
  test.describe(title, byPowerShell, () => {
    const faulty = faultyServers(mishaps);
    let observed: Observed;

    test.beforeAll(async ({ browser, sharedLab, serverLines }) => {
      test.setTimeout(600_000);
      observed = await observedOnce(title, () => observe(browser, sharedLab, serverLines, faulty));
    });

    for (const [id, { server }] of faulty) {
      test(`say so, keep the typed key, and accept it after Retry: ${faultRow(id).what}`, shows(`${id} apply`), () => {
        const words = observed.broken[id];
        // A server that restarts may not answer yet when the page asks it, and then it's like one that went down.
        const likeId = id === 'sessionLost' && !words.includes('Applied') ? 'lost' : id;
        expectSeen(likeId, 'apply', words);
        const isApplied = applied.has(likeId);
        expect(/\bApplied\b/.test(words), `${server} has a new key: ${words}`).toBe(isApplied);
        expect(observed.typed[id], 'what was typed stays until it’s applied').toBe(!isApplied);
        expect(observed.healthy).toContain('Applied');
        expect(observed.sent[id], 'how often the key was sent').toBe(neverSent.has(id) ? 0 : 1);
        expect(observed.retried[id]).toContain('Applied');
        expect(observed.lastFive[id]).toMatch(/^\w{5}$/);
        expect(observed.rows[id]).toContain(`…${observed.lastFive[id]}`);
      });
    }
  });
}

/** Applies keys to faulty servers, mends them, and tries again. */
async function observe(browser: Browser, lab: Lab, serverLines: string[], faulty: FaultyServers): Promise<Observed> {
  const { activation, secrets, close } = await beginVisit(browser, lab, serverLines);
  await activation.page.clock.install();
  await openPane(activation, lab, faulty);
  const observed = await applyAndRetry(activation, lab, faulty);
  expect(await secrets.leaks()).toEqual([]);
  await close();
  return observed;
}

/** Opens the pane of a cluster without keys, and enters a key for each server. */
async function openPane(activation: ActivationPage, lab: Lab, faulty: FaultyServers): Promise<void> {
  await playFor(lab, 'large-fresh', faulty);
  lab.rememberAnswers(true);
  await activation.openAsItIs();
  // All servers have to answer before anything goes wrong on them.
  const answered = (command: string): number => callsOf(lab, command).filter(({ status }) => status === 200).length;
  await expect.poll(() => answered('Get-ServerActivation'), { timeout: 120_000 }).toBe(faulty.size + 1);
  await expect(activation.summary).toHaveText('Automatic activation isn’t set up on this cluster yet.');
  lab.rememberAnswers(false);
  await breakServers(
    lab,
    only(faulty, id => beforeSessions.has(id))
  );
  await activation.openSetUp();
  const keys = singleUseKeys(lab, 2022);
  for (const [index, { name }] of lab.state().servers.entries()) {
    await activation.keys.enter(name, keys[index]);
  }
  await expect
    .poll(() => answered('Get-EncryptionJWKOnNode'), { timeout: 240_000 })
    .toBeGreaterThanOrEqual(faulty.size + 1);
}

async function applyAndRetry(activation: ActivationPage, lab: Lab, faulty: FaultyServers): Promise<Observed> {
  const { keys } = activation;
  await breakServers(
    lab,
    only(faulty, id => !beforeSessions.has(id))
  );
  const interruptions = new Interruptions(lab, 'Set-ServerActivationKey', faulty);
  await keys.button('Apply').click();
  await interruptions.happen();
  await settle(activation, faulty);
  const broken = await wordsInPane(activation, faulty);
  const healthy = await keys.row(healthyServer).innerText();
  const typed: Record<string, boolean> = {};
  for (const [id, { server }] of faulty) {
    const field = keys.field(server);
    typed[id] = (await field.count()) > 0 && (await field.inputValue()) !== '';
  }
  const sent = Object.fromEntries([...faulty].map(([id, { server }]) => [id, timesSent(lab, server)]));
  await mendServers(lab);
  await keys.button('Retry').click();
  await waitForRetry(activation, faulty);
  const retried = await wordsInPane(activation, faulty);
  await ((await keys.button('Done').isVisible()) ? keys.finish() : keys.close());
  await activation.refresh();
  const rows: Record<string, string> = {};
  const lastFive: Record<string, string | null> = {};
  for (const [id, { server }] of faulty) {
    rows[id] = await activation.row(server).innerText();
    lastFive[id] = lab.state().servers.find(({ name }) => name === server)?.lastFive ?? null;
  }
  expect(appliedKeys(lab).length).toBeGreaterThan(faulty.size);
  return { broken, retried, typed, healthy, sent, rows, lastFive };
}

/**
 * Waits until all keys have a result. A server that hangs, or doesn’t show its key, has one only after minutes: these
 * pass at once when all others have theirs.
 */
async function settle(activation: ActivationPage, faulty: FaultyServers): Promise<void> {
  const slow = ['warned', 'silent', 'hangs', 'noOutput', 'textOutput', 'hugeOutput'];
  const { keys, page } = activation;
  for (const [id, { server }] of faulty) {
    if (!slow.includes(id)) {
      await expect(keys.row(server)).not.toContainText(/Applying|Waiting/, { timeout: 120_000 });
    }
  }
  await expect(keys.row(healthyServer)).toContainText('Applied', { timeout: 120_000 });
  await expect(async () => {
    await page.clock.runFor(10_000);
    await expect(keys.progress).toBeHidden({ timeout: 1_000 });
  }).toPass({ timeout: 240_000 });
}

/** Waits until each server took its key. One that doesn’t must not hide the others, and its own test says so. */
async function waitForRetry({ keys }: ActivationPage, faulty: FaultyServers): Promise<void> {
  const rows = [...faulty.values()].map(({ server }) => keys.row(server).filter({ hasText: /Applied/ }));
  await Promise.allSettled(rows.map(row => row.waitFor({ timeout: 60_000 })));
}

async function wordsInPane(activation: ActivationPage, faulty: FaultyServers): Promise<Record<string, string>> {
  const words: Record<string, string> = {};
  for (const [id, { server }] of faulty) {
    words[id] = inOneLine(await activation.keys.row(server).allInnerTexts());
  }
  return words;
}

function only(faulty: FaultyServers, isWanted: (id: string) => boolean): FaultyServers {
  return new Map([...faulty].filter(([id]) => isWanted(id)));
}

function timesSent(lab: Lab, server: string): number {
  return callsOf(lab, 'Set-ServerActivationKey').filter(({ node }) => node.split('.')[0] === server).length;
}
