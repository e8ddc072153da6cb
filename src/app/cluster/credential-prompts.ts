import { Injectable } from '@angular/core';
import { BehaviorSubject, Observable, distinctUntilChanged, first, map } from 'rxjs';

/** A credential prompt that's open, and what comes of it: whether the admin gave credentials. */
interface OpenPrompt {
  readonly clusterName: string;
  readonly answer: Observable<boolean>;
}

/**
 * The credential prompt of this frame. The SDK has one at a time, whatever cluster it's for: another request gets the
 * answer of the first (`AuthorizationManager.getNewToken`), and calls of every cluster are held back meanwhile.
 */
@Injectable()
export class CredentialPrompts {
  private readonly open = new BehaviorSubject<OpenPrompt | null>(null);

  readonly isOpen: Observable<boolean> = this.open.pipe(
    map(open => open !== null),
    distinctUntilChanged()
  );

  /** The prompt that's open now, for whatever cluster; null if there's none. */
  get current(): OpenPrompt | null {
    return this.open.value;
  }

  /** Emits once there's no prompt. */
  closed(): Observable<unknown> {
    return this.open.pipe(first(open => open === null));
  }

  begin(prompt: OpenPrompt): void {
    this.open.next(prompt);
  }

  end(): void {
    this.open.next(null);
  }
}
