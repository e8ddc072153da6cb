import { Browser, BrowserContext, chromium, Frame, Page } from '@playwright/test';
import assert from 'node:assert/strict';
import { after, afterEach, beforeEach } from 'node:test';
import { findBrowser, testArguments } from '../../../machine/browser.cjs';
import { InMemorySessionHost } from '../../gateway/testing/in-memory-session-host';
import { Lab, startLab } from '../../lab';
import { fakeExtension } from './fake-extension';

/** The state of a work item whose script failed. No other state follows. */
const failedItem = 4;

type Heard = { command: string; data: Record<string, unknown>; from?: string };

/** What the fake extension offers to a test. */
export interface FakeWindow {
  heard: Heard[];
  ask(command: string, data: object): Promise<Record<string, unknown>>;
}

/** A lab with a fake extension, and the shell in a browser. Each test sees both as if they were new. */
export interface ShellHarness {
  context: BrowserContext;
  page: Page;
  lab: Lab;
  host: InMemorySessionHost;
  /** Opens the shell, and waits until the extension in it is open. */
  open(query?: string): Promise<Frame>;
  /** The frame of the open extension. */
  extension(): Frame;
  /** Expects an error in the browser's console, which a test causes on purpose. */
  expectFault(pattern: RegExp): void;
  /** All messages that the extension received. */
  heard(frame: Frame): Promise<Heard[]>;
  /** Sends the shell a request, as the extension. */
  ask(frame: Frame, command: string, data: object): Promise<Record<string, unknown>>;
  /** Polls for a work item as the SDK does, until it's in that state. Returns what the shell reports of it. */
  workItemIn(state: number, sequenceId: unknown): Promise<Record<string, unknown>>;
}

/** What the tests of a file share, because a lab and a browser take seconds to start. */
interface Started {
  browser: Browser;
  lab: Lab;
  host: InMemorySessionHost;
}

let starting: Promise<Started> | null = null;

async function start(): Promise<Started> {
  const host = new InMemorySessionHost();
  const startSessions = () => Promise.resolve(host);
  const [lab, browser] = await Promise.all([
    startLab({ bundle: fakeExtension, startSessions }),
    chromium.launch({ executablePath: findBrowser(), args: testArguments })
  ]);
  return { browser, lab, host };
}

after(async () => {
  const started = await starting;
  await started?.browser.close();
  await started?.lab.stop();
});

/**
 * Sets up the tests of the surrounding suite. The harness can be used once a test runs. A test fails if there is an
 * error in the browser's console.
 */
export function shellHarness(scenario = 'healthy'): ShellHarness {
  let faults: string[];
  let expected: RegExp[];
  const shell = actions();
  shell.expectFault = pattern => void expected.push(pattern);

  beforeEach(async () => {
    starting ??= start();
    const { browser, lab, host } = await starting;
    host.startOver();
    await lab.startOver(scenario);
    Object.assign(shell, { lab, host });
    shell.context = await browser.newContext();
    shell.page = await shell.context.newPage();
    faults = noteFaults(shell.page);
    expected = [];
  });

  afterEach(async () => {
    await shell.context.close();
    assert.deepEqual(
      faults.filter(fault => !expected.some(pattern => pattern.test(fault))),
      []
    );
  });

  return shell;
}

function noteFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', error => faults.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') {
      faults.push(message.text());
    }
  });
  return faults;
}

/** The harness without the fields that are set before each test. */
function actions(): ShellHarness {
  const shell = {
    async open(query = ''): Promise<Frame> {
      await shell.page.goto(shell.lab.address + query);
      await shell.page.waitForSelector('html[data-extension=open]', { state: 'attached' });
      return shell.extension();
    },
    extension(): Frame {
      const found = shell.page.frames().find(frame => frame.parentFrame() !== null);
      assert.ok(found, 'The extension has a frame.');
      return found;
    },
    heard(frame: Frame): Promise<Heard[]> {
      return frame.evaluate(() => (window as unknown as FakeWindow).heard);
    },
    ask(frame: Frame, command: string, data: object): Promise<Record<string, unknown>> {
      return frame.evaluate(
        ([name, content]) => (window as unknown as FakeWindow).ask(name as string, content as object),
        [command, data] as const
      );
    },
    async workItemIn(state: number, sequenceId: unknown): Promise<Record<string, unknown>> {
      const frame = shell.extension();
      let item = await shell.ask(frame, 'WorkItem', { type: 1, sequenceId });
      while (item['state'] !== state) {
        assert.notEqual(item['state'], failedItem, JSON.stringify(item['error']));
        item = await shell.ask(frame, 'WorkItem', { type: 1, sequenceId });
      }
      return item;
    }
  } as ShellHarness;
  return shell;
}
