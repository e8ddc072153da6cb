import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { CopyableTextHarness } from './testing/copyable-text-harness';
import { CopyableTextComponent } from './copyable-text.component';

describe('A copyable text', () => {
  let fixture: ComponentFixture<CopyableTextComponent>;
  let text: CopyableTextHarness;

  beforeEach(async () => {
    fixture = TestBed.createComponent(CopyableTextComponent);
    fixture.componentRef.setInput('text', 'one\n  two');
    fixture.componentRef.setInput('copy', 'Copy');
    fixture.componentRef.setInput('copied', 'Copied');
    text = await TestbedHarnessEnvironment.harnessForFixture(fixture, CopyableTextHarness);
  });

  it('is copied unchanged and confirmed', async () => {
    const copied = spyOn(MsftSme, 'copyToClipboard');
    expect(await text.said()).toBe('');
    await text.copy();
    expect(copied.calls.allArgs()).toEqual([['one\n  two']]);
    expect(await text.said()).toBe('Copied');
  });

  it('is no longer confirmed once the text changes', async () => {
    spyOn(MsftSme, 'copyToClipboard');
    await text.copy();
    fixture.componentRef.setInput('text', 'three');
    expect(await text.said()).toBe('');
  });

  it('is labeled for screen readers with what it’s about', async () => {
    expect(await text.buttonLabel()).toBeNull();
    fixture.componentRef.setInput('copyLabel', 'Copy: On one server');
    expect(await text.buttonLabel()).toBe('Copy: On one server');
  });
});
