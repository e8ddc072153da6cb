import { Injectable } from '@angular/core';
import { parsed } from '../domain/answers/json';

/**
 * What this browser tab keeps for the page when it is reloaded, and forgets when it is closed. Whoever uses the browser
 * can read it: never a product key.
 */
@Injectable()
export class PageStorage {
  /** What was put there under that name; null where nothing was, or the browser lets nothing be kept. */
  read(name: string): unknown {
    try {
      return parsed(sessionStorage.getItem(name));
    } catch {
      // The browser's settings forbid it: then a reloaded page remembers nothing, as if it were new.
      return null;
    }
  }

  /** Keeps a value; null takes away what was there. */
  write(name: string, value: object | null): void {
    try {
      if (value === null) {
        sessionStorage.removeItem(name);
      } else {
        sessionStorage.setItem(name, JSON.stringify(value));
      }
    } catch {
      // As above, or there is no place left: what the page does goes on without.
    }
  }
}
