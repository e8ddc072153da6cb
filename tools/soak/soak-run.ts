import * as path from 'node:path';
import { Browser, BrowserContext } from '@playwright/test';
import { Lab } from '../../lab/lab';
import { AdminStep, adminSteps } from './admin-steps';
import { Claim, falseClaims, lastFiveOf, Order, ReceivedKey, ServerKeys, unorderedKeys } from './applied-keys';
import { foreignKeys } from './agreement';
import { credentialsAnswers, Desk } from './desk';
import { oneOf } from './dice';
import { Fault, faults } from './faults';
import { Journal } from './journal';
import { SoakOptions } from './options';
import { Draws, endsRound, Step, stepOf } from './plan';
import { Settling } from './settling';
import { Trace } from './trace';
import { World } from './world';

/** In milliseconds: no page waits for longer, whatever goes wrong. The longest limit, of a key, is four minutes. */
const longestWait = 420_000;

/** Of ten admins, so many wait until the page has read or applied what it does, but at most as many milliseconds. */
const shareOfThePatient = 6;
const admins = 20_000;

/** The steps after which what the page said about a server's key before is no longer about the same server. */
const newServers = ['server added', 'server removed', 'server reinstalled', 'server renamed'];

/** The desks that can be there beside the first: another admin's browser, and another tab of the first. */
const guests = ['another admin', 'a second tab'] as const;

/** One soak: its pages, its servers, and what is known about them. */
export class SoakRun {
  readonly journal = new Journal();
  readonly desks: Desk[] = [];
  /** All desks that ever were there. */
  private readonly allDesks: Desk[] = [];
  private readonly world: World;
  private readonly settling: Settling;
  private readonly browsers = new Map<string, AdminsBrowser>();
  private readonly typed = new Set<string>();
  private readonly orders: Order[] = [];
  /** The last five characters of all keys that each server had. */
  private readonly history = new Map<string, Set<string>>();
  private readonly begun = Date.now();
  private number = 0;

  constructor(
    private readonly options: SoakOptions,
    private readonly browser: Browser,
    readonly lab: Lab,
    private readonly serverLines: string[]
  ) {
    this.world = new World(lab);
    this.settling = new Settling(lab, serverLines);
    this.noteKeys();
  }

  /** Opens the first page. */
  async open(): Promise<void> {
    await this.desk('the admin');
  }

  /** Makes steps until the time is up, and lets everything come to rest. */
  async run(): Promise<void> {
    const end = Date.now() + this.options.minutes * 60_000;
    do {
      this.number += 1;
      await this.make(stepOf(this.options.seed, this.number, { admin: adminSteps, world: faults }));
      await this.check();
      if (endsRound(this.number)) {
        await this.settle();
      }
    } while (Date.now() < end);
    await this.settle();
    this.journal.certificates = await this.settling.atTheEnd(await this.freshDesk());
  }

  /** Closes all pages. */
  async close(): Promise<void> {
    for (const { context } of this.browsers.values()) {
      await context.close();
    }
  }

  /** Keeps what each page shows, and traces of all that they did since page and servers last agreed. */
  async keep(folder: string): Promise<void> {
    for (const { name, page } of this.desks) {
      // A page that doesn't react must not hide why the soak failed.
      await page.screenshot({ path: path.join(folder, `${name}.png`), timeout: 30_000 }).catch(() => undefined);
    }
    for (const [name, { trace }] of this.browsers) {
      await trace.keep(path.join(folder, `${name}.zip`));
    }
  }

  /** The time since the start, as in 3:07. */
  private get elapsed(): string {
    const seconds = Math.round((Date.now() - this.begun) / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  /** Where the run is. */
  get place(): string {
    return `step ${this.number}; wrong then: ${this.world.faults.join(', ') || 'nothing'}`;
  }

  private async make(step: Step): Promise<void> {
    const { draws } = step;
    const { name: server } = oneOf(this.lab.state().servers, draws.server);
    await this.world.mendUpTo(step.number);
    const desk = await this.deskOf(draws);
    const about = step.by === 'world' ? server : `${desk.name}, ${server}`;
    console.log(`${this.elapsed} ${step.number}. ${step.by}: ${step.kind} (${about})`);
    const isDone =
      step.by === 'world'
        ? await this.bringAbout(named(faults, step.kind), server, step)
        : await this.doFor(desk, named(adminSteps, step.kind), server, draws);
    if (!isDone) {
      console.log(`     Not possible then: ${desk.missed || 'nothing to do it with'}`);
    }
    this.journal.add({ number: step.number, by: step.by, kind: step.kind, about, isDone });
  }

  private async bringAbout(fault: Fault, server: string, { draws, number }: Step): Promise<boolean> {
    const loads = this.desks.map(desk => desk.loads);
    await this.world.begin(fault, server, draws, number);
    if (fault.reloads) {
      await Promise.all(this.desks.map((desk, index) => desk.reloaded(loads[index])));
    }
    if (newServers.includes(fault.name)) {
      this.desks.forEach(desk => desk.forget());
    }
    return true;
  }

  private async doFor(desk: Desk, step: AdminStep, server: string, draws: Draws): Promise<boolean> {
    desk.answersWith = oneOf(credentialsAnswers, draws.other);
    desk.missed = '';
    await desk.ready();
    if (draws.key % 10 < shareOfThePatient) {
      await desk.read(admins);
    }
    const isDone = await step.do({
      lab: this.lab,
      desk,
      server,
      draws,
      willType: key => this.willType(key),
      apply: (name, how) => this.apply(desk, name, how)
    });
    if (draws.choice % 10 < shareOfThePatient) {
      await desk.settled(admins);
    }
    desk.busySince = null;
    return isDone;
  }

  /** Clicks Apply or Retry, and notes what was ordered by that: all that's in the pane's fields at that moment. */
  private async apply(desk: Desk, name: 'Apply' | 'Retry', how: 'click' | 'double-click' | 'Enter'): Promise<boolean> {
    const { keys } = desk.activation;
    const filled = (await desk.paneRows()).filter(({ typed }) => typed);
    const isClicked = await desk.tap(keys.button(name), button => {
      switch (how) {
        case 'click':
          return button.click();
        case 'double-click':
          return button.dblclick();
        case 'Enter':
          return keys.root.locator('input.key:not([readonly]):enabled').first().press('Enter');
      }
    });
    if (!isClicked || (await desk.hint()) !== '') {
      return isClicked;
    }
    this.journal.applies += 1;
    this.journal.orders += filled.length;
    for (const { server, typed } of filled) {
      this.orders.push({ server, key: typed ?? '', by: `${desk.name} in step ${this.number}` });
      desk.sends(server, lastFiveOf(typed ?? ''));
    }
    return true;
  }

  /** Checks what has to hold at any time. */
  private async check(): Promise<void> {
    const claims: Claim[] = [];
    const faultsFound: string[] = [];
    for (const desk of this.desks) {
      const [rows, state] = [await desk.paneRows(), await desk.state()];
      claims.push(...rows.filter(({ isApplied }) => isApplied).flatMap(({ server }) => claimOf(desk, server)));
      desk.newResults(rows).forEach(words => this.journal.addResult(words));
      faultsFound.push(...desk.faultsLogged(), ...this.tooLong(desk, state?.waits ?? []));
      this.noteKeys();
      const shown = await desk.shown();
      faultsFound.push(...foreignKeys(shown?.servers ?? [], this.history).map(fault => `${desk.name}: ${fault}`));
    }
    const received = this.received();
    this.journal.claims += claims.length;
    this.journal.givenUp = this.allDesks.reduce((sum, { givenUp }) => sum + givenUp, 0);
    failOn([...faultsFound, ...falseClaims(claims, received, this.keys()), ...unorderedKeys(this.orders, received)]);
  }

  /** Why a page waits for too long, if it does. Each step of its admin begins the wait anew. */
  private tooLong(desk: Desk, waits: readonly string[]): string[] {
    desk.busySince = waits.length === 0 ? null : (desk.busySince ?? Date.now());
    const seconds = desk.busySince === null ? 0 : Math.round((Date.now() - desk.busySince) / 1000);
    return seconds * 1000 > longestWait ? [`The page of ${desk.name} waits for ${seconds} s: ${waits.join(', ')}`] : [];
  }

  /** Takes everything back, and compares each page with the servers. */
  private async settle(): Promise<void> {
    console.log(`${this.elapsed} Everything is taken back, and page and servers are compared.`);
    await this.world.mendAll();
    for (const desk of this.desks) {
      await this.settling.quiet(desk);
    }
    await this.check();
    for (const desk of this.desks) {
      await this.settling.compare(desk);
    }
    await this.check();
    await this.settling.searchForKeys(this.desks);
    for (const { trace } of this.browsers.values()) {
      await trace.next();
    }
    this.journal.rounds += 1;
  }

  private keys(): Map<string, ServerKeys> {
    const { servers } = this.lab.state();
    return new Map(
      servers.map(({ name, lastFive }) => [
        name,
        { has: lastFive, had: new Set(this.lab.keysOf(name).map(lastFiveOf)) }
      ])
    );
  }

  private received(): ReceivedKey[] {
    return this.lab
      .record()
      .filter(({ cmdlet }) => cmdlet === 'Set-VMAutomaticActivation')
      .map(({ server, parameters }) => ({ server, key: String(parameters['ProductKey']) }));
  }

  /** Notes the keys that servers have or are getting. */
  private noteKeys(): void {
    const has = this.lab.state().servers.map(({ name, lastFive }) => [name, lastFive ?? ''] as const);
    const gets = this.received().map(({ server, key }) => [server, lastFiveOf(key)] as const);
    [...has, ...gets].forEach(([name, lastFive]) => {
      this.history.set(name, (this.history.get(name) ?? new Set()).add(lastFive));
    });
  }

  private willType(key: string): void {
    this.typed.add(key);
    this.desks.forEach(({ secrets }) => secrets.willType(key));
  }

  /** The desk of a step: mostly the first, and now and then one that comes and goes. */
  private async deskOf({ desk, choice }: Draws): Promise<Desk> {
    const drawn = desk % 10;
    if (drawn === 0 && this.desks.length > 1) {
      await this.leave(oneOf(this.desks.slice(1), choice).name);
    }
    const name = drawn > 7 ? guests[drawn - 8] : 'the admin';
    return this.desk(name);
  }

  private async desk(name: string): Promise<Desk> {
    const there = this.desks.find(desk => desk.name === name);
    if (there) {
      return there;
    }
    const context = await this.context(name === 'a second tab' ? 'the admin' : name);
    const opened = await Desk.open(name, context, this.lab, this.serverLines, this.typed);
    this.desks.push(opened);
    this.allDesks.push(opened);
    return opened;
  }

  private async leave(name: string): Promise<void> {
    const desk = this.desks.find(one => one.name === name);
    await desk?.page.close();
    this.desks.splice(0, this.desks.length, ...this.desks.filter(one => one !== desk));
  }

  private async freshDesk(): Promise<Desk> {
    for (const { name } of [...this.desks]) {
      await this.leave(name);
    }
    return this.desk('an admin who was not there before');
  }

  private async context(name: string): Promise<BrowserContext> {
    const there = this.browsers.get(name);
    if (there) {
      return there.context;
    }
    // In this window, a table draws all of its rows.
    const context = await this.browser.newContext({ viewport: { width: 1600, height: 2600 }, locale: 'en-US' });
    await context.clock.install();
    this.browsers.set(name, { context, trace: await Trace.start(context) });
    return context;
  }
}

/** The browser of one admin. */
interface AdminsBrowser {
  readonly context: BrowserContext;
  readonly trace: Trace;
}

/** Fails with everything that was found. */
export function failOn(found: readonly string[]): void {
  if (found.length > 0) {
    throw new Error([...new Set(found)].join('\n'));
  }
}

function claimOf(desk: Desk, server: string): Claim[] {
  const lastFive = desk.sent.get(server);
  return lastFive === undefined ? [] : [{ server, lastFive, by: desk.name }];
}

function named<T extends { name: string }>(all: readonly T[], name: string): T {
  const found = all.find(one => one.name === name);
  if (!found) {
    throw new Error(`There is no step "${name}".`);
  }
  return found;
}
