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

  /**
   * Ignores folders and files whose path within the folder matches `folders` and `files`, and text within a file that
   * matches `texts`.
   */
  constructor(
    private readonly folder: string,
    private readonly leftOut: { folders?: RegExp; files?: RegExp; texts?: RegExp } = {}
  ) {}

  /** The hash of the current content. */
  now(): string {
    const all = createHash('sha256');
    for (const name of this.filesIn('').sort()) {
      all.update(`${name}\n${this.hashOf(name)}\n`);
    }
    return all.digest('hex');
  }

  /** The paths of all files, without a look at each of them: a large cluster's servers are asked by the dozen. */
  private filesIn(within: string): string[] {
    const { folders, files } = this.leftOut;
    return entriesOf(path.join(this.folder, within)).flatMap(entry => {
      const name = within === '' ? entry.name : `${within}/${entry.name}`;
      if (entry.isDirectory()) {
        return folders?.test(name) ? [] : this.filesIn(name);
      }
      return files?.test(name) ? [] : [name];
    });
  }

  private hashOf(name: string): string {
    const file = path.join(this.folder, name);
    const stat = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
    if (!stat) {
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

/** What's in a folder; nothing if somebody has just removed it. */
function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}
