import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { Component, ElementRef, ViewChild } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { PaneHarness } from './testing/pane-harness';
import { PaneComponent } from './pane.component';

@Component({
  standalone: true,
  imports: [CommonModule, PaneComponent, SmeUxModule],
  template: `
    <sme-ux>
      <avma-pane
        *ngIf="isOpen"
        heading="A heading"
        [closesFromOutside]="closesFromOutside"
        [focusOn]="focusOn"
        (focusAsked)="onFocusAsked()"
        (closed)="closings = closings + 1"
      >
        <p id="sme-dialog-desc">What it is about.</p>
        <input #field />
        <p pane-note class="note">A note.</p>
        <button pane-link type="button" class="sme-button-trigger">Next</button>
        <button *ngIf="hasButton" pane-button type="button" (click)="pressed = pressed + 1">Do</button>
      </avma-pane>
    </sme-ux>
  `
})
class HostComponent {
  @ViewChild('field') field?: ElementRef<HTMLElement>;
  isOpen = true;
  closesFromOutside = false;
  focusOn = '';
  hasButton = true;
  pressed = 0;
  closings = 0;
  timesAsked = 0;

  onFocusAsked(): void {
    this.timesAsked += 1;
    this.field?.nativeElement.focus();
  }
}

describe('A pane', () => {
  let fixture: ComponentFixture<HostComponent>;
  let host: HostComponent;

  beforeEach(() => {
    fixture = createForSpecs(HostComponent);
    host = fixture.componentInstance;
  });

  afterEach(() => {
    // The SDK's tooltips must be destroyed before their host, as on a page.
    host.isOpen = false;
    fixture.detectChanges();
  });

  async function open(): Promise<PaneHarness> {
    return TestbedHarnessEnvironment.loader(fixture).getHarness(PaneHarness);
  }

  function element(selector: string): HTMLElement {
    const found = (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>(selector);
    if (!found) {
      throw new Error(`There is no ${selector}.`);
    }
    return found;
  }

  it('is a dialog, labeled by its heading and described by its body', async () => {
    const pane = await open();
    expect(await pane.title()).toBe('A heading');
    expect(await pane.description()).toBe('What it is about.');
    const dialog = element('[role=dialog][aria-modal=true]');
    expect(dialog.getAttribute('aria-labelledby')).toBe(element('h2').id);
    expect(dialog.getAttribute('aria-describedby')).toBe(element('sme-dialog-content > p').id);
  });

  it('has notes in the footer, and buttons below them, with Close as the last one', async () => {
    const pane = await open();
    const footer = element('sme-dialog-footer');
    expect([...footer.querySelectorAll('.note, button')].map(part => part.textContent)).toEqual([
      'A note.',
      'Next',
      'Do',
      'Close'
    ]);
    await pane.press('Do');
    expect([host.pressed, host.closings]).toEqual([1, 0]);
    host.hasButton = false;
    expect(await pane.buttonNames()).toEqual(['Close']);
  });

  it('asks to be closed by its button, by the cross in the corner, and by Escape', async () => {
    await (await open()).press('Close');
    expect(host.closings).toBe(1);
    element('.sme-dialog-close-button').click();
    expect(host.closings).toBe(2);
    document.dispatchEvent(new KeyboardEvent('keyup', { key: 'Escape' }));
    expect(host.closings).toBe(3);
  });

  it('has a cross with another name than its button', async () => {
    await open();
    expect(element('.sme-dialog-close-button').getAttribute('aria-label')).toBe('Close this pane');
  });

  it('is closed by a click outside only if its parent allows it', async () => {
    await open();
    const beside = element('sme-backdrop > div > div');
    beside.click();
    expect(host.closings).toBe(0);
    host.closesFromOutside = true;
    fixture.detectChanges();
    beside.click();
    expect(host.closings).toBe(1);
  });

  it('leaves the focus on the cross in the corner by default', async () => {
    await open();
    expect(document.activeElement).toBe(element('.sme-dialog-close-button'));
    expect(host.timesAsked).toBe(0);
  });

  it('asks its parent to set the initial focus', async () => {
    host.focusOn = 'input';
    await open();
    expect(document.activeElement).toBe(element('input'));
    expect(host.timesAsked).toBeGreaterThan(0);
  });

  it('moves the focus back from the cross, where the SDK puts it', async () => {
    host.focusOn = 'input';
    fixture.detectChanges();
    element('.sme-dialog-close-button').focus();
    expect(document.activeElement).toBe(element('input'));
    await fixture.whenStable();
  });

  it('leaves the focus alone once the admin has pressed a key', async () => {
    host.focusOn = 'input';
    fixture.detectChanges();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }));
    element('.sme-dialog-close-button').focus();
    expect(document.activeElement).toBe(element('.sme-dialog-close-button'));
    await fixture.whenStable();
  });
});
