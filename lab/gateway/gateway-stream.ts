import { IncomingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';
import { AuditEntry, AuditTrail } from './audit-trail';
import { Gateway, commandIn } from './gateway';
import { GatewayAnswer, runAnswer } from './gateway-answer';
import { GatewaySession } from './gateway-session';

/** The states of packets and their content, as the SDK numbers them. */
const packetState = { data: 2, error: 3 } as const;
const requestState = { normal: 2, cancel: 3 } as const;
const answerState = { completed: 2, data: 3, error: 4 } as const;

const powerShellStream = 'SME-PowerShell';

/** The hold is so long that only news or the end of a run ends the wait. */
const patience = { holdMs: 24 * 60 * 60_000, until: 'news' } as const;

interface StreamPacket {
  streamName?: string;
  data?: StreamRequest;
}

interface StreamRequest extends Record<string, unknown> {
  id: string;
  requestState: number;
  target?: { nodeName?: string; headers?: IncomingHttpHeaders };
}

/** One page's stream. It runs many commands at a time, and reports on each as it goes on. */
export class GatewayStream {
  private running = new Map<string, GatewaySession>();

  constructor(
    private socket: WebSocket,
    private gateway: Gateway,
    private audit: AuditTrail,
    private url: string
  ) {
    socket.on('message', message => this.take(String(message)));
    // If a page goes away, that's no error: its commands run to their end.
    socket.on('error', () => undefined);
  }

  private take(text: string): void {
    const { streamName, data } = readPacket(text);
    if (streamName !== powerShellStream || !data) {
      this.send(
        packetState.error,
        {
          error: { message: `The lab's gateway has no stream "${String(streamName)}".` }
        },
        String(streamName)
      );
      return;
    }
    if (data.requestState === requestState.cancel) {
      // The canceled run's own last answer reports the end.
      void this.running.get(data.id)?.cancel();
    } else if (data.requestState === requestState.normal) {
      void this.run(data);
    }
  }

  private async run(request: StreamRequest): Promise<void> {
    const { id, target = {} } = request;
    const entry = this.noted(request);
    const tell = (state: number, response: unknown) => this.send(packetState.data, { id, state, response });
    try {
      const command = commandIn(request);
      if (!command) {
        throw new Error('The packet is not a command: script is missing.');
      }
      const session = await this.gateway.start(target.nodeName ?? '', target.headers ?? {}, command);
      this.running.set(id, session);
      const answer = await this.toEnd(session, partial => tell(answerState.data, partial));
      this.tellEnd(answer, entry, tell);
    } catch (error) {
      this.tellEnd(this.gateway.answerToFailure(error), entry, tell);
    } finally {
      this.running.delete(id);
    }
  }

  /** Sends every answer but the last, and returns the last one. */
  private async toEnd(session: GatewaySession, tell: (partial: unknown) => void): Promise<GatewayAnswer> {
    let progress = await session.progress(patience);
    while (progress.state === 'running') {
      tell(runAnswer(progress).body);
      progress = await session.progress(patience);
    }
    if (progress.state === 'crashed') {
      await this.gateway.sessions.close(session);
    } else {
      this.gateway.sessions.release(session);
    }
    return runAnswer(progress);
  }

  /** Reports an error. The stream puts its status in the answer itself, with 401 for access denied. */
  private tellEnd(
    { status, body }: GatewayAnswer,
    entry: AuditEntry,
    tell: (state: number, response: unknown) => void
  ): void {
    entry.status = status;
    if (status === 200) {
      tell(answerState.completed, body);
    } else {
      const statusCode = status === 403 ? 401 : status;
      tell(answerState.error, { ...(body as object), statusCode });
    }
  }

  private noted(request: StreamRequest): AuditEntry {
    return this.audit.add({
      method: 'STREAM',
      url: this.url,
      headers: request.target?.headers ?? {},
      body: JSON.stringify(request)
    });
  }

  private send(state: number, data: unknown, streamName: string = powerShellStream): void {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify({ streamName, state, data }));
    }
  }
}

/** Reads a packet. A text that isn't one becomes a packet without a stream, which is refused by name. */
function readPacket(text: string): StreamPacket {
  try {
    return (JSON.parse(text) as StreamPacket | null) ?? {};
  } catch {
    // One bad frame must not end the lab: REST uses it, too.
    return {};
  }
}
