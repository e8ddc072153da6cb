import { CommonModule } from '@angular/common';
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { appStrings } from '../platform/strings';

/** A drawing of servers with keys, and of the virtual machines that these keys activate. Takes the text's color. */
@Component({
  selector: 'avma-host-picture',
  standalone: true,
  imports: [CommonModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg role="img" [attr.aria-label]="strings.FirstRun.picture" viewBox="0 0 268 132" width="268" height="132">
      <g *ngFor="let start of [1, 141]; trackBy: byPlace" [attr.transform]="'translate(' + start + ' 1)'" class="lines">
        <rect width="126" height="130" rx="4" />
        <circle cx="18" cy="108" r="6" />
        <path d="M24 108h20m-5 0v5m-6-5v4" />
        <text x="114" y="112" text-anchor="end">{{ strings.FirstRun.pictureServer }}</text>
        <g *ngFor="let top of [12, 52]; trackBy: byPlace" [attr.transform]="'translate(0 ' + top + ')'">
          <g *ngFor="let left of [12, 67]; trackBy: byPlace" [attr.transform]="'translate(' + left + ' 0)'">
            <rect width="47" height="32" rx="2" />
            <text x="6" y="20">{{ strings.FirstRun.pictureVm }}</text>
            <path d="M30 16l4 4 7-8" />
          </g>
        </g>
      </g>
    </svg>
  `,
  styleUrls: ['./host-picture.component.css']
})
export class HostPictureComponent {
  protected readonly strings = appStrings();
  protected readonly byPlace = (place: number): number => place;
}
