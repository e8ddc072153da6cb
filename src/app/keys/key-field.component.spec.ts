import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { KeyFieldHarness } from './testing/key-field-harness';
import { KeyFieldComponent } from './key-field.component';

@Component({
  standalone: true,
  imports: [KeyFieldComponent],
  template: `
    <avma-key-field
      serverName="node01"
      now="2022 · Volume"
      [typed]="typed"
      [problem]="problem"
      (typedChange)="typed = $event"
      (left)="left = left + 1"
    ></avma-key-field>
  `
})
class HostComponent {
  typed = '';
  problem = '';
  left = 0;
}

describe('A key field', () => {
  async function field(): Promise<{ harness: KeyFieldHarness; host: HostComponent }> {
    const fixture = TestBed.createComponent(HostComponent);
    const loader = TestbedHarnessEnvironment.loader(fixture);
    return { harness: await loader.getHarness(KeyFieldHarness), host: fixture.componentInstance };
  }

  it('shows any pasted text in groups of five', async () => {
    const { harness, host } = await field();
    await harness.enter(' bcdfg hjkmp–qrtvw_'.replace('_', '\u00a0') + 'xy2346789n\n');
    expect(await harness.value()).toBe('BCDFG-HJKMP-QRTVW-XY234-6789N');
    expect(host.typed).toBe('BCDFG-HJKMP-QRTVW-XY234-6789N');
  });

  it('keeps every typed character, even those that no key has', async () => {
    const { harness } = await field();
    await harness.enter('BCDF!ö');
    expect(await harness.value()).toBe('BCDF!-ö');
  });

  it('is labeled with its server', async () => {
    const { harness } = await field();
    expect(await harness.serverName()).toBe('node01');
    expect(await harness.attribute('aria-label')).toBe('Product key for node01');
  });

  it('isn’t autocompleted or spell-checked by the browser, which would store or send the key', async () => {
    const { harness } = await field();
    expect(await harness.attribute('autocomplete')).toBe('off');
    expect(await harness.attribute('spellcheck')).toBe('false');
    expect(await harness.attribute('writingsuggestions')).toBe('false');
  });

  it('shows the problem, and ties the text to the field', async () => {
    const { harness, host } = await field();
    expect(await harness.attribute('aria-invalid')).toBeNull();
    host.problem = 'Too short';
    expect(await harness.problemText()).toBe('Too short');
    expect(await harness.attribute('aria-invalid')).toBe('true');
    expect(await harness.attribute('aria-describedby')).not.toBeNull();
  });

  it('says which key the server has now, with the field', async () => {
    const { harness } = await field();
    const id = await harness.attribute('aria-describedby');
    expect(document.getElementById(id ?? '')?.textContent).toBe('2022 · Volume');
  });

  it('emits when the admin leaves it', async () => {
    const { harness, host } = await field();
    await harness.leave();
    expect(host.left).toBe(1);
  });
});
