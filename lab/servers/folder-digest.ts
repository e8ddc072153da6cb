import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** A file that was read, and its metadata at that time. */
interface KnownFile {
  stamp: string;
  hash: string;
}

/** One hash of everything in a folder. It reads a file again only if the file's metadata has changed. */
export class FolderDigest {
  private readonly known = new Map<string, KnownFile>();

  /** Ignores files whose path within the folder matches `files`, and text within a file that matches `texts`. */
  constructor(
    private readonly folder: string,
    private readonly leftOut: { files?: RegExp; texts?: RegExp } = {}
  ) {}

  /** The hash of the current content. */
  now(): string {
    const all = createHash('sha256');
    const { files } = this.leftOut;
    const names = fs
      .readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .map(name => name.split(path.sep).join('/'))
      .filter(name => !files?.test(name));
    for (const name of names.sort()) {
      all.update(`${name}\n${this.hashOf(name)}\n`);
    }
    return all.digest('hex');
  }

  private hashOf(name: string): string {
    const file = path.join(this.folder, name);
    const stat = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
    if (!stat?.isFile()) {
      return '';
    }
    const stamp = [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join();
    const known = this.known.get(name);
    if (known?.stamp === stamp) {
      return known.hash;
    }
    const hash = createHash('sha256').update(this.contentOf(file)).digest('hex');
    this.known.set(name, { stamp, hash });
    return hash;
  }

  private contentOf(file: string): Buffer | string {
    const { texts } = this.leftOut;
    try {
      return texts ? fs.readFileSync(file, 'utf8').replace(texts, '') : fs.readFileSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        // Somebody removed it just now.
        return '';
      }
      throw error;
    }
  }
}
