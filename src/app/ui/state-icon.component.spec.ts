import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { StateIcon } from './state-icon';
import { StateIconHarness } from './testing/state-icon-harness';
import { StateIconComponent } from './state-icon.component';

@Component({
  standalone: true,
  imports: [CommonModule, StateIconComponent, SmeUxModule],
  template: `
    <sme-ux>
      <avma-state-icon *ngIf="isShown" [icon]="icon"></avma-state-icon>
    </sme-ux>
  `
})
class HostComponent {
  isShown = true;
  icon: StateIcon = 'wait';
}

describe('A state’s icon', () => {
  let fixture: ComponentFixture<HostComponent>;
  let icon: StateIconHarness;

  beforeEach(async () => {
    fixture = createForSpecs(HostComponent);
    icon = await TestbedHarnessEnvironment.loader(fixture).getHarness(StateIconHarness);
  });

  afterEach(() => {
    // The SDK's tooltips must be destroyed before their host, as on a page.
    fixture.componentInstance.isShown = false;
    fixture.detectChanges();
  });

  it('is a spinner while waiting for an answer', async () => {
    expect(await icon.state()).toBe('wait');
  });

  it('is the SDK’s icon for each of the other states', async () => {
    const signs = new Set<string>();
    for (const state of ['success', 'warning', 'error', 'info'] as const) {
      fixture.componentInstance.icon = state;
      expect(await icon.state()).toBe(state);
      signs.add(await icon.sign());
    }
    expect(signs.size).withContext('not one sign for all of them').toBe(4);
  });

  it('is hidden from screen readers, which read the text beside it', async () => {
    expect(await icon.isSilent()).toBeTrue();
  });
});
