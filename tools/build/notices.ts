import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../generate/output';
import { BuildFailure } from '../problems';
import { inProject, root } from '../../machine/project-paths';
import { BuildStatistics, licenseText, ShippedPackage, shippedPackages, withLineFeeds } from './shipped-packages';

/** The notices of others' work in the bundle. */
export const noticesFile = 'third-party-notices.txt';

/** What `ng build --stats-json` adds to the bundle. */
const statisticsFile = 'stats.json';

/** Angular's own list, which isn't complete. It's only made because scripts lose their license comments with it. */
const angularsList = '3rdpartylicenses.txt';

/** The SDK, whose terms and own notices the package has as files. */
export const sdkPackage = '@microsoft/windows-admin-center-sdk';

// Every file of a bundle that isn't made from the modules in the statistics: the project's own work, and strings, which
// are the project's and the SDK's.
const ownFiles = [
  /^index\.html$/,
  /^manifest\.json$/,
  /^third-party-notices\.txt$/,
  /^assets\/icon\.svg$/,
  /^assets\/strings\/(?:[\w-]+\/)?strings\.json$/,
  /^powershell-module\/[\w.]+\/[\w.]+\.ps[dm]1$/
];
const scripts = /^(?:main|polyfills|runtime)\.[0-9a-f]+\.js$/;

/** Replaces the build's statistics in a bundle by the notices of all that is in it. Throws BuildFailure. */
export function writeNotices(bundle: string): void {
  const file = path.join(bundle, statisticsFile);
  if (!existsSync(file)) {
    throw new BuildFailure(`The build made no ${statisticsFile}, which says what is in the bundle.`);
  }
  const statistics = JSON.parse(readFileSync(file, 'utf8')) as BuildStatistics;
  rmSync(file);
  rmSync(path.join(bundle, angularsList), { force: true });
  const files = filesBelow(bundle).map(name => path.relative(bundle, name).split(path.sep).join('/'));
  const problems = filesOfUnknownOrigin(files);
  if (problems.length > 0) {
    throw new BuildFailure(problems.join('\n'));
  }
  writeFileSync(path.join(bundle, noticesFile), notices(shippedPackages(statistics, realpathSync(root))));
}

/** Lists files of a bundle that need a notice of their own, such as a font. */
export function filesOfUnknownOrigin(files: readonly string[]): string[] {
  return files
    .filter(file => ![...ownFiles, scripts].some(known => known.test(file)))
    .map(file => `The bundle has ${file}: tools/build/notices.ts doesn't know whose work that is.`);
}

/** The notices of these packages. Packages with the same license text share it. Throws BuildFailure if one has none. */
export function notices(packages: readonly ShippedPackage[]): string {
  const byText = new Map<string, ShippedPackage[]>();
  for (const shipped of packages.filter(({ name }) => name !== sdkPackage)) {
    const text = licenseText(shipped, mitPermission());
    byText.set(text, [...(byText.get(text) ?? []), shipped]);
  }
  const parts = [...byText].map(
    ([text, those]) =>
      `${line}\n${those.map(({ name, version, license }) => `${name} ${version} (${license})`).join('\n')}\n\n${text}\n`
  );
  return [heading, ...parts].join('\n');
}

const line = '-'.repeat(80);
const heading = `Third-party notices

The scripts beside this file contain code of the packages below. Each list of packages is followed by their license.

The scripts and strings also contain parts of Microsoft's Windows Admin Center SDK. The package of this extension has
its terms, and its own notices, in the folder licenses/windows-admin-center-sdk.
`;

/** The words of the MIT License after its copyright line. They're the same in every package, and in this project. */
function mitPermission(): string {
  const own = withLineFeeds(readFileSync(inProject('LICENSE'), 'utf8'));
  return own.slice(own.indexOf('Permission is hereby granted'));
}
