import { createHash } from 'node:crypto';
import { ServerResponse } from 'node:http';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';

/** Kinds of files that are smaller after gzip. Pictures and web fonts are compressed already. */
const compressible = new Set(['.css', '.html', '.js', '.json', '.map', '.mjs', '.svg', '.ttf', '.txt']);

/** Compresses the files that the lab serves, each only once, so that a page doesn't wait for it each time. */
export class Compression {
  private made = new Map<string, Buffer>();

  constructor(private readonly isOn: boolean) {}

  /**
   * The content as it's to be sent: compressed with gzip if compression is on, the kind of file gains by it, and the
   * browser takes it. Sets the headers for that.
   */
  pack(response: ServerResponse, fileName: string, content: Buffer | string): Buffer | string {
    if (!this.isOn || !compressible.has(path.extname(fileName).toLowerCase())) {
      return content;
    }
    response.appendHeader('Vary', 'Accept-Encoding');
    if (!/\bgzip\b/.test(String(response.req.headers['accept-encoding']))) {
      return content;
    }
    response.setHeader('Content-Encoding', 'gzip');
    return this.gzip(content);
  }

  private gzip(content: Buffer | string): Buffer {
    const key = createHash('sha1').update(content).digest('hex');
    const packed = this.made.get(key) ?? gzipSync(content);
    this.made.set(key, packed);
    return packed;
  }
}
