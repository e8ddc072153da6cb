import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { Attempt } from '../domain/servers/attempt';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { KeyResultHarness } from './testing/key-result-harness';
import { KeyResultComponent } from './key-result.component';

@Component({
  standalone: true,
  imports: [CommonModule, KeyResultComponent, SmeUxModule],
  template: `
    <sme-ux>
      <avma-key-result
        *ngIf="isShown"
        [attempt]="attempt"
        [shownKey]="shownKey"
        [appliedAt]="appliedAt"
      ></avma-key-result>
    </sme-ux>
  `
})
class HostComponent {
  isShown = true;
  attempt: Attempt = { kind: 'waiting' };
  shownKey = '';
  appliedAt = '';
}

describe('The result of a key', () => {
  let fixture: ComponentFixture<HostComponent>;
  let result: KeyResultHarness;

  beforeEach(async () => {
    fixture = createForSpecs(HostComponent);
    result = await TestbedHarnessEnvironment.loader(fixture).getHarness(KeyResultHarness);
  });

  afterEach(() => {
    // The SDK's tooltips need their host to outlive them, as on a page.
    fixture.componentInstance.isShown = false;
    fixture.detectChanges();
  });

  /** The icon, the text, and the visible details. */
  async function shown(attempt: Attempt): Promise<string[]> {
    fixture.componentInstance.attempt = attempt;
    const icon = await result.icon();
    return [await icon.state(), await result.words(), await result.detailsText()];
  }

  it('is pending while the key waits, and while it’s being applied', async () => {
    expect(await shown({ kind: 'waiting' })).toEqual(['wait', 'Waiting', '']);
    const since = Date.now() + 60_000;
    expect(await shown({ kind: 'applying', since })).toEqual(['wait', 'Applying…', '']);
  });

  it('says what the key left in the server’s certificate store, also once it’s applied', async () => {
    const left = { thumbprint: 'AB', kind: 'certificate', message: 'Access is denied.' } as const;
    const [icon, words, details] = await shown({ kind: 'applied', left });
    expect([icon, words]).toEqual(['success', 'Applied']);
    expect(details).toContain('Remove-Item -Path Cert:\\LocalMachine\\My\\AB -DeleteKey');
    expect(details).toContain('Access is denied.');
  });

  it('shows how long it has been in progress, second by second', async () => {
    jasmine
      .clock()
      .install()
      .mockDate(new Date(2026, 0, 1));
    try {
      fixture.componentInstance.attempt = { kind: 'applying', since: Date.now() };
      fixture.detectChanges();
      jasmine.clock().tick(12_000);
      expect(fixture.nativeElement.textContent).toContain('Applying… (12 sec)');
    } finally {
      jasmine.clock().uninstall();
    }
  });

  it('is taken back before it’s sent', async () => {
    expect(await shown({ kind: 'stopped' })).toEqual([
      'info',
      'Stopped before the key was sent, so no activation was used.',
      ''
    ]);
  });

  it('is applied', async () => {
    expect(await shown({ kind: 'applied' })).toEqual(['success', 'Applied', '']);
    fixture.componentInstance.appliedAt = '8:09 AM';
    expect(await shown({ kind: 'applied' })).toEqual(['success', 'Applied 8:09 AM', '']);
    fixture.componentInstance.shownKey = '2022 · Volume · …3XJ7C';
    expect(await shown({ kind: 'applied' })).toEqual(['success', '2022 · Volume · …3XJ7C', 'Applied 8:09 AM']);
  });

  it('is refused: what that means, its code, and what to do', async () => {
    const refused = { kind: 'failed', reason: 'refused', code: '0xC004C003' } as const;
    expect(await shown({ ...refused, message: 'Gesperrt.' })).toEqual([
      'error',
      'The key you entered didn’t work',
      'This key is blocked. (0xC004C003)'
    ]);
    expect(await result.nextStep()).toContain('Use a different key');
  });

  it('is refused, in the server’s words if the error isn’t known', async () => {
    const refused = { kind: 'failed', reason: 'refused', code: '0xC0FFEE00' } as const;
    expect(await shown({ ...refused, message: 'Aus anderem Grund.' })).toEqual([
      'error',
      'The key you entered didn’t work',
      'Aus anderem Grund. (0xC0FFEE00)'
    ]);
    expect((await shown({ ...refused, message: '' }))[2]).toBe('The server refused the key. (0xC0FFEE00)');
  });

  it('doesn’t blame a key that was never tried', async () => {
    const reasons: Partial<Record<string, string>> = {
      unreachable: 'The server can’t be reached.',
      denied: 'Access was denied.',
      notDecrypted: 'The server couldn’t decrypt the key.',
      moduleMissing: 'The server has no working activation module.'
    };
    for (const [reason, words] of Object.entries(reasons)) {
      const attempt = { kind: 'failed', reason, code: null, message: '' } as Attempt;
      expect(await shown(attempt)).toEqual(['error', 'The key wasn’t applied. You can try again.', words ?? '']);
    }
  });

  it('isn’t confirmed, with the server’s answer and what to do', async () => {
    const next =
      'Refresh to see whether the server shows the key now. We won’t resend it automatically, because it might already have been used.';
    const why = 'The key was sent, but the server doesn’t show it.';
    const silent = await shown({ kind: 'notConfirmed', saysYes: false, message: '' });
    expect(silent).toEqual(['warning', 'Not confirmed', why]);
    expect(await result.nextStep()).toBe(next);
    const said = await shown({ kind: 'notConfirmed', saysYes: false, message: '{"Installed":"?"}' });
    expect(said[2]).toBe(`${why} It answered: {"Installed":"?"}`);
  });

  it('is unknown, with the reason and what to do', async () => {
    const failure = { reason: 'unreachable', message: '' } as const;
    expect(await shown({ kind: 'notKnown', failure })).toEqual([
      'warning',
      'We couldn’t confirm whether the key was applied',
      'The server can’t be reached.'
    ]);
    expect(await result.nextStep()).toBe(
      'We won’t resend the key automatically. Refresh to see which key the server has. Then try again if you need to.'
    );
  });
});
