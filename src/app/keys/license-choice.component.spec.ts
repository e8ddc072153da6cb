import { TestKey } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LicenseChoiceHarness } from './testing/license-choice-harness';
import { LicenseChoiceComponent, LicenseOption } from './license-choice.component';

const existing = 'Use existing Windows Server licenses';
const purchase = 'Purchase Windows Server subscription';

@Component({
  standalone: true,
  imports: [LicenseChoiceComponent],
  template: ` <avma-license-choice [way]="way" [disabled]="disabled" (wayChange)="way = $event"></avma-license-choice> `
})
class HostComponent {
  way: LicenseOption = 'keys';
  disabled = false;
}

describe('The license choice', () => {
  async function choice(): Promise<{ harness: LicenseChoiceHarness; host: HostComponent }> {
    const fixture = TestBed.createComponent(HostComponent);
    const loader = TestbedHarnessEnvironment.loader(fixture);
    return {
      harness: await loader.getHarness(LicenseChoiceHarness),
      host: fixture.componentInstance
    };
  }

  it('has Microsoft’s words, and a legend', async () => {
    const { harness } = await choice();
    expect(await harness.legend()).toBe('How to license VMs');
    expect(await harness.options()).toEqual([existing, purchase]);
    expect(await harness.chosen()).toBe(existing);
  });

  it('switches back and forth', async () => {
    const { harness, host } = await choice();
    await harness.choose(purchase);
    expect([host.way, await harness.chosen()]).toEqual(['subscription', purchase]);
    await harness.choose(existing);
    expect([host.way, await harness.chosen()]).toEqual(['keys', existing]);
  });

  it('leaves the arrow keys to the browser, and other keys to the page', async () => {
    const heard: string[] = [];
    const listener = ({ key }: KeyboardEvent) => heard.push(key);
    document.body.addEventListener('keydown', listener);
    const { harness } = await choice();
    const { DOWN_ARROW, UP_ARROW, LEFT_ARROW, RIGHT_ARROW, ESCAPE } = TestKey;
    for (const key of [DOWN_ARROW, UP_ARROW, LEFT_ARROW, RIGHT_ARROW, ESCAPE]) {
      await harness.press(key);
    }
    document.body.removeEventListener('keydown', listener);
    expect(heard).toEqual(['Escape']);
  });

  it('can be disabled', async () => {
    const { harness, host } = await choice();
    host.disabled = true;
    expect(await harness.isDisabled()).toBeTrue();
  });
});
