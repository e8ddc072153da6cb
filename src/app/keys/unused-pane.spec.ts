import { ComponentFixture } from '@angular/core/testing';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { serversNamed } from '../cluster/testing/fake-cluster-connection';
import { KeysPaneHostComponent } from './testing/keys-pane-for-specs';
import { longestUnused } from './unused-pane';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const [one] = serversNamed('node01');

describe('A keys pane that nobody returns to', () => {
  let fixture: ComponentFixture<KeysPaneHostComponent>;
  let page: HTMLElement;

  beforeEach(() => {
    jasmine.clock().install().mockDate();
    fixture = createForSpecs(KeysPaneHostComponent);
    page = fixture.nativeElement as HTMLElement;
    fixture.detectChanges();
  });

  afterEach(() => {
    fixture.componentInstance.isOpen = false;
    fixture.detectChanges();
    jasmine.clock().uninstall();
  });

  function fields(): HTMLInputElement[] {
    return [...page.querySelectorAll<HTMLInputElement>('avma-key-field input')];
  }

  function type(text: string): void {
    const [field] = fields();
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    fixture.detectChanges();
  }

  function pass(milliseconds: number): void {
    jasmine.clock().tick(milliseconds);
    fixture.detectChanges();
  }

  function status(): string {
    return page.querySelector('sme-dialog-footer [role=status]')?.textContent ?? '';
  }

  it('clears its keys after half an hour, and says so', () => {
    type(key);
    pass(longestUnused - 1);
    expect(fields()[0].value).toBe(key);
    pass(1);
    expect(fields().map(({ value }) => value)).toEqual(['', '']);
    expect(status()).toContain('You didn’t use this pane for 30 minutes');
  });

  it('keeps its keys while it’s in use, and says nothing if there are none', () => {
    type(key);
    pass(longestUnused - 1);
    fields()[1].dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    pass(longestUnused - 1);
    expect(fields()[0].value).toBe(key);
    type('');
    pass(2 * longestUnused);
    expect(status()).toBe('');
  });

  it('clears a pasted list', () => {
    page.querySelector<HTMLButtonElement>('button.paste')?.click();
    fixture.detectChanges();
    const list = page.querySelector('textarea');
    expect(list).not.toBeNull();
    pass(longestUnused);
    expect(page.querySelector('textarea')).toBeNull();
  });

  it('doesn’t clear a key that’s being applied', () => {
    type(key);
    page.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    fixture.componentInstance.came(one, { kind: 'waiting' });
    fixture.detectChanges();
    pass(longestUnused);
    expect(fields()[0].value).toBe(key);
    expect(status()).not.toContain('removed');
  });

  it('clears its keys when the page is left, because a browser may keep the page as it was', () => {
    type(key);
    window.dispatchEvent(new Event('pagehide'));
    fixture.detectChanges();
    expect(fields()[0].value).toBe('');
  });
});
