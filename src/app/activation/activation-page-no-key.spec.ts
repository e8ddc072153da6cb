import { FakeClusterConnection, answered, reportWithKey, serversNamed } from '../cluster/fake-cluster-connection';
import { noKeyAnswers } from '../domain/no-key-answers-fixture';
import { reportOf } from '../domain/report-fixture';
import { ActivationPageHarness } from './activation-page-harness';
import { PageForSpecs } from './page-for-specs';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const [one] = serversNamed('node01');

describe('On a cluster without keys, whatever its servers answer', () => {
  let shown: PageForSpecs;
  let cluster: FakeClusterConnection;
  let page: ActivationPageHarness;

  beforeEach(async () => {
    shown = await PageForSpecs.open();
    ({ cluster, page } = shown);
  });

  afterEach(() => shown.leave());

  for (const { about, ...answer } of noKeyAnswers) {
    it(`the page leads from first run to an activated server: ${about}`, async () => {
      const report = reportOf(answer);
      shown.load(report, report);
      expect(await page.sentence()).toContain('not set up on this cluster yet');
      const firstRun = await shown.firstRun();
      expect(await firstRun.canSetUp()).toBeTrue();
      await firstRun.setUp();
      await (await (await shown.pane()).field('node01')).enter(key);
      await (await shown.pane()).press('Apply');
      cluster.answerApply(one, { kind: 'applied' });
      cluster.answerReport(one, answered(reportWithKey('6789N')));
      expect(await (await shown.pane()).rowText('node01')).toContain('Applied');
      await (await shown.pane()).press('Close');
      expect(await page.sentence()).toContain('1 of 2 servers can activate VMs');
    });
  }
});
