import { LabState } from '../../control/lab-state';
import { LabClient } from './lab-client';

/** What the parts of the panel need to change the lab. */
export interface PanelControl {
  lab: LabClient;
  /** Shows what a change led to, and says it in words. */
  tell: (change: Promise<LabState>, words: string) => void;
}

/**
 * A part of the panel that is drawn anew only when what it shows has changed: somebody may be
 * typing in it, and a cluster may have many servers.
 */
export class PanelPart<T> {
  private drawn: string | null = null;

  constructor(
    readonly element: HTMLElement,
    private draw: (shown: T, old: HTMLElement) => HTMLElement[]
  ) {}

  /** Shows that; the focus stays in the field of the same id. */
  show(shown: T): void {
    const drawing = JSON.stringify(shown);
    if (drawing === this.drawn) {
      return;
    }
    this.drawn = drawing;
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.id : undefined;
    this.element.replaceChildren(...this.draw(shown, this.element));
    if (focused) {
      document.getElementById(focused)?.focus();
    }
  }
}
