import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, EventEmitter, Input, Output } from '@angular/core';
import { CoverageCounts, CoverageKind, coverageCounts, coverageKinds } from '../domain/guests/guest-coverage';
import { numberInWords } from '../platform/locale';
import { appStrings } from '../platform/strings';

/** The SDK's palette follows neither the theme nor forced colors, so it's for fills only, never for text. */
const fills: Readonly<Record<CoverageKind, string>> = {
  can: 'sme-background-color-green',
  canHere: 'sme-background-color-orange',
  dependsOnLicense: 'sme-background-color-blue',
  notKnown: 'sme-background-stripes-black-50',
  cannot: 'sme-background-color-red',
  doesNotApply: 'outlined'
};

/**
 * All virtual machines in one bar, by what can be expected of them. A click on a part of it, or on its name below,
 * shows only those machines, and another click shows all again.
 */
@Component({
  selector: 'avma-coverage-bar',
  standalone: true,
  imports: [CommonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './coverage-bar.component.html',
  styleUrls: ['../servers/server-tiles.component.css', './coverage-bar.component.css']
})
export class CoverageBarComponent {
  @Input() counts: CoverageCounts = coverageCounts([]);
  /** The only kind that's shown. Null if all are shown. */
  @Input() chosen: CoverageKind | null = null;
  @Output() readonly chosenChange = new EventEmitter<CoverageKind | null>();

  protected readonly strings = appStrings();
  protected readonly kinds = coverageKinds;
  protected readonly fills = fills;
  protected readonly numberInWords = numberInWords;
  protected readonly byKind = (_index: number, kind: CoverageKind): CoverageKind => kind;

  protected get parts(): readonly CoverageKind[] {
    return coverageKinds.filter(kind => this.counts[kind] > 0);
  }

  protected onKind(kind: CoverageKind): void {
    this.chosenChange.emit(kind === this.chosen ? null : kind);
  }
}
