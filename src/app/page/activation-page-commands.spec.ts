import { reportWithKey, reportWithoutKey } from '../cluster/testing/fake-cluster-connection';
import { PageForSpecs, openForEach } from './testing/page-for-specs';

describe('The page’s commands and export', () => {
  let shown: PageForSpecs;

  openForEach(opened => (shown = opened));

  it('opens the commands from the table, and returns the focus there', async () => {
    shown.load(reportWithKey(), 'unreachable');
    const table = await shown.table();
    await table.press('View PowerShell');
    const commands = await shown.page.commands();
    const [, status] = (await commands?.blocks()) ?? [];
    expect(await status.text()).toContain("'node02.contoso.com'");
    await commands?.close();
    expect(await shown.page.commands()).toBeNull();
    expect(await table.isFocused('View PowerShell')).toBeTrue();
  });

  it('opens them also before anything is set up', async () => {
    shown.load(reportWithoutKey());
    await (await shown.firstRun()).viewPowerShell();
    expect(await (await shown.page.commands())?.title()).toBe('View PowerShell');
  });

  it('exports all servers, whatever is selected', async () => {
    shown.load(reportWithKey('6789N'), reportWithoutKey());
    const table = await shown.table();
    await table.select('node02');
    const made = spyOn(URL, 'createObjectURL').and.returnValue('blob:none');
    const names: string[] = [];
    spyOn(HTMLAnchorElement.prototype, 'click').and.callFake(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    await table.press('Export');
    expect(names).toEqual([jasmine.stringMatching(/^activation-cluster01\.contoso\.com-[\d-]+\.csv$/)]);
    const file = made.calls.mostRecent().args[0] as Blob;
    expect(file.type).toBe('text/csv;charset=utf-8');
    const lines = (await file.text()).split('\r\n');
    expect(lines.length).toBe(3);
    expect(lines[1]).toContain('"node01","node01.contoso.com","Up","Activated"');
    expect(lines[2]).toContain('"node02","node02.contoso.com","Up","No activation key"');
  });
});
