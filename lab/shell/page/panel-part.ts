import { LabState } from '../../control/lab-state';
import { LabClient } from './lab-client';

/** What the parts of the panel need to change the lab. */
export interface PanelControl {
  lab: LabClient;
  /** Shows the result of a change, and describes it in words. */
  tell: (change: Promise<LabState>, words: string) => void;
}

/**
 * A part of the panel. It's redrawn only when its content has changed, because a user may be typing in it and a cluster
 * may have many servers.
 */
export class PanelPart<T> {
  private drawn: string | null = null;

  constructor(
    readonly element: HTMLElement,
    private draw: (shown: T, old: HTMLElement) => HTMLElement[]
  ) {}

  /** Shows the content. The focus stays in the field with the same ID. */
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
