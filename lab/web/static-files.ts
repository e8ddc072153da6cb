import { readFile } from 'node:fs/promises';
import { ServerResponse } from 'node:http';
import * as path from 'node:path';
import { Compression } from './compression';

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

/** The media type of a file, by its name. Browsers never run files of an unknown type. */
export function mediaType(fileName: string): string {
  return types[path.extname(fileName).toLowerCase()] ?? 'application/octet-stream';
}

/** The file in a folder that a URL's path leads to. Null if the path leads out of the folder. */
export function pathInside(folder: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    // A malformed escape is no file's name.
    return null;
  }
  const root = path.resolve(folder);
  const file = path.resolve(root, `.${path.sep}${decoded}`);
  const isInside = file.startsWith(root + path.sep);
  return isInside && !decoded.includes('\0') ? file : null;
}

/** Sends content of a page, as it is or as `compression` packs it. */
export function sendContent(
  response: ServerResponse,
  fileName: string,
  content: Buffer | string,
  headers: Record<string, string>,
  compression?: Compression
): void {
  const sent = compression?.pack(response, fileName, content) ?? content;
  response
    .writeHead(200, {
      ...headers,
      'Content-Type': mediaType(fileName),
      'Content-Length': Buffer.byteLength(sent)
    })
    .end(sent);
}

/** Sends a file from a folder, like `sendContent`. Returns false if there is none. */
export async function sendFileOf(
  response: ServerResponse,
  folder: string,
  urlPath: string,
  headers: Record<string, string>,
  compression?: Compression
): Promise<boolean> {
  const file = pathInside(folder, urlPath);
  if (!file) {
    return false;
  }
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch {
    // There is no such file, or it's a folder. The caller reports that nothing was found.
    return false;
  }
  sendContent(response, file, content, headers, compression);
  return true;
}
