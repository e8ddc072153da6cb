import {
  embeddedSignature,
  isRpcPacket,
  packetType,
  packetVersion,
  RpcPacket,
  shellName,
  shellSubName
} from './rpc-packet';

const answerWithin = 10_000;
const pingEvery = 250;
const pingTimes = 40;

/** Answers an extension's request to the shell. If it rejects, the extension gets the error. */
export type AnswerRequest = (command: string, data: Record<string, unknown>) => unknown;

/** The other end of a channel. */
export interface ChannelTarget {
  window: Window;
  /** The origin of its page. The shell takes messages only from there, and sends them only to there. */
  origin: string;
  moduleName: string;
  /** Identifies this opening of the extension, so that packets of an earlier one don't count. */
  subName: string;
}

interface Pending {
  resolve(data: unknown): void;
  reject(error: Error): void;
}

/** The shell's end of the channel to one extension in its frame. */
export class RpcChannel {
  private sequence = 0;
  private pending = new Map<number, Pending>();
  private listener = (event: MessageEvent) => this.receive(event);

  constructor(
    private target: ChannelTarget,
    private answer: AnswerRequest
  ) {
    window.addEventListener('message', this.listener);
  }

  /** Stops listening. Open requests are never answered. */
  close(): void {
    window.removeEventListener('message', this.listener);
    const left = [...this.pending.values()];
    this.pending.clear();
    left.forEach(({ reject }) => reject(new Error('The extension was closed.')));
  }

  /** Pings until the extension answers, because it may still be loading. */
  ping(): Promise<unknown> {
    const packet = this.packet('Ping', { name: 'ping' });
    let left = pingTimes;
    return new Promise((resolve, reject) => {
      const timer = setInterval(() => {
        left -= 1;
        left > 0 ? this.post(packet) : this.settle(packet.sequence, 'reject', 'No answer to Ping.');
      }, pingEvery);
      const quit = () => clearInterval(timer);
      this.pending.set(packet.sequence, {
        resolve: data => {
          quit();
          resolve(data);
        },
        reject: error => {
          quit();
          reject(error);
        }
      });
      this.post(packet);
    });
  }

  /** Sends the extension a request. */
  call<T>(command: string, data: object): Promise<T> {
    const packet = this.packet(command, data);
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => this.settle(packet.sequence, 'reject', `No answer to ${command}.`), answerWithin);
      const quit = () => clearTimeout(timer);
      this.pending.set(packet.sequence, {
        resolve: result => {
          quit();
          resolve(result as T);
        },
        reject: error => {
          quit();
          reject(error);
        }
      });
      this.post(packet);
    });
  }

  private receive(event: MessageEvent): void {
    const isOurs = event.source === this.target.window && event.origin === this.target.origin;
    if (!isOurs || !isRpcPacket(event.data)) {
      return;
    }
    const packet = event.data;
    if (packet.type === packetType.request) {
      void this.answerRequest(packet);
    } else if (packet.type === packetType.response) {
      this.settle(packet.sequence, 'resolve', packet.data);
    } else {
      this.settle(packet.sequence, 'reject', textOf(packet.data));
    }
  }

  private async answerRequest(packet: RpcPacket): Promise<void> {
    try {
      const data = await this.answer(packet.command, packet.data as Record<string, unknown>);
      this.post({ ...this.reply(packet), type: packetType.response, data });
    } catch (error) {
      // Send the error to the extension, which can show it.
      this.post({ ...this.reply(packet), type: packetType.error, data: textOf(error) });
    }
  }

  private settle(sequence: number, how: 'resolve' | 'reject', value: unknown): void {
    const pending = this.pending.get(sequence);
    this.pending.delete(sequence);
    how === 'resolve' ? pending?.resolve(value) : pending?.reject(new Error(String(value)));
  }

  private packet(command: string, data: object): RpcPacket {
    return {
      srcName: shellName,
      srcSubName: shellSubName,
      srcDepth: 0,
      destName: this.target.moduleName,
      destSubName: this.target.subName,
      signature: embeddedSignature,
      sequence: this.sequence++,
      type: packetType.request,
      command,
      version: packetVersion,
      data
    };
  }

  private reply(packet: RpcPacket): RpcPacket {
    return { ...packet, ...this.packetEnds(packet) };
  }

  private packetEnds(packet: RpcPacket) {
    return {
      srcName: shellName,
      srcSubName: shellSubName,
      srcDepth: 0,
      destName: packet.srcName,
      destSubName: packet.srcSubName
    };
  }

  private post(packet: RpcPacket): void {
    this.target.window.postMessage(packet, this.target.origin);
  }
}

function textOf(error: unknown): string {
  if (error instanceof Error) {
    return error.message;
  }
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : String(error);
}
