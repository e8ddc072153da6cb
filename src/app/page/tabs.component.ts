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

/** The two tabs of the page. */
export type TabId = 'servers' | 'virtualMachines';

/**
 * The page's tabs. They look like the SDK's pivot by using its CSS; the pivot itself brings along a router and a menu.
 * The arrow keys move between tabs, as in all of the SDK's zones. The SDK recognizes the selected tab by its class, and
 * marks it when it gets the focus.
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

  /** Moves the focus to the open tab. */
  focus(): void {
    this.buttons.get(this.tabs.indexOf(this.selected))?.nativeElement.focus();
  }
}
