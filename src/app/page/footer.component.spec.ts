import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { answered, reportWithKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { statusOf } from '../domain/servers/status';
import { FooterHarness } from './testing/footer-harness';
import { FooterComponent } from './footer.component';

describe('The footer', () => {
  const self = MsftSme.self();
  const before = self.Init;
  let fixture: ComponentFixture<FooterComponent>;
  let footer: FooterHarness;

  beforeEach(async () => {
    self.Init = { ...before, moduleVersion: '1.2.3' };
    fixture = TestBed.createComponent(FooterComponent);
    const statuses = serversNamed('node01').map(one => statusOf(one, answered(reportWithKey())));
    fixture.componentRef.setInput('statuses', statuses);
    footer = await TestbedHarnessEnvironment.harnessForFixture(fixture, FooterHarness);
  });

  afterEach(() => (self.Init = before));

  it('says whose extension it is, with its version', async () => {
    expect(await footer.text()).toMatch(/^Community extension 1\.2\.3\s*Not from Microsoft\s*Report a problem/);
  });

  it('has a problem report to copy, which reflects the servers', async () => {
    const copied = spyOn(MsftSme, 'copyToClipboard');
    const report = await footer.report();
    await report.copy();
    expect(await report.said()).toBe('Report copied.');
    expect(copied.calls.mostRecent().args[0]).toContain('Servers in state activated: 1');
    fixture.componentRef.setInput('statuses', []);
    expect(await report.text()).toContain('Servers: 0');
  });
});
