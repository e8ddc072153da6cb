import { Injectable } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';

/** A notification in the shell that changes as its operation proceeds. It outlives the page that started it. */
export interface Notification {
  inProgress(title: string, message: string): void;
  information(title: string, message: string): void;
  success(title: string, message: string): void;
  warning(title: string, message: string): void;
  error(title: string, message: string): void;
}

/** The shell's notifications. The shell keeps and shows their text, so it must never contain a product key. */
@Injectable()
export class Notifications {
  constructor(private appContext: AppContextService) {}

  /** Starts a notification about that node. The shell shows it once it has text. */
  begin(nodeName: string): Notification {
    const instance = this.appContext.notification.create(nodeName);
    return {
      inProgress: (title, message) => instance.showInProgress(title, message),
      information: (title, message) => instance.showInformation(title, message),
      success: (title, message) => instance.showSuccess(title, message),
      warning: (title, message) => instance.showWarning(title, message),
      error: (title, message) => instance.showError(title, message)
    };
  }
}
