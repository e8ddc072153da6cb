import * as fs from 'node:fs';
import * as path from 'node:path';

/** Often enough for somebody who has just saved a file, seldom enough not to be noticed. */
const lookEvery = 400;

/**
 * Calls back when the bundle in a folder was built anew and is complete. It looks by itself instead
 * of asking the system to tell: builders delete the folder, which ends a system's watch, on each
 * system in another way.
 */
export function watchBundle(folder: string, onChange: () => void): () => void {
  let shown = signatureOf(folder);
  let last = shown;
  const timer = setInterval(() => {
    const now = signatureOf(folder);
    // The same twice in a row: the builder is done with it.
    if (now !== '' && now !== shown && now === last) {
      shown = now;
      onChange();
    }
    last = now;
  }, lookEvery);
  timer.unref();
  return () => clearInterval(timer);
}

/** What tells one build from another; empty where there is no complete bundle. */
function signatureOf(folder: string): string {
  if (!fs.existsSync(path.join(folder, 'index.html'))) {
    return '';
  }
  try {
    return filesBelow(folder)
      .map(file => {
        const { mtimeMs, size } = fs.statSync(file);
        return `${file} ${mtimeMs} ${size}`;
      })
      .join('\n');
  } catch {
    // A file went away between listing and looking: the builder is at work.
    return '';
  }
}

function filesBelow(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}
