import * as fs from 'node:fs';
import * as path from 'node:path';

/** Short enough for a developer who has just saved a file, long enough not to slow anything down. In milliseconds. */
const lookEvery = 400;

/**
 * Calls back when the bundle in a folder was rebuilt and is complete. It polls instead of using the system's watch:
 * builders delete the folder, which ends a watch in a different way on each system.
 */
export function watchBundle(folder: string, onChange: () => void): () => void {
  let shown = signatureOf(folder);
  let last = shown;
  const timer = setInterval(() => {
    const now = signatureOf(folder);
    // The same twice in a row means that the builder is done.
    if (now !== '' && now !== shown && now === last) {
      shown = now;
      onChange();
    }
    last = now;
  }, lookEvery);
  timer.unref();
  return () => clearInterval(timer);
}

/** Identifies a build. Empty if there is no complete bundle. */
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
    // A file disappeared between listing and reading: the builder is at work.
    return '';
  }
}

function filesBelow(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}
