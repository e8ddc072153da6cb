import { LabState } from '../../control/lab-state';
import { Credentials } from './credentials';
import { DialogRequest, ShellDialogs } from './dialogs';
import { ExtensionFrame } from './extension-frame';
import { ShellNotification, ShellNotifications } from './notifications';
import { serviceState } from './shell-connection';
import { WorkItemRequest, WorkItems } from './work-items';

const forwardType = { execute: 0, notify: 1, init: 2 } as const;
const settingsOperation = { get: 0, set: 1 } as const;

/** The parts of the shell that an extension can use. */
export interface ShellParts {
  lab: () => LabState;
  frame: () => ExtensionFrame;
  notifications: ShellNotifications;
  credentials: Credentials;
  dialogs: ShellDialogs;
  workItems: WorkItems;
  /** Gets every request, so that a test can look for what must not be in one. */
  received: (command: string, data: unknown) => void;
  /** Gets the extension's path when it changes. */
  onPath: (path: string) => void;
  onOverlay: (overlay: { shown: boolean; dialogId: string }) => void;
}

type Data = Record<string, unknown>;

type TokenArguments = [
  nodes?: string[] | string | null,
  error?: { statusCode?: number; errorCode?: string; errorMessage?: string } | null
];

/** Answers an extension's requests to the shell. If a request is only a notice, the answer is empty. */
export class ShellAnswers {
  private settings = new Map<string, unknown>();
  private answers: Record<string, (data: Data) => unknown>;

  constructor(private shell: ShellParts) {
    this.answers = {
      Forward: data => this.forward(data),
      Notification: data => shell.notifications.show(data as unknown as ShellNotification),
      Dialog: data => shell.dialogs.answer(data as unknown as DialogRequest),
      Settings: data => this.answerSettings(data),
      ShellNavigate: () => ({ status: true }),
      WorkItem: data => shell.workItems.answer(data as unknown as WorkItemRequest),
      WorkItemFind: data => ({ ...data, results: [] }),
      Report: data => {
        shell.onPath(String(data['path'] ?? ''));
      },
      OverlayOpen: data => this.overlay(data)
    };
  }

  /** Answers a request of the extension. */
  answer(command: string, data: Data): unknown {
    this.shell.received(command, data);
    if (command.endsWith('Observable-Request')) {
      this.sendResult(command, data);
      return undefined;
    }
    return this.answers[command]?.(data);
  }

  private forward(data: Data): object {
    switch (data['type']) {
      case forwardType.init:
        return {
          result: serviceState(data['service'], this.shell.lab(), this.shell.credentials.state)
        };
      case forwardType.execute:
        this.askForCredentials(data);
        return { result: null };
      default:
        return { result: null };
    }
  }

  /** Acknowledges the request at once. The result follows later, however long the user types. */
  private askForCredentials(data: Data): void {
    if (data['name'] !== 'getNewToken') {
      return;
    }
    const [nodes, error] = (data['arguments'] ?? []) as TokenArguments;
    const named = typeof nodes === 'string' ? [nodes] : (nodes ?? null);
    this.shell.credentials.request({ nodes: named, message: error?.errorMessage });
  }

  private answerSettings(data: Data): object {
    const key = `${String(data['scope'])}/${String(data['provider'])}`;
    if (data['operation'] === settingsOperation.set) {
      this.settings.set(key, data['value']);
    }
    return { data: this.settings.get(key) ?? { version: 0 } };
  }

  /** Acknowledges an observable's request first. The result follows as a request of the shell. */
  private sendResult(command: string, data: Data): void {
    const resultCommand = command.replace(/-Request$/, '-Result');
    setTimeout(() => {
      const sent = this.shell.frame().call(resultCommand, { id: data['id'], result: {} });
      sent.catch(() => {
        // The extension was closed meanwhile, so nothing waits for this result anymore.
      });
    });
  }

  private overlay(data: Data): void {
    this.shell.onOverlay({
      shown: data['overlay'] === true,
      dialogId: String(data['dialogId'] ?? '')
    });
  }
}
