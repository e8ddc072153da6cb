import { FakeClusterConnection, answered, reportWithKey } from '../cluster/testing/fake-cluster-connection';
import { noKeyAnswers } from '../domain/testing/no-key-answers-fixture';
import { reportOf } from '../domain/testing/report-fixture';
import { ActivationPageHarness } from './testing/activation-page-harness';
import { PageForSpecs, openForEach } from './testing/page-for-specs';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';

describe('On a cluster without keys, whatever its servers answer', () => {
  let shown: PageForSpecs;
  let cluster: FakeClusterConnection;
  let page: ActivationPageHarness;

  openForEach(opened => {
    shown = opened;
    ({ cluster, page } = opened);
  });

  it('the page leads from first run to activated servers', async () => {
    // One server for each answer. If one counted as having a key, there would be no first run.
    shown.load(...noKeyAnswers.map(({ about: _, ...answer }) => reportOf(answer)));
    expect(await page.summary()).toContain('isn’t set up on this cluster yet');
    const firstRun = await shown.firstRun();
    expect(await firstRun.canSetUp()).toBeTrue();
    await firstRun.setUp();
    const pane = await shown.pane();
    await (await pane.field('node01')).enter(key);
    await pane.useForAll('node01');
    await pane.press('Apply');
    expect(cluster.applyCalls.length).toBe(noKeyAnswers.length);
    for (const { server } of cluster.applyCalls) {
      cluster.answerApply(server, { kind: 'applied' });
      cluster.answerReport(server, answered(reportWithKey('6789N')));
    }
    for (const [index, { about }] of noKeyAnswers.entries()) {
      expect(await pane.rowText(`node${String(index + 1).padStart(2, '0')}`))
        .withContext(about)
        .toContain('Applied');
    }
    await pane.press('Close');
    expect(await page.summary()).toContain(`All ${noKeyAnswers.length} servers can activate VMs`);
  });
});
