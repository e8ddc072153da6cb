import { Browser } from '@playwright/test';
import { Lab } from '../lab/lab';
import {
  mendServers,
  breakServers,
  FaultyServers,
  faultyServers,
  healthyServer,
  Interruptions,
  Mishap,
  playFor
} from './faults/faulty-servers';
import { faultRow } from './faults/fault-matrix';
import { observedOnce } from './faults/observed-once';
import { expectSeen, shows, wordsAbout } from './faults/seen';
import { beginVisit, byPowerShell, expect, test } from './fixtures/test';
import { ActivationPage } from './pages/activation-page';

/** What goes wrong, in groups that one small computer can play at once. */
const groups: Readonly<Record<string, Readonly<Record<string, Mishap>>>> = {
  'Servers that can’t be read': {
    down: { fault: 'down' },
    lost: { during: 'off' },
    unreachable: { fault: 'unreachable' },
    denied: { fault: 'denied' },
    moduleMissing: { fault: 'moduleMissing' },
    moduleBroken: { fault: 'moduleBroken' },
    applicationControl: { fault: 'applicationControl' },
    sessionLost: { during: 'restart' }
  },
  'Servers whose cmdlets fail': {
    knownError: { fault: 'statusKnownError', alone: true },
    unknownError: { fault: 'statusUnknownError', alone: true },
    errorText: { fault: 'statusText', alone: true },
    otherLanguage: { fault: 'statusGerman', alone: true },
    returned: { fault: 'statusReturned', alone: true },
    warned: { fault: 'statusWarned', alone: true },
    silent: { fault: 'statusSilent', alone: true }
  },
  'Servers whose answers don’t arrive': {
    hangs: { fault: 'statusHangs', alone: true },
    azureHangs: { fault: 'azureHangs' },
    noOutput: { fault: 'noOutput' },
    textOutput: { fault: 'textOutput' },
    hugeOutput: { fault: 'hugeOutput' }
  }
};

/** The faults whose servers still show that they’re activated, because that doesn’t depend on what fails. */
const stillActivated = new Set(['moduleBroken', 'applicationControl', 'sessionLost', 'azureHangs']);

/** What the page said about each server: with its fault, and after that was mended. */
interface Observed {
  readonly broken: Readonly<Record<string, string>>;
  readonly healthy: string;
  readonly mended: Readonly<Record<string, string>>;
  /** The last five characters of each server's key. */
  readonly lastFive: Readonly<Record<string, string | null>>;
}

for (const [title, mishaps] of Object.entries(groups)) {
  test.describe(title, byPowerShell, () => {
    const faulty = faultyServers(mishaps);
    let observed: Observed;

    test.beforeAll(async ({ browser, sharedLab, serverLines }) => {
      test.setTimeout(400_000);
      observed = await observedOnce(title, () => observe(browser, sharedLab, serverLines, faulty));
    });

    for (const [id, { server }] of faulty) {
      test(
        `show the fault, claim nothing false, and are up to date after a refresh: ${faultRow(id).what}`,
        shows(`${id} load`),
        () => {
          const words = observed.broken[id];
          // A server that restarts may not answer yet when the page asks once more.
          const likeId = id === 'sessionLost' && !words.includes('Activated') ? 'lost' : id;
          expectSeen(likeId, 'load', words);
          expect(/\bActivated\b/.test(words), `${server} is activated: ${words}`).toBe(stillActivated.has(likeId));
          expect(observed.healthy).toMatch(new RegExp(`Activated .*…${observed.lastFive[healthyServer]}`));
          expect(observed.mended[id]).toMatch(new RegExp(`Activated .*…${observed.lastFive[server]}`));
        }
      );
    }
  });
}

/** Opens the page on faulty servers, mends them, and refreshes. */
async function observe(browser: Browser, lab: Lab, serverLines: string[], faulty: FaultyServers): Promise<Observed> {
  lab.rememberAnswers(false);
  const { activation, secrets, close } = await beginVisit(browser, lab, serverLines);
  await activation.page.clock.install();
  await playFor(lab, 'large', faulty);
  await breakServers(lab, faulty);
  const interruptions = new Interruptions(lab, 'Get-ServerActivation', faulty);
  await activation.openAsItIs();
  await interruptions.happen();
  await waitForAnswers(activation, faulty);
  const broken = await wordsAboutAll(activation, faulty);
  expect(await activation.credentials.timesAsked(), 'no dialog interrupts').toBe(0);
  const healthy = await wordsAbout(activation, healthyServer);
  await mendServers(lab);
  await activation.refresh();
  const lastFive = Object.fromEntries(lab.state().servers.map(({ name, lastFive: five }) => [name, five]));
  const mended = await wordsAboutAll(activation, faulty);
  expect(await secrets.leaks()).toEqual([]);
  await close();
  return { broken, healthy, mended, lastFive };
}

/** Waits until all servers have answered but one that hangs, and then until that one’s time is up. */
async function waitForAnswers(activation: ActivationPage, faulty: FaultyServers): Promise<void> {
  const hanging = faulty.get('hangs');
  if (hanging) {
    const waiting = activation.rows.filter({ hasText: 'Checking' });
    await expect(waiting).toHaveText([new RegExp(hanging.server)]);
    await activation.page.clock.fastForward('01:31');
  }
  await expect(activation.action('Refresh')).toBeEnabled({ timeout: 120_000 });
}

async function wordsAboutAll(activation: ActivationPage, faulty: FaultyServers): Promise<Record<string, string>> {
  if (await activation.moreAlerts.isVisible()) {
    await activation.showAllAlerts();
  }
  const words: Record<string, string> = {};
  for (const [id, { server }] of faulty) {
    words[id] = await wordsAbout(activation, server);
  }
  return words;
}
