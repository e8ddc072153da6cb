import { TestBed } from '@angular/core/testing';
import {
  FakeClusterConnection,
  answered,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { ProductKey } from '../domain/keys/product-key';
import { ActivationPageHarness } from './testing/activation-page-harness';
import { ActivationStore } from '../servers/activation-store';
import { PageForSpecs, openForEach } from './testing/page-for-specs';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N' as ProductKey;
const [one, two] = serversNamed('node01', 'node02');
const manage = 'Manage activation keys';

describe('The page, while keys are entered', () => {
  let shown: PageForSpecs;
  let cluster: FakeClusterConnection;
  let page: ActivationPageHarness;

  openForEach(opened => {
    shown = opened;
    ({ cluster, page } = opened);
  });

  describe('with the pane for all servers', () => {
    beforeEach(async () => {
      shown.load(reportWithoutKey(), reportWithoutKey(), 'unreachable');
      await (await shown.firstRun()).setUp();
    });

    it('has a field for each server', async () => {
      expect(await (await shown.pane()).title()).toBe('Apply activation keys to each server');
      for (const name of ['node01', 'node02', 'node03']) {
        expect(await (await (await shown.pane()).field(name)).isDisabled()).toBe(name === 'node03');
      }
    });

    it('keeps sessions ready on the servers that can take a key, until it closes', async () => {
      expect([...cluster.prepared]).toEqual(['node01', 'node02']);
      await (await shown.pane()).press('Close');
      expect(await page.pane()).toBeNull();
      expect([...cluster.prepared]).toEqual([]);
    });

    it('prepares a session on a server as soon as it can take a key, and on none twice', () => {
      TestBed.inject(ActivationStore).refresh();
      shown.load(reportWithoutKey(), reportWithoutKey(), reportWithoutKey());
      expect([...cluster.prepared]).toEqual(['node01', 'node02', 'node03']);
      expect(cluster.prepareCalls).toEqual(['node01', 'node02', 'node03']);
    });

    it('closes the sessions when the page is left', () => {
      shown.leave();
      expect([...cluster.prepared]).toEqual([]);
    });

    it('returns the focus to what opened it', async () => {
      await (await shown.pane()).press('Close');
      expect(await (await shown.firstRun()).isSetUpFocused()).toBeTrue();
    });

    it('applies keys, shows their results, and stays open when the page changes', async () => {
      await (await (await shown.pane()).field('node01')).enter(key);
      await (await shown.pane()).press('Apply');
      expect(cluster.applyCalls.map(call => [call.server, call.key])).toEqual([[one, key]]);
      cluster.answerApply(one, { kind: 'applied' });
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(await (await shown.pane()).rowText('node01')).toContain('Applied');
      expect(await page.summary()).toContain('1 of 3 servers can activate VMs');
      expect(await page.table()).not.toBeNull();
    });

    it('leaves a page that says that keys are being applied, and opens again for them', async () => {
      await (await (await shown.pane()).field('node01')).enter(key);
      await (await shown.pane()).press('Apply');
      await (await shown.pane()).press('Close');
      expect(await page.firstRun()).toBeNull();
      expect(await page.summary()).toBe('Applying the activation key…');
      await page.showProgress();
      expect(await (await shown.pane()).rowText('node01')).toContain('Waiting');
      await (await shown.pane()).press('Close');
      cluster.answerApply(one, { kind: 'applied' });
      expect(await page.hasProgress()).toBeFalse();
    });

    it('moves the focus to the section if what opened it is gone', async () => {
      await (await (await shown.pane()).field('node01')).enter(key);
      await (await shown.pane()).press('Apply');
      cluster.answerApply(one, { kind: 'applied' });
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      await (await shown.pane()).press('Close');
      expect(await page.isSectionFocused()).toBeTrue();
    });
  });

  describe('with the pane for selected servers', () => {
    beforeEach(async () => {
      shown.load(reportWithKey(), reportWithoutKey(), 'denied');
      await (await shown.table()).select('node02');
      await (await shown.table()).select('node03');
      await (await shown.table()).press(manage);
    });

    it('has a field for each of them, and no other', async () => {
      expect(await (await shown.pane()).title()).toBe(manage);
      await (await shown.pane()).field('node02');
      await (await shown.pane()).field('node03');
      await expectAsync((await shown.pane()).field('node01')).toBeRejected();
    });

    it('keeps sessions ready only where a key can go', () => {
      expect([...cluster.prepared]).toEqual(['node02']);
    });

    it('returns the focus to what opened it', async () => {
      await (await shown.pane()).press('Close');
      expect(await (await shown.table()).isFocused(manage)).toBeTrue();
    });

    it('moves the focus to the section if the action is disabled because nothing is selected', async () => {
      await (await (await shown.pane()).field('node02')).enter(key);
      await (await shown.pane()).press('Apply');
      cluster.answerApply(two, { kind: 'applied' });
      cluster.answerReport(two, answered(reportWithKey('6789N')));
      await (await shown.pane()).press('Close');
      expect(await (await shown.table()).isEnabled(manage)).toBeFalse();
      expect(await page.isSectionFocused()).toBeTrue();
    });

    it('keeps the selection if it closes without applying a key', async () => {
      await (await shown.pane()).press('Close');
      expect(await (await shown.table()).selected()).toEqual(['node02', 'node03']);
    });
  });

  describe('after keys were applied to selected servers', () => {
    beforeEach(async () => {
      shown.load(reportWithKey(), reportWithKey(), reportWithKey());
      for (const name of ['node01', 'node02', 'node03']) {
        await (await shown.table()).select(name);
      }
      await (await shown.table()).press(manage);
      for (const name of ['node01', 'node02']) {
        await (await (await shown.pane()).field(name)).enter(key);
        await (await shown.pane()).markVolume(name);
      }
      await (await shown.pane()).press('Apply');
      cluster.answerApply(one, { kind: 'applied' });
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      cluster.answerApply(two, {
        kind: 'failed',
        reason: 'refused',
        code: '0xC004C003',
        message: 'Gesperrt.'
      });
      cluster.answerReport(two, answered(reportWithKey()));
      await (await shown.pane()).press('Close');
    });

    it('keeps the servers selected whose key isn’t on them', async () => {
      expect(await (await shown.table()).selected()).toEqual(['node02', 'node03']);
    });

    it('says what happened, and opens the pane for the failed ones from there', async () => {
      const [failed] = await shown.alerts();
      expect(failed).toContain('The key you entered didn’t work node02');
      const words = (await (await shown.table()).rows())[1][1];
      expect(words).toContain('This key is blocked. (0xC004C003)');
      expect(words).toContain('The previous key still activates VMs.');
      await (await page.alerts()).press(`${manage}: The key you entered didn’t work`);
      expect(await (await shown.pane()).title()).toBe(manage);
      await (await shown.pane()).field('node02');
      await expectAsync((await shown.pane()).field('node01')).toBeRejected();
      await (await shown.pane()).press('Close');
      expect(await (await shown.table()).selected()).toEqual(['node02']);
    });
  });
});
