import { Component } from '@angular/core';
import { ClippedTitlesDirective } from './clipped-titles.directive';
import { createForSpecs } from '../testing/sdk-services-for-specs';

@Component({
  standalone: true,
  imports: [ClippedTitlesDirective],
  template: `
    <div avmaClippedTitles>
      <div class="sme-table-row-data">
        <div class="sme-table-cell" [style]="style">
          <b>{{ words }}</b>
        </div>
      </div>
      <p [style]="style">A long summary below the rows</p>
    </div>
  `
})
class HostComponent {
  readonly style = 'inline-size: 100px; overflow: hidden; white-space: nowrap';
  words = 'Windows Server 2022 Datacenter: Azure Edition';
}

describe('Tooltips on truncated cells', () => {
  function shown(): { show(words: string): void; squeeze(): void; titleAfterHover(selector: string): string } {
    const fixture = createForSpecs(HostComponent);
    const page = fixture.nativeElement as HTMLElement;
    fixture.detectChanges();
    return {
      show: words => {
        fixture.componentInstance.words = words;
        fixture.detectChanges();
      },
      squeeze: () =>
        page.querySelector('b')?.setAttribute('style', 'display: block; block-size: 4px; overflow: hidden'),
      titleAfterHover: selector => {
        const element = page.querySelector<HTMLElement>(selector);
        element?.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
        return element?.closest<HTMLElement>('.sme-table-cell, p')?.title ?? 'nothing';
      }
    };
  }

  it('show the whole text when the mouse enters a cell', () => {
    expect(shown().titleAfterHover('b')).toBe('Windows Server 2022 Datacenter: Azure Edition');
  });

  it('aren’t on cells that show their whole text', () => {
    const table = shown();
    table.show('Linux');
    expect(table.titleAfterHover('b')).toBe('');
  });

  it('are on cells whose content is cut off in height, too', () => {
    const table = shown();
    table.show('Linux');
    table.squeeze();
    expect(table.titleAfterHover('b')).toBe('Linux');
  });

  it('are removed when the cell shows another row', () => {
    const table = shown();
    table.titleAfterHover('b');
    table.show('Linux');
    expect(table.titleAfterHover('b')).toBe('');
  });

  it('are on cells only', () => {
    expect(shown().titleAfterHover('p')).toBe('');
  });
});
