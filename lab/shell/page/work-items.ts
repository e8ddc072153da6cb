import { powerShellUrl, xsrfToken } from './gateway-calls';
import { ShellNotifications } from './notifications';

/** A script that the shell is to run in the background for an extension, or a question about one. */
export interface WorkItemRequest {
  type: number;
  sequenceId?: number;
  id?: string;
  nodeName?: string;
  powerShellScript?: string;
  powerShellCommand?: { script: string; command?: string; module?: string };
  inProgressTitle?: string;
  startedMessage?: string;
  successTitle?: string;
  successMessage?: string;
  errorTitle?: string;
  errorMessage?: string;
  disableAllNotifications?: boolean;
}

interface WorkItem {
  sequenceId: number;
  id: string | null;
  state: number;
  percent: number;
  object: unknown;
  error: unknown;
}

interface GatewayReply {
  sessionId: string;
  completed: string;
  results?: unknown[];
  errors?: { message: string }[];
  error?: { message: string };
}

/** The parts of the gateway that depend on settings and input. */
export interface WorkItemGateway {
  apiVersion: () => string;
  /** The credentials for a node, as a call carries them. */
  authorization: (node: string) => string | undefined;
}

const requestType = { stateQuery: 1 } as const;
const itemState = { started: 1, inProgress: 2, error: 4, success: 6 } as const;

/** The shell's work items. It runs scripts through the gateway, and shows a notification for each result. */
export class WorkItems {
  private items: WorkItem[] = [];

  constructor(
    private notifications: ShellNotifications,
    private gateway: WorkItemGateway
  ) {}

  /** Starts a script, or reports its state. */
  answer(request: WorkItemRequest): Partial<WorkItem> {
    if (request.type === requestType.stateQuery) {
      const isAsked = (item: WorkItem) =>
        request.id ? item.id === request.id : item.sequenceId === request.sequenceId;
      return { ...this.items.find(isAsked) };
    }
    const item: WorkItem = {
      sequenceId: this.items.length,
      id: null,
      state: itemState.started,
      percent: 0,
      object: null,
      error: null
    };
    this.items.push(item);
    void this.run(item, request);
    return { sequenceId: item.sequenceId, id: null };
  }

  private async run(item: WorkItem, request: WorkItemRequest): Promise<void> {
    const notificationId = crypto.randomUUID();
    this.tell(notificationId, itemState.started, request);
    const node = request.nodeName ?? '';
    try {
      let reply = await this.ask('POST', node, 'invokeCommand', commandOf(request));
      item.id = reply.sessionId;
      item.state = itemState.inProgress;
      while (reply.completed.toLowerCase() !== 'true') {
        item.object = reply;
        reply = await this.ask('GET', node, `pssessions/${reply.sessionId}?$expand=output`);
      }
      item.object = reply;
      item.state = reply.errors?.length ? itemState.error : itemState.success;
      item.error = reply.errors?.[0] ?? null;
      item.percent = 100;
    } catch (error) {
      item.id ??= crypto.randomUUID();
      item.state = itemState.error;
      item.error = { message: error instanceof Error ? error.message : String(error) };
    }
    this.tell(notificationId, item.state, request);
  }

  private async ask(method: string, node: string, rest: string, body?: object): Promise<GatewayReply> {
    const apiVersion = this.gateway.apiVersion();
    const authorization = this.gateway.authorization(node);
    const response = await fetch(powerShellUrl(apiVersion, node, rest), {
      method,
      headers: {
        'Content-Type': 'application/json',
        'x-xsrf-token': xsrfToken(apiVersion),
        ...(authorization ? { 'x-ms-sme-authorization': authorization } : {})
      },
      body: body && JSON.stringify(body)
    });
    const reply = (await response.json()) as GatewayReply;
    if (!response.ok) {
      throw new Error(reply.error?.message ?? reply.errors?.[0]?.message ?? 'The script failed.');
    }
    return reply;
  }

  private tell(id: string, state: number, request: WorkItemRequest): void {
    if (request.disableAllNotifications) {
      return;
    }
    const words: Record<number, [string | undefined, string | undefined]> = {
      [itemState.started]: [request.inProgressTitle, request.startedMessage],
      [itemState.success]: [request.successTitle, request.successMessage],
      [itemState.error]: [request.errorTitle, request.errorMessage]
    };
    const [title, message] = words[state] ?? [];
    this.notifications.show({
      id,
      state,
      title: title ?? '',
      message: message ?? '',
      nodeName: request.nodeName
    });
  }
}

function commandOf(request: WorkItemRequest): object {
  const command = request.powerShellCommand ?? { script: request.powerShellScript ?? '' };
  return { properties: { ...command, invokeMode: 'Polling' } };
}
