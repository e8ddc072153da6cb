import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component, Input } from '@angular/core';
import { Verdict } from '../domain/guests/guest-coverage';
import { DrainRisk, GuestMap, GuestMapCell } from '../domain/guests/guest-map';
import { GuestRelease, guestReleases } from '../domain/guests/guest-matrix';
import { numberInWords } from '../platform/locale';
import { AppStrings, appStrings, fillIn } from '../platform/strings';
import { someNames } from '../text/some-names';
import { ExpanderComponent } from '../ui/expander.component';
import { StateIconComponent } from '../ui/state-icon.component';
import { StateIcon } from '../ui/state-icon';

interface MapCell {
  readonly icon: StateIcon;
  /** The icon in words, for screen readers. */
  readonly verdict: string;
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
      fillIn(strings.GuestMap.mixed, someNames(notOn.map(nameOf), strings), release, numberInWords(machines))
    );
  }

  protected readonly strings = appStrings();
  protected readonly releases = guestReleases;
  protected heading = '';
  protected rows: readonly MapRow[] = [];
  protected mixed: readonly string[] = [];
  protected readonly byIndex = (index: number): number => index;
  protected readonly byRelease = (_index: number, release: GuestRelease): GuestRelease => release;
}

function headingOf(atRisk: number, strings: AppStrings): string {
  const words = strings.GuestMap;
  if (atRisk === 0) {
    return words.title;
  }
  return atRisk === 1 ? words.titleRiskOne : fillIn(words.titleRiskOther, numberInWords(atRisk));
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
    verdict: strings.Coverage[verdict],
    machines: machines === 0 ? '' : numberInWords(machines)
  };
}

function drainInWords({ loses, mightLose }: DrainRisk, strings: AppStrings): string {
  const words = strings.GuestMap;
  const parts = [
    [loses, words.losesOne, words.losesOther],
    [mightLose, words.mightOne, words.mightOther]
  ] as const;
  const told = parts
    .filter(([count]) => count > 0)
    .map(([count, one, other]) => (count === 1 ? one : fillIn(other, numberInWords(count))));
  return told.length === 0 ? words.nothing : told.join('\n');
}
