import { Injectable } from '@angular/core';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';

/** One notification of the shell, which changes as the work goes on. It outlives the page that began it. */
export interface Notification {
  inProgress(title: string, message: string): void;
  information(title: string, message: string): void;
  success(title: string, message: string): void;
  warning(title: string, message: string): void;
  error(title: string, message: string): void;
}

/** The shell's notifications. What they say is kept and shown by the shell: never a product key. */
@Injectable()
export class Notifications {
  constructor(private appContext: AppContextService) {}

  /** Begins a notification about that node; the shell shows it once it is told what to say. */
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
