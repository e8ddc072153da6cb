import { readFileSync } from 'node:fs';
import { buildMappedWhenNeeded, buildStockWhenNeeded } from '../build/build';
import { gzipSize } from '../build/bundle-rules';
import { filesBelow } from '../generate/output';
import { BuildFailure } from '../problems';
import { folders } from '../project';
import { BundlePart, bundleParts, partOf } from './bundle-parts';
import { BenchSection, markdownTable, ratio } from './section';
import { bytesBySource, noSource, SourceMap } from './source-map';

/** The most of the stock build's JavaScript that this build is to have. */
const most = 0.6;

/** What the browser downloads to run the page, and what it's made of. */
export const bundle: BenchSection = {
  name: 'bundle',
  measure: async () => {
    await buildStockWhenNeeded();
    await buildMappedWhenNeeded();
    const size = (folder: string, extension: string): number => gzipSize(folder, extension);
    const sizes = (
      [
        ['JavaScript', '.js', most],
        ['CSS', '.css', undefined]
      ] as const
    ).map(([kind, extension, limit]) => {
      const [own, stock] = [size(folders.bundle, extension), size(folders.stockBundle, extension)];
      return [kind, kilobytes(own * 1000), kilobytes(stock * 1000), ratio(own, stock, limit)];
    });
    return `## The bundle

What a browser downloads to run the page, after gzip. The yardstick is the same page with the settings of the SDK's
template: its services, its libraries, and its styles in the bundle. CSS comes from Windows Admin Center otherwise.

${markdownTable(['Kind', 'This build', "The template's settings", 'Ratio'], sizes)}

What the JavaScript is made of, by the source maps of the same build, minified and before gzip:

${partsTable(partSizes(folders.mappedBundle))}`;
  }
};

/** The bytes of each part of all scripts in a bundle with source maps. */
function partSizes(folder: string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const file of filesBelow(folder).filter(name => name.endsWith('.js'))) {
    const map = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMap;
    for (const [source, bytes] of bytesBySource(readFileSync(file, 'utf8'), map)) {
      const part = partOf(source);
      sizes.set(part, (sizes.get(part) ?? 0) + bytes);
    }
  }
  return sizes;
}

function partsTable(sizes: ReadonlyMap<string, number>): string {
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  const largestFirst = [...sizes].sort(([, one], [, other]) => other - one);
  const rows = largestFirst.map(([part, bytes]) => {
    const { owner, reason } = explained(part);
    return [part === noSource ? '–' : part, owner, kilobytes(bytes), share(bytes, total), reason];
  });
  const owners = [...new Set(largestFirst.map(([part]) => explained(part).owner))];
  const sums = owners.map(owner => {
    const bytes = largestFirst
      .filter(([part]) => explained(part).owner === owner)
      .reduce((sum, [, size]) => sum + size, 0);
    return ['all', owner, kilobytes(bytes), share(bytes, total), ''];
  });
  return markdownTable(['Part', 'Whose', 'kB', 'Share', 'Why it is there'], [...sums, ...rows]);
}

function explained(part: string): BundlePart {
  const known = bundleParts.get(part);
  if (known === undefined) {
    throw new BuildFailure(`The bundle has code of ${part}: tools/bench/bundle-parts.ts gives no reason for it.`);
  }
  return known;
}

function share(bytes: number, total: number): string {
  return `${((bytes / total) * 100).toFixed(1)} %`;
}

/** A number of bytes in kB, such as "12.3 kB". */
function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
