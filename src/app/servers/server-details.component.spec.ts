import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { answered, failed, reportWithKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { findingsOf } from '../domain/servers/findings';
import { ServerStatus, statusOf } from '../domain/servers/status';
import { ServerDetailsHarness } from './testing/server-details-harness';
import { ServerDetailsComponent } from './server-details.component';

const [one, two] = serversNamed('node01', 'node02');
const withKey = statusOf(one, answered(reportWithKey('6789N')));
const silent = statusOf(two, failed('timedOut'));

describe('The details of the selected servers', () => {
  let fixture: ComponentFixture<ServerDetailsComponent>;
  let details: ServerDetailsHarness;

  beforeEach(async () => {
    fixture = TestBed.createComponent(ServerDetailsComponent);
    details = await TestbedHarnessEnvironment.harnessForFixture(fixture, ServerDetailsHarness);
  });

  function show(...statuses: ServerStatus[]): void {
    fixture.componentRef.setInput('shown', { statuses, findings: findingsOf(statuses) });
  }

  it('are empty without a selection', async () => {
    show();
    expect(await details.servers()).toEqual([]);
  });

  it('have each server’s lines, and its answer if there’s one', async () => {
    show(silent);
    expect((await details.lines())['What happened']).toBe('The server didn’t answer in time.');
    expect(await details.rawAnswers()).toEqual([]);
    show(withKey);
    expect((await details.lines())['State']).toBe('Activated');
    expect((await details.rawAnswers())[0]).toContain('"moduleVersion": "1.1.0.0"');
  });

  it('can be copied, and say so until another server is selected', async () => {
    const copied = spyOn(MsftSme, 'copyToClipboard');
    show(withKey);
    expect(await details.copied()).toBe('');
    await details.copy();
    expect(copied.calls.mostRecent().args[0]).toContain('node01\nState: Activated');
    expect(await details.copied()).toBe('Details copied.');
    show(silent);
    expect(await details.copied()).toBe('');
  });

  it('can be copied all at once if several servers are selected', async () => {
    const copied = spyOn(MsftSme, 'copyToClipboard');
    show(withKey);
    expect(await details.canCopyAll()).toBeFalse();
    show(withKey, silent);
    await details.copyAll();
    const text = String(copied.calls.mostRecent().args[0]);
    expect(text).toContain('node01\nState: Activated');
    expect(text).toContain('\n\nnode02\nState: Couldn’t check the status on this server.');
    expect(await details.copied()).toBe('Details copied.');
    show(silent);
    show(withKey, silent);
    expect(await details.copied()).toBe('');
  });

  it('are a section for each server, with its name as a heading', async () => {
    show(withKey, silent);
    expect(await details.sections()).toEqual([
      'node01: Activated',
      'node02: Couldn’t check the status on this server.'
    ]);
  });

  it('come into view without taking the focus', () => {
    show(withKey);
    fixture.detectChanges();
    const shown = spyOn(HTMLElement.prototype, 'scrollIntoView');
    const before = document.activeElement;
    fixture.componentInstance.show();
    fixture.detectChanges();
    expect(shown).toHaveBeenCalledOnceWith({ block: 'nearest' });
    expect(document.activeElement).toBe(before);
  });

  it('take the focus for a server', async () => {
    show(withKey, silent);
    fixture.detectChanges();
    fixture.componentInstance.focus(two);
    expect(document.activeElement?.textContent).toContain('node02');
    fixture.componentInstance.focus(one);
    expect(await details.isFocused()).toBeTrue();
    expect(() => fixture.componentInstance.focus({ name: 'node09' })).not.toThrow();
  });
});
