import {
  AfterViewInit,
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  EventEmitter,
  Input,
  OnDestroy,
  OnInit,
  Output,
  ViewChild
} from '@angular/core';
import { DialogComponent, DialogModule } from '@microsoft/windows-admin-center-sdk/angular';
import { Subscription } from 'rxjs';
import { ServerStatus } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { keepFocus } from '../ui/pane-focus';
import { HelpTopicId, helpTopicIds } from '../domain/servers/help-topic-id';
import { HelpTopicsComponent } from './help-topics.component';

/** The pane of questions and answers, opened at one of them or at none. */
@Component({
  selector: 'avma-help-pane',
  standalone: true,
  imports: [DialogModule, HelpTopicsComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './help-pane.component.html',
  styleUrls: ['./help-pane.component.css']
})
export class HelpPaneComponent implements OnInit, AfterViewInit, OnDestroy {
  @Input() topic: HelpTopicId | null = null;
  /** The servers that answers are about. */
  @Input() statuses: readonly ServerStatus[] = [];
  @Output() readonly closed = new EventEmitter<void>();

  @ViewChild('dialog', { static: true }) private dialog!: DialogComponent;
  @ViewChild(HelpTopicsComponent) private topics?: HelpTopicsComponent;

  protected readonly strings = appStrings();
  protected readonly ids = helpTopicIds;
  private readonly living = new Subscription();

  constructor(private readonly host: ElementRef<HTMLElement>) {}

  ngOnInit(): void {
    this.living.add(this.dialog.closeRequested.subscribe(() => this.closed.emit()));
    this.dialog.show();
  }

  ngAfterViewInit(): void {
    this.living.add(keepFocus(this.host.nativeElement, 'summary', () => this.topics?.focus()));
  }

  ngOnDestroy(): void {
    this.living.unsubscribe();
  }
}
