import { IncomingMessage, ServerResponse } from 'node:http';

/**
 * In bytes. Longer than any request of the lab's pages. Anything longer is refused, so that it doesn't fill the memory.
 */
const longestBody = 10 * 1024 * 1024;

/** A request body that is too long for the lab. */
export class BodyTooLong extends Error {
  constructor() {
    super(`The request's body is longer than ${longestBody} bytes.`);
    this.name = 'BodyTooLong';
  }
}

/** Reads a request's body as text. If it's too long, reads the rest as well, so that the refusal gets through. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length <= longestBody) {
      chunks.push(chunk as Buffer);
    }
  }
  if (length > longestBody) {
    throw new BodyTooLong();
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Answers with JSON, or with only the status if there is no body. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body?: unknown,
  headers: Record<string, string> = {}
): void {
  if (body === undefined) {
    response.writeHead(status, { ...headers, 'Cache-Control': 'no-store' }).end();
    return;
  }
  const text = JSON.stringify(body);
  response
    .writeHead(status, {
      ...headers,
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff'
    })
    .end(text);
}

/** Answers that nothing was found, in words for a person who opens the address by hand. */
export function sendNotFound(response: ServerResponse, what: string): void {
  sendJson(response, 404, { error: { code: 'NotFound', message: `${what} is not here.` } });
}
