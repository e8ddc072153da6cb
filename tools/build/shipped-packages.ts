import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BuildFailure } from '../problems';

/** An npm package with code in the bundle. */
export interface ShippedPackage {
  name: string;
  version: string;
  /** as its package.json has it */
  license: string;
  folder: string;
}

/** What is read of the build's statistics: a module, or several that were joined into one. */
export interface BuiltModule {
  identifier?: string;
  /** `runtime` for the bundler's own code, which has no file */
  moduleType?: string;
  /** the file of the module */
  nameForCondition?: string;
  modules?: BuiltModule[];
}

/** The build's statistics, as `ng build --stats-json` writes them. */
export interface BuildStatistics {
  chunks: { modules: BuiltModule[] }[];
}

/** The bundler. Its own code starts the bundle. */
const bundler = 'webpack';
const modulesFolder = `${path.sep}node_modules${path.sep}`;

/**
 * The packages of every module in the bundle, by name. Angular's own list (`extractLicenses`) lacks some that the
 * bundler adds, such as tslib. Throws BuildFailure at a module whose package isn't known, so that none is overlooked.
 */
export function shippedPackages({ chunks }: BuildStatistics, root: string): ShippedPackage[] {
  const found = new Map<string, ShippedPackage>();
  for (const module of chunks.flatMap(chunk => chunk.modules).flatMap(single)) {
    const folder = folderOf(module, root);
    if (folder !== null && !found.has(folder)) {
      found.set(folder, packageIn(folder));
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function single(module: BuiltModule): BuiltModule[] {
  return module.modules === undefined ? [module] : module.modules.flatMap(single);
}

/** The folder of a module's package. Null if the module is the project's own. */
function folderOf({ identifier, moduleType, nameForCondition: file }: BuiltModule, root: string): string | null {
  if (moduleType === 'runtime') {
    return path.join(root, 'node_modules', bundler);
  }
  const start = file?.lastIndexOf(modulesFolder) ?? -1;
  if (file !== undefined && start !== -1) {
    const within = file.slice(start + modulesFolder.length).split(path.sep);
    const name = within.slice(0, within[0].startsWith('@') ? 2 : 1);
    return path.join(file.slice(0, start), 'node_modules', ...name);
  }
  // Unlike a comparison of texts, this takes c: for C: on Windows.
  if (file !== undefined && !/^\.\.|^\w:/.test(path.relative(root, file))) {
    return null;
  }
  throw new BuildFailure(`The bundle has ${file ?? identifier ?? 'a module'}: it isn't known which package that is.`);
}

function packageIn(folder: string): ShippedPackage {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) {
    throw new BuildFailure(`${folder} has code in the bundle, but no package.json.`);
  }
  const { name, version, license } = JSON.parse(readFileSync(file, 'utf8')) as ShippedPackage;
  return { name, version, license, folder };
}

/**
 * The license of a package, with its notices if it has any. Angular's packages come without a text, but their scripts
 * name their owner. Throws BuildFailure if there is no text to show.
 */
export function licenseText({ name, license, folder }: ShippedPackage, mitPermission: string): string {
  const texts = readdirSync(folder)
    .filter(entry => /^(?:licen[cs]e|copying|notice)(?:\.(?:txt|md))?$/i.test(entry))
    .map(entry => withLineFeeds(readFileSync(path.join(folder, entry), 'utf8')));
  if (texts.length > 0) {
    return texts.join('\n\n');
  }
  const owner = license === 'MIT' ? ownerInScript(folder) : null;
  if (owner === null) {
    throw new BuildFailure(`${name} (${license}) is in the bundle, and comes without a license text for its notice.`);
  }
  return `The MIT License\n\nCopyright ${owner}\n\n${mitPermission}`;
}

/** The owner in the `@license` comment at the start of a package's main script. */
function ownerInScript(folder: string): string | null {
  const { module } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { module?: string };
  const script = path.join(folder, module ?? 'index.js');
  const [comment] = existsSync(script) ? (/^\/\*\*[\s\S]*?\*\//.exec(readFileSync(script, 'utf8')) ?? ['']) : [''];
  return comment.includes('@license') ? (/\(c\) .*\S/.exec(comment)?.[0] ?? null) : null;
}

/** A text with the same line ends everywhere, so that the same texts are equal. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n/g, '\n').trim();
}
