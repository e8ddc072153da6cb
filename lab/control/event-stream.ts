import { ServerResponse } from 'node:http';
import { LabEvent } from './lab-state';

/** Sends events to every open page of the shell, as server-sent events. */
export class EventStream {
  private listeners = new Set<ServerResponse>();

  /** Adds a response, which stays open for events. */
  add(response: ServerResponse): void {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff'
    });
    response.write('retry: 1000\n\n');
    this.listeners.add(response);
    response.on('close', () => this.listeners.delete(response));
  }

  /** Sends an event to every page. */
  send(event: LabEvent): void {
    this.listeners.forEach(listener => listener.write(`event: ${event}\ndata: {}\n\n`));
  }

  /** Ends all responses, so that the web server can close. */
  end(): void {
    this.listeners.forEach(listener => listener.end());
    this.listeners.clear();
  }
}
