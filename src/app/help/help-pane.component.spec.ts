import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { HelpPaneHarness } from './testing/help-pane-harness';
import { HelpPaneComponent } from './help-pane.component';
import { HelpTopicId } from '../domain/servers/help-topic-id';

@Component({
  standalone: true,
  imports: [CommonModule, HelpPaneComponent, SmeUxModule],
  template: `
    <sme-ux>
      <avma-help-pane *ngIf="isOpen" [topic]="topic" (closed)="closed = closed + 1"></avma-help-pane>
    </sme-ux>
  `
})
class HostComponent {
  isOpen = true;
  topic: HelpTopicId | null = null;
  closed = 0;
}

describe('The help pane', () => {
  let fixture: ComponentFixture<HostComponent>;
  let host: HostComponent;

  beforeEach(() => {
    fixture = createForSpecs(HostComponent);
    host = fixture.componentInstance;
  });

  afterEach(() => {
    // The SDK's tooltips need their host to outlive them, as on a page.
    host.isOpen = false;
    fixture.detectChanges();
  });

  async function open(): Promise<HelpPaneHarness> {
    return TestbedHarnessEnvironment.loader(fixture).getHarness(HelpPaneHarness);
  }

  it('has all questions, none open, and the focus on the first', async () => {
    const pane = await open();
    const topics = await pane.topics();
    expect(await pane.title()).toBe('Questions and answers');
    expect(await topics.opened()).toEqual([]);
    expect(await topics.focused()).toBe('What does automatic activation do?');
  });

  it('opens with the requested question, and the focus on it', async () => {
    host.topic = 'offline';
    const topics = await (await open()).topics();
    expect(await topics.opened()).toEqual(['Does it work without internet access, or behind a proxy?']);
    expect(await topics.focused()).toBe('Does it work without internet access, or behind a proxy?');
  });

  it('closes', async () => {
    await (await open()).close();
    expect(host.closed).toBe(1);
  });
});
