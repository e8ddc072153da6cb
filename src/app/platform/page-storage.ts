import { Injectable } from '@angular/core';
import { parsed } from '../domain/answers/json';

/**
 * Storage of this browser tab, which survives a reload and is cleared when the tab closes. Anyone who uses the browser
 * can read it, so never store a product key.
 */
@Injectable()
export class PageStorage {
  /** The value with that name; null if there's none, or if the browser doesn't allow storage. */
  read(name: string): unknown {
    try {
      return parsed(sessionStorage.getItem(name));
    } catch {
      // The browser's settings forbid it. A reloaded page then starts as if new.
      return null;
    }
  }

  /** Stores a value; null removes it. */
  write(name: string, value: object | null): void {
    try {
      if (value === null) {
        sessionStorage.removeItem(name);
      } else {
        sessionStorage.setItem(name, JSON.stringify(value));
      }
    } catch {
      // As above, or storage is full: the page goes on without it.
    }
  }
}
