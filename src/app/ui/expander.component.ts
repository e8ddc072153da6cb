import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, ElementRef, EventEmitter, Input, Output, ViewChild } from '@angular/core';

/**
 * A heading that expands to show its content. The heading is a focus zone, because the SDK moves Tab from zone to zone
 * and skips everything else. It has a tab index, because the SDK doesn't take a summary without one for focusable.
 */
@Component({
  selector: 'avma-expander',
  standalone: true,
  imports: [CommonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <details #details [open]="opened" (toggle)="toggled.emit(details.open)">
      <summary #summary tabindex="0" class="sme-focus-zone" [class.sme-font-emphasis1]="isStrong">
        <span *ngIf="isSection; else plain" role="heading" aria-level="3">{{ heading }}</span>
        <ng-template #plain>{{ heading }}</ng-template>
      </summary>
      <div class="content"><ng-content></ng-content></div>
    </details>
  `,
  styleUrls: ['./expander.component.css']
})
export class ExpanderComponent {
  @Input() heading = '';
  /** Whether it's initially open. */
  @Input() opened = false;
  /** Whether the heading stands out from the text around it. */
  @Input() isStrong = false;
  /** Whether it begins a section of the page, so that screen readers list it among the headings. */
  @Input() isSection = false;

  /** It was opened or closed. */
  @Output() readonly toggled = new EventEmitter<boolean>();

  @ViewChild('summary', { static: true }) private summary!: ElementRef<HTMLElement>;

  /** Moves the focus to the heading and scrolls it into view. */
  focus(): void {
    this.summary.nativeElement.focus();
    this.show();
  }

  /** Scrolls the heading into view, with some of what's below it. */
  show(): void {
    this.summary.nativeElement.scrollIntoView({ block: 'nearest' });
  }
}
