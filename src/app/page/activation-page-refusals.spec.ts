import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { FakeClusterConnection, answered, reportWithoutKey } from '../cluster/testing/fake-cluster-connection';
import { readAttempt } from '../domain/servers/attempt';
import { Refusal, answerOfRefusal, toldRefusals, untoldRefusals } from '../domain/testing/refusals-fixture';
import { appStrings } from '../platform/strings';
import { ActivationPageHarness } from './testing/activation-page-harness';
import { ActivationStore } from '../servers/activation-store';
import { KeysPaneHarness } from '../keys/testing/keys-pane-harness';
import { PageForSpecs, openForEach } from './testing/page-for-specs';
import { serversCsv } from '../servers/servers-export';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const pauses = [0, 1_000, 2_000, 4_000, 8_000, 15_000];
const refused = 'The key you entered didn’t work';

describe('A key that a server refuses is never reported as applied', () => {
  let shown: PageForSpecs;
  let cluster: FakeClusterConnection;
  let page: ActivationPageHarness;
  let pane: KeysPaneHarness;

  openForEach(opened => {
    shown = opened;
    ({ cluster, page } = opened);
  });

  /** Applies the same volume key to one server for each kind of refusal. */
  async function apply(refusals: readonly Refusal[]): Promise<void> {
    shown.load(...refusals.map(() => reportWithoutKey()));
    await (await shown.firstRun()).setUp();
    pane = await shown.pane();
    await (await pane.field('node01')).enter(key);
    await pane.useForAll('node01');
    await pane.press('Apply');
    expect(cluster.applyCalls.length).toBe(refusals.length);
    cluster.applyCalls.forEach(({ server }) => cluster.sendApply(server));
  }

  /** Refuses the key on each server in its own way. The servers then never show a key, however often they're asked. */
  function refuse(refusals: readonly Refusal[]): void {
    const servers = cluster.applyCalls.map(({ server }) => server);
    jasmine.clock().install().mockDate();
    servers.forEach((server, index) => cluster.answerApply(server, readAttempt(answerOfRefusal(refusals[index]))));
    for (const pause of pauses) {
      jasmine.clock().tick(pause);
      servers.forEach(server => cluster.answerReport(server, answered(reportWithoutKey())));
    }
    jasmine.clock().tick(60_000);
    // The harnesses wait for the page by the real clock.
    jasmine.clock().uninstall();
  }

  async function expectNothingApplied(refusals: readonly Refusal[]): Promise<void> {
    expect(await pane.footnote()).toContain(`Applied to 0 of ${refusals.length} servers.`);
    expect(await page.summary()).toContain(`0 of ${refusals.length} servers`);
    expect(shown.told.join('\n')).not.toContain('Successfully');
    // Nothing is sent again automatically, and the typed text stays.
    expect(cluster.applyCalls.length).toBe(refusals.length);
    expect(await (await pane.field('node01')).value()).toBe(key);
  }

  it('but reported as failed everywhere', async () => {
    await apply(toldRefusals);
    refuse(toldRefusals);
    for (const [index, { about }] of toldRefusals.entries()) {
      const row = await pane.rowText(nameOf(index));
      expect(row).withContext(about).toContain(refused);
      expect(row).withContext(about).not.toContain('Applied');
    }
    await expectNothingApplied(toldRefusals);
    expect(await shown.alerts()).toContain(jasmine.stringContaining(refused));
    expect(shown.told.at(-1)).toMatch(/^error: Some activation keys weren’t applied, Applied to 0 of \d+ servers$/);
  });

  it('but reported as not confirmed, with the answer, if the refusal isn’t clear', async () => {
    await apply(untoldRefusals);
    refuse(untoldRefusals);
    const view = await firstValueFrom(TestBed.inject(ActivationStore).view);
    const [, ...lines] = serversCsv(view, ',', appStrings()).split('\r\n');
    for (const [index, { about, warning, returned }] of untoldRefusals.entries()) {
      const row = await pane.rowText(nameOf(index));
      const said = warning ?? (typeof returned === 'string' ? returned : '');
      expect(row).withContext(about).toContain('Not confirmed');
      expect(row).withContext(about).toContain(`the server doesn’t show it.`);
      expect(row).withContext(about).toContain(said);
      expect(row).withContext(about).not.toContain('Applied');
      expect(lines[index]).withContext(about).toContain('"Not confirmed"');
      expect(lines[index]).withContext(about).toContain(said);
    }
    await expectNothingApplied(untoldRefusals);
    const all = untoldRefusals.length;
    expect(await pane.footnote()).toContain(`${all} not confirmed.`);
    expect(await shown.alerts()).toContain(jasmine.stringMatching(/The server doesn’t show the new key.*node01/));
    expect(shown.told.at(-1)).toBe(
      `warning: Some activation keys aren’t confirmed, Applied to 0 of ${all} servers. Not confirmed: ${all}`
    );
  });

  it('and the page says that it’s being applied until the outcome is known', async () => {
    const [refusal] = untoldRefusals;
    await apply([refusal, refusal]);
    const [{ server }] = cluster.applyCalls;
    jasmine.clock().install();
    cluster.answerApply(server, readAttempt(answerOfRefusal(refusal)));
    jasmine.clock().tick(29_999);
    jasmine.clock().uninstall();
    expect(await pane.rowText(server.name)).toContain('Applying');
    expect(shown.told.at(-1)).toContain('in progress');
  });
});

/** The names that `PageForSpecs.load` gives its servers. */
function nameOf(index: number): string {
  return `node${String(index + 1).padStart(2, '0')}`;
}
