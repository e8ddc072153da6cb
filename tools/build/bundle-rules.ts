import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesBelow } from '../generate/output';
import { noticesFile } from './notices';

/**
 * The largest download of all files of a kind, in kB (1,000 bytes) after gzip. For JavaScript, it's about two thirds of
 * what the same page takes with the settings of the SDK's template, as the benchmark of the bundle shows.
 */
export const budget = { '.js': 385, '.css': 8 } as const;

/**
 * The largest first load, in kB (1,000 bytes) after gzip: index.html, the scripts and styles that it names, and the
 * strings, all of which the browser needs before anything is drawn.
 */
export const firstLoadBudget = 412;

const parts = ['index.html', 'manifest.json', 'assets', 'powershell-module', noticesFile];

// What it reads of a manifest. Windows Admin Center finds such icons from the bundle's own folder.
interface WithIcons {
  icon?: string;
  entryPoints?: WithIcons[];
}

/** The size of all files of one kind in a bundle, in kB after gzip. */
export function gzipSize(folder: string, extension: string): number {
  const sizes = filesBelow(folder)
    .filter(file => file.endsWith(extension))
    .map(file => gzipSync(readFileSync(file), { level: 9 }).length);
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

/** The size of what a bundle's page needs before it's drawn, in kB after gzip. See `firstLoadBudget`. */
export function firstLoadSize(folder: string): number {
  const page = path.join(folder, 'index.html');
  const html = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^":]+)"/g)].map(([, name]) => name);
  const files = ['index.html', ...new Set([...named, 'assets/strings/strings.json'])];
  return files
    .map(name => path.join(folder, name))
    .filter(file => existsSync(file))
    .reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length / 1000, 0);
}

/** Why a bundle can't be installed on a gateway: it was built for side-loading. Null if it can. */
export function sideLoadProblem({ target }: { target?: unknown }): string | null {
  return target === ''
    ? "The bundle is for side-loading: its manifest has no target, so a gateway couldn't open it. Build it again " +
        'with "npm run build".'
    : null;
}

/** Lists what is wrong with a built bundle, one sentence each. */
export function bundleProblems(folder: string): string[] {
  const missing = parts.filter(part => !existsSync(path.join(folder, part))).map(part => `The bundle lacks ${part}.`);
  const tooLarge = Object.entries(budget)
    .map(([extension, most]) => ({ extension, most, size: gzipSize(folder, extension) }))
    .filter(({ most, size }) => size > most)
    .map(
      ({ extension, most, size }) =>
        `The bundle's *${extension} files are ${size.toFixed(1)} kB after gzip; ${most} kB is the most.`
    );
  const first = firstLoadSize(folder);
  const tooSlow =
    first > firstLoadBudget
      ? [`The bundle's first load is ${first.toFixed(1)} kB after gzip; ${firstLoadBudget} kB is the most.`]
      : [];
  return [...missing, ...missingIcons(folder), ...tooLarge, ...tooSlow];
}

/** Lists icons that the manifest names and the bundle lacks. Icons of the shell's own font aren't files. */
function missingIcons(folder: string): string[] {
  const file = path.join(folder, 'manifest.json');
  const manifest: WithIcons = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const named = [manifest, ...(manifest.entryPoints ?? [])].map(({ icon }) => icon ?? '');
  return [...new Set(named)]
    .filter(icon => icon !== '' && !icon.startsWith('sme-icon:') && !existsSync(path.join(folder, icon)))
    .map(icon => `The bundle lacks ${icon}, an icon of its manifest.`);
}

/** The sizes of a bundle in one line, for the console. */
export function bundleSizes(folder: string): string {
  const [js, css, first] = [gzipSize(folder, '.js'), gzipSize(folder, '.css'), firstLoadSize(folder)].map(size =>
    size.toFixed(1)
  );
  return `Bundle: ${js} kB of JavaScript, ${css} kB of CSS, ${first} kB for the first load (gzip).`;
}
