import {
  FakeClusterConnection,
  answered,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { machineRow } from '../domain/testing/virtual-machine-fixture';
import { ActivationPageHarness } from './testing/activation-page-harness';
import { PageForSpecs, openForEach } from './testing/page-for-specs';
import { VirtualMachinesHarness } from '../virtual-machines/testing/virtual-machines-harness';

const [one, two] = serversNamed('node01', 'node02');
const typed = 'BCDFG-HJKMP-QRTVW-XY234-6789N';

describe('The page’s tab of virtual machines', () => {
  let shown: PageForSpecs;
  let cluster: FakeClusterConnection;
  let page: ActivationPageHarness;

  openForEach(opened => {
    shown = opened;
    ({ cluster, page } = opened);
    shown.load(reportWithKey(), reportWithoutKey());
  });

  async function open(): Promise<VirtualMachinesHarness> {
    await (await page.tabs()).open('Virtual machines');
    return there();
  }

  async function there(): Promise<VirtualMachinesHarness> {
    const machines = await page.machines();
    if (!machines) {
      throw new Error('The tab is not open.');
    }
    return machines;
  }

  it('reads nothing until it’s opened, then each server once', async () => {
    await shown.table();
    expect(cluster.machinesCalls.length).toBe(0);
    const machines = await open();
    cluster.answerMachines(one, [machineRow]);
    cluster.answerMachines(two, 'unreachable');
    expect(await machines.summary()).toBe(
      'Of the 1 VM that could be read, 1 can be activated, and 0 on every server that it can move to.'
    );
    expect(cluster.machinesCalls.length).toBe(2);
    expect(await page.table()).toBeNull();
  });

  it('then shows the count of each server in the table of servers', async () => {
    await open();
    cluster.answerMachines(one, [machineRow]);
    cluster.answerMachines(two, 'unreachable');
    await (await page.tabs()).open('Servers');
    expect((await (await shown.table()).rows()).map(row => row[3])).toEqual(['1', 'Unknown']);
    expect(await page.summary()).toContain('1 of 2 servers can activate VMs');
  });

  it('can also be loaded from the table of servers', async () => {
    await (await shown.table()).count();
    expect(cluster.machinesCalls.length).toBe(2);
    expect(await (await page.tabs()).selected()).toBe('Servers');
  });

  it('shows those of one server after a click on their number, with the focus on its tab', async () => {
    await (await shown.table()).count();
    cluster.answerMachines(one, [machineRow]);
    cluster.answerMachines(two, [{ ...machineRow, id: 'other', name: 'other' }]);
    await (await shown.table()).openMachines();
    expect(await (await page.tabs()).selected()).toBe('Virtual machines');
    expect(document.activeElement?.textContent?.trim()).toBe('Virtual machines');
    const rows = await (await (await there()).table()).rows();
    expect(rows.map(row => row[1])).toEqual(['node01']);
  });

  it('reads servers and virtual machines again on refresh, and servers that are added later', async () => {
    const machines = await open();
    cluster.answerMachines(one, [machineRow]);
    cluster.answerMachines(two, []);
    await (await machines.table()).press('Refresh');
    expect(cluster.serversCalls.length).toBe(2);
    expect(cluster.machinesCalls.length).toBe(4);
    cluster.serversCalls[1].answer(answered([one, two, ...serversNamed('node03')]));
    expect(cluster.machinesCalls.map(({ server }) => server.name).slice(4)).toEqual(['node03']);
  });

  it('exports its virtual machines', async () => {
    const machines = await open();
    cluster.answerMachines(one, [machineRow]);
    cluster.answerMachines(two, []);
    const made = spyOn(URL, 'createObjectURL').and.returnValue('blob:none');
    const names: string[] = [];
    spyOn(HTMLAnchorElement.prototype, 'click').and.callFake(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    await (await machines.table()).press('Export');
    expect(names).toEqual([jasmine.stringMatching(/^virtual-machines-cluster01\.contoso\.com-[\d-]+\.csv$/)]);
    const lines = (await (made.calls.mostRecent().args[0] as Blob).text()).split('\r\n');
    expect(lines.length).toBe(2);
    expect(lines[1]).toContain('"node01"');
  });

  it('is where the pane leads after a key is applied, and has the focus', async () => {
    const table = await shown.table();
    await table.select('node02');
    await table.press('Manage activation keys');
    const pane = await shown.pane();
    await (await pane.field('node02')).enter(typed);
    await pane.press('Apply');
    cluster.answerApply(two, { kind: 'applied' });
    cluster.answerReport(two, answered(reportWithKey('6789N')));
    await pane.seeMachines();
    expect(await page.pane()).toBeNull();
    expect(await (await page.tabs()).selected()).toBe('Virtual machines');
    expect(document.activeElement?.textContent?.trim()).toBe('Virtual machines');
    cluster.answerMachines(one, [machineRow]);
    cluster.answerMachines(two, []);
    expect(await (await there()).summary()).toContain('1 of 1 VM can be activated');
  });
});
