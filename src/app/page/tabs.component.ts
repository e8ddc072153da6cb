import { CommonModule } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  EventEmitter,
  Input,
  Output,
  QueryList,
  ViewChildren
} from '@angular/core';
import { appStrings } from '../platform/strings';

/** The two parts of the page. */
export type TabId = 'servers' | 'virtualMachines';

/**
 * The page's tabs. They look as the SDK's pivot, by its CSS; the pivot itself brings a router, and a menu besides.
 * The arrow keys lead from one tab to the other, as in all of the SDK's zones. By the class the SDK knows which one is
 * selected: it marks that itself when the focus comes.
 */
@Component({
  selector: 'avma-tabs',
  standalone: true,
  imports: [CommonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="sme-pivot">
      <div>
        <header role="presentation">
          <div role="tablist" class="sme-focus-zone" [attr.aria-label]="strings.Tab.label">
            <button
              #button
              *ngFor="let tab of tabs; trackBy: byId"
              type="button"
              role="tab"
              [id]="'avma-tab-' + tab"
              [class.sme-active]="tab === selected"
              [attr.aria-selected]="tab === selected"
              [attr.aria-controls]="tab === selected ? 'avma-panel-' + tab : null"
              (click)="selectedChange.emit(tab)"
            >
              {{ strings.Tab[tab] }}
            </button>
          </div>
        </header>
      </div>
    </div>
  `,
  styleUrls: ['./tabs.component.css']
})
export class TabsComponent {
  @Input() selected: TabId = 'servers';
  @Output() readonly selectedChange = new EventEmitter<TabId>();

  @ViewChildren('button') private buttons!: QueryList<ElementRef<HTMLElement>>;

  protected readonly tabs: readonly TabId[] = ['servers', 'virtualMachines'];
  protected readonly strings = appStrings();
  protected readonly byId = (_index: number, tab: TabId): string => tab;

  /** Puts the focus on the tab that is open. */
  focus(): void {
    this.buttons.get(this.tabs.indexOf(this.selected))?.nativeElement.focus();
  }
}
