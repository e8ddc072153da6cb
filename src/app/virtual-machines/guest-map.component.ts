import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { Verdict } from '../domain/guests/guest-coverage';
import { DrainRisk, GuestMap, GuestMapCell } from '../domain/guests/guest-map';
import { GuestRelease, guestReleases } from '../domain/guests/guest-matrix';
import { formatAlternatives, numberInWords } from '../platform/locale';
import { AppStrings, appStrings, fillIn, pluralOf } from '../platform/strings';
import { someNames } from '../text/some-names';
import { ExpanderComponent } from '../ui/expander.component';
import { StateIconComponent } from '../ui/state-icon.component';
import { StateIcon } from '../ui/state-icon';

interface MapCell {
  readonly icon: StateIcon;
  /** The cell in words, for screen readers. */
  readonly spoken: string;
  /** How many machines are there. Empty if there are none. */
  readonly machines: string;
}

interface MapRow {
  readonly name: string;
  readonly cells: readonly MapCell[];
  readonly drain: string;
}

/** The map, and a server's name by its ID. */
export interface ShownGuestMap {
  readonly map: GuestMap;
  readonly nameOf: (serverId: string) => string;
}

/** A table of servers and guest versions. It shows what breaks when a server is drained or keys are mixed. */
@Component({
  selector: 'avma-guest-map',
  standalone: true,
  imports: [CommonModule, ExpanderComponent, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './guest-map.component.html',
  styleUrls: ['./guest-map.component.css']
})
export class GuestMapComponent {
  @Input() set shown({ map, nameOf }: ShownGuestMap) {
    const { strings } = this;
    this.heading = headingOf(map.atRisk, strings);
    this.rows = map.rows.map(({ server, cells, drain }) => ({
      name: nameOf(server),
      cells: cells.map(cell => cellOf(cell, strings)),
      drain: drainInWords(drain, strings)
    }));
    this.mixed = map.mixed.map(({ release, machines, notOn }) =>
      fillIn(
        strings.GuestMap.mixed,
        someNames(notOn.map(nameOf), strings, formatAlternatives),
        release,
        numberInWords(machines)
      )
    );
  }

  protected readonly strings = appStrings();
  protected readonly releases = guestReleases;
  protected heading = '';
  protected rows: readonly MapRow[] = [];
  protected mixed: readonly string[] = [];
  /** The SDK would take the keys that scroll, to move the focus. */
  protected onKey(event: KeyboardEvent): void {
    if (/^(?:Arrow|Home$|End$)/.test(event.key)) {
      event.stopPropagation();
    }
  }

  protected readonly byIndex = (index: number): number => index;
  protected readonly byRelease = (_index: number, release: GuestRelease): GuestRelease => release;
}

function headingOf(atRisk: number, strings: AppStrings): string {
  const words = strings.GuestMap;
  return atRisk === 0 ? words.title : fillIn(pluralOf(words.titleRisk, atRisk), numberInWords(atRisk));
}

function cellOf({ verdict, machines }: GuestMapCell, strings: AppStrings): MapCell {
  const icons: Record<Verdict['kind'], StateIcon> = {
    can: 'success',
    cannot: 'error',
    dependsOnLicense: 'info',
    notKnown: 'info',
    doesNotApply: 'info'
  };
  return {
    icon: icons[verdict],
    spoken: fillIn(strings.GuestMap.cell, strings.Coverage[verdict], numberInWords(machines)),
    machines: machines === 0 ? '' : numberInWords(machines)
  };
}

function drainInWords(drain: DrainRisk | null, strings: AppStrings): string {
  if (drain === null) {
    return strings.Coverage.notKnown;
  }
  const words = strings.GuestMap;
  const { loses, mightLose, open } = drain;
  const parts = [
    [loses, words.loses],
    [mightLose, words.might],
    [open, words.open]
  ] as const;
  const told = parts
    .filter(([count]) => count > 0)
    .map(([count, text]) => fillIn(pluralOf(text, count), numberInWords(count)));
  return told.length === 0 ? words.nothing : told.join('\n');
}
