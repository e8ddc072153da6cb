import { CommonModule } from '@angular/common';
import {
  ChangeDetectionStrategy,
  ChangeDetectorRef,
  Component,
  ElementRef,
  EventEmitter,
  Input,
  OnDestroy,
  Output,
  ViewChild
} from '@angular/core';
import { Subscription, from } from 'rxjs';
import { formatList } from '../platform/locale';
import { appStrings, fillIn, pluralOf } from '../platform/strings';
import { inOrder } from '../text/joined';
import { ExpanderComponent } from '../ui/expander.component';
import { StateIconComponent } from '../ui/state-icon.component';
import { KeyRow } from './key-row';
import { Preview, PreviewLine, previewOf } from './pasted-list';
import { decodedText } from './text-file';

/** A list to use: what goes into which field. */
export interface UsedList {
  /** By server ID. */
  readonly typed: ReadonlyMap<string, string>;
  /** The IDs of servers whose key is marked as a volume license key. */
  readonly volume: ReadonlySet<string>;
}

/** A sentence names at most so many servers. */
const mostNamed = 4;

/** The maximum size of a list file, in bytes. A larger file was dropped by mistake. */
const largestFile = 1_000_000;

/**
 * Takes a list of servers and keys, pasted or read from a file that is chosen or dropped, and previews where each key
 * goes. The text is stored in this component and nowhere else, and is gone with it.
 */
@Component({
  selector: 'avma-pasted-list',
  standalone: true,
  imports: [CommonModule, ExpanderComponent, StateIconComponent],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './pasted-list.component.html',
  styleUrls: ['./pasted-list.component.css']
})
export class PastedListComponent implements OnDestroy {
  /** The pane's rows: the servers whose keys the list can have. */
  @Input() set rows(rows: readonly KeyRow[]) {
    this.shownRows = rows;
    this.read();
  }
  @Output() readonly used = new EventEmitter<UsedList>();
  @Output() readonly cancelled = new EventEmitter<void>();

  @ViewChild('text', { static: true }) private field!: ElementRef<HTMLTextAreaElement>;

  protected readonly strings = appStrings();
  protected preview: Preview | null = null;
  protected isVolume = false;
  /** Why a file couldn't be read; empty if nothing is wrong. */
  protected fileProblem = '';
  protected readonly byNumber = (_index: number, { number }: PreviewLine): number => number;

  private shownRows: readonly KeyRow[] = [];
  private text = '';
  private reading = Subscription.EMPTY;

  constructor(private readonly changes: ChangeDetectorRef) {}

  ngOnDestroy(): void {
    this.reading.unsubscribe();
    this.text = '';
  }

  /** Moves the focus to the list's field, and puts a text into it that was pasted elsewhere. */
  take(text: string): void {
    this.field.nativeElement.focus();
    if (text !== '') {
      this.field.nativeElement.value = text;
      this.onText(text);
      this.changes.markForCheck();
    }
  }

  protected get summary(): string {
    const words = this.strings.PastedList;
    const count = this.preview?.typed.size ?? 0;
    const taken = fillIn(pluralOf(words.takes, count), count);
    const without = this.preview?.without ?? [];
    const isNamed = without.length > 0 && without.length <= mostNamed;
    return inOrder([taken, isNamed ? fillIn(words.without, formatList(without)) : ''], this.strings);
  }

  /** The heading above servers that are too many to be named in a sentence; empty if they aren't. */
  protected get manyWithout(): string {
    const count = this.preview?.without.length ?? 0;
    return count > mostNamed ? fillIn(pluralOf(this.strings.PastedList.withoutMany, count), count) : '';
  }

  protected get withoutNames(): string {
    return formatList(this.preview?.without ?? []);
  }

  protected get use(): string {
    const words = this.strings.PastedList;
    const count = this.preview?.typed.size ?? 0;
    return count === 0 ? words.useNone : fillIn(pluralOf(words.use, count), count);
  }

  protected onText(text: string): void {
    this.fileProblem = '';
    this.text = text;
    this.read();
  }

  /** The same file can be chosen again, after it was changed. */
  protected onChosen(event: Event): void {
    const chooser = event.target as HTMLInputElement;
    this.onFile(event, chooser.files?.[0]);
    chooser.value = '';
  }

  /** Reads a file in the page. It's never sent anywhere. */
  protected onFile(event: Event, file: File | undefined): void {
    event.preventDefault();
    if (!file) {
      return;
    }
    if (file.size > largestFile) {
      this.fileProblem = this.strings.PastedList.fileTooLarge;
      return;
    }
    this.reading.unsubscribe();
    this.reading = from(file.arrayBuffer()).subscribe({
      next: bytes => {
        const text = decodedText(bytes);
        this.field.nativeElement.value = text;
        this.onText(text);
        this.changes.markForCheck();
      },
      error: () => {
        this.fileProblem = this.strings.PastedList.fileNotRead;
        this.changes.markForCheck();
      }
    });
  }

  protected onUse(): void {
    if (this.preview && this.preview.typed.size > 0) {
      const { typed, shared } = this.preview;
      this.used.emit({ typed, volume: new Set(this.isVolume ? shared : []) });
    }
  }

  private read(): void {
    const isBlank = this.text.trim() === '';
    this.preview = isBlank ? null : previewOf(this.text, this.shownRows, this.strings);
  }
}
