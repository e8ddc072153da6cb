import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { answered, reportWithKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { statusOf } from '../domain/servers/status';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { links } from '../text/links';
import { HelpTopicId, helpTopicIds } from '../domain/servers/help-topic-id';
import { appStrings } from '../platform/strings';
import { helpTopic } from './help-topics';
import { HelpTopicsHarness } from './testing/help-topics-harness';
import { HelpTopicsComponent } from './help-topics.component';

const [one] = serversNamed('node01');

@Component({
  standalone: true,
  imports: [CommonModule, HelpTopicsComponent, SmeUxModule],
  template: `
    <sme-ux>
      <avma-help-topics *ngIf="isShown" [ids]="ids" [opened]="opened" [statuses]="statuses"></avma-help-topics>
    </sme-ux>
  `
})
class HostComponent {
  isShown = true;
  ids: readonly HelpTopicId[] = helpTopicIds;
  opened: HelpTopicId | null = null;
  statuses = [statusOf(one, answered(reportWithKey()))];
}

describe('The questions and answers', () => {
  let fixture: ComponentFixture<HostComponent>;
  let host: HostComponent;

  beforeEach(() => {
    fixture = createForSpecs(HostComponent);
    host = fixture.componentInstance;
  });

  afterEach(() => {
    // The SDK's tooltips need their host to outlive them, as on a page.
    host.isShown = false;
    fixture.detectChanges();
  });

  async function topics(): Promise<HelpTopicsHarness> {
    return TestbedHarnessEnvironment.loader(fixture).getHarness(HelpTopicsHarness);
  }

  it('have each question once, and an answer to each', async () => {
    const shown = await topics();
    const questions = await shown.questions();
    expect(new Set(questions).size).toBe(helpTopicIds.length);
    for (const question of questions) {
      expect(question).toMatch(/\?$/);
      expect((await shown.answer(question)).length)
        .withContext(question)
        .toBeGreaterThan(40);
    }
  });

  it('are closed until one is opened', async () => {
    expect(await (await topics()).opened()).toEqual([]);
  });

  it('open with the requested question', async () => {
    host.opened = 'changes';
    expect(await (await topics()).opened()).toEqual([
      'What happens when I add, remove, replace, or reinstall a server?'
    ]);
  });

  it('are only the requested ones', async () => {
    host.ids = ['typedKeys', 'whereToGetKeys'];
    expect(await (await topics()).questions()).toEqual([
      'What happens to the keys that I type?',
      'Where do I get keys?'
    ]);
  });

  it('link to known pages only, each in a new tab that learns nothing of this one', async () => {
    const shown = await (await topics()).linkAttributes();
    const known = new Set<string | null>(Object.values(links));
    expect(shown.length).toBeGreaterThan(10);
    for (const { href, target, rel } of shown) {
      expect(known.has(href)).withContext(`${href}`).toBeTrue();
      expect([target, rel]).toEqual(['_blank', 'noopener noreferrer']);
    }
  });

  it('link to Microsoft’s page wherever they speak of licenses or costs', () => {
    const speaks = /licen[sc]|Software Assurance|\bpay|\bbuy|activation\b.*\buses|uses.*\bactivation|public|once per/i;
    const topics = helpTopicIds.map(id => helpTopic(id, appStrings()));
    const speaking = topics.filter(({ paragraphs }) => paragraphs.some(words => speaks.test(words)));
    expect(speaking.length).toBeGreaterThan(5);
    expect(speaking.filter(({ links: given }) => given.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('say which key activates which guests', async () => {
    expect(await (await topics()).tableRows()).toEqual([
      ['Windows Server guest', '2019 key', '2022 key', '2025 key', 'Subscription'],
      ['2012 R2', 'Yes', 'Yes', 'Not documented', 'Yes'],
      ['2016', 'Yes', 'Yes', 'Yes', 'Yes'],
      ['2019', 'Yes', 'Yes', 'Yes', 'Yes'],
      ['2022', 'No', 'Yes', 'Yes', 'Yes'],
      ['2025', 'No', 'No', 'Yes', 'Yes']
    ]);
  });

  it('say how this cluster meets the requirements', async () => {
    const answer = await (await topics()).answer('What’s required, and does this cluster have it?');
    expect(answer).toContain('Met: All servers online');
    expect(answer).toContain('node01: Version 1.1.0.0 is installed');
  });
});
