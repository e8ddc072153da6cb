import { readFile } from 'node:fs/promises';
import { ServerResponse } from 'node:http';
import * as path from 'node:path';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2'
};

/** The media type of a file by its name; what is not known is never run by a browser. */
export function mediaType(fileName: string): string {
  return types[path.extname(fileName).toLowerCase()] ?? 'application/octet-stream';
}

/** Where a URL's path leads inside a folder, or null where it would lead out of it. */
export function pathInside(folder: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    // A malformed escape names no file.
    return null;
  }
  const root = path.resolve(folder);
  const file = path.resolve(root, `.${path.sep}${decoded}`);
  const isInside = file.startsWith(root + path.sep);
  return isInside && !decoded.includes('\0') ? file : null;
}

/** Sends what a page is made of. */
export function sendContent(
  response: ServerResponse,
  fileName: string,
  content: Buffer | string,
  headers: Record<string, string>
): void {
  response
    .writeHead(200, {
      ...headers,
      'Content-Type': mediaType(fileName),
      'Content-Length': Buffer.byteLength(content)
    })
    .end(content);
}

/** Sends a file of a folder; false where there is none. */
export async function sendFileOf(
  response: ServerResponse,
  folder: string,
  urlPath: string,
  headers: Record<string, string>
): Promise<boolean> {
  const file = pathInside(folder, urlPath);
  if (!file) {
    return false;
  }
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch {
    // No such file, or a folder: the caller says that nothing is there.
    return false;
  }
  sendContent(response, file, content, headers);
  return true;
}
