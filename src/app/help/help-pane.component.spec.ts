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

describe('The pane of questions and answers', () => {
  let fixture: ComponentFixture<HostComponent>;
  let host: HostComponent;

  beforeEach(() => {
    fixture = createForSpecs(HostComponent);
    host = fixture.componentInstance;
  });

  afterEach(() => {
    // The SDK's tooltips want their host to outlive them, as it does on a page.
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

  it('opens at the question that was asked, with the focus on it', async () => {
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
