import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { extensionName } from './shell/extension-name';

/** What a package has as a zip file: content by path. */
type Files = Record<string, Uint8Array>;

/** The part of a package's inventory that is read. */
interface Inventory {
  packageContent: { path: string; hash256: string }[];
}

/** The part of the package that a gateway serves. */
const served = 'ux/';

/** What a package of the extension always has: files, and the start of some. */
const parts = [
  `${served}index.html`,
  `${served}manifest.json`,
  `${served}powershell-module/`,
  'content.json',
  `${extensionName}.nuspec`
];

/**
 * Unpacks what a gateway serves of a package into a new temporary folder, and returns the folder. Throws an error whose
 * message is one sentence if the file isn't a package of the extension, or was changed.
 */
export function unpackExtension(file: string): string {
  const files = filesIn(file);
  const fault = faultOf(files);
  if (fault) {
    throw new Error(`${file} ${fault}`);
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'avma-package-'));
  for (const [name, content] of Object.entries(files)) {
    if (name.startsWith(served) && !name.endsWith('/')) {
      const target = path.join(folder, name.slice(served.length));
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, content);
    }
  }
  return folder;
}

function filesIn(file: string): Files {
  const state = fs.statSync(file, { throwIfNoEntry: false });
  if (!state) {
    throw new Error(`There is no file ${file}.`);
  }
  if (state.isDirectory()) {
    throw new Error(`${file} is a folder, not a package.`);
  }
  const content = fs.readFileSync(file);
  try {
    return unzipSync(content);
  } catch {
    // It's cut off, or something else. Which of the two would only be a guess.
    throw new Error(`${file} is no package: it's not a zip file.`);
  }
}

/** Says what is wrong with a package, as the end of a sentence. Null if nothing is. */
function faultOf(files: Files): string | null {
  const names = Object.keys(files);
  const missing = parts.find(part => !names.some(name => (part.endsWith('/') ? name.startsWith(part) : name === part)));
  if (missing) {
    return `lacks ${missing}, which a package of the extension has.`;
  }
  const outside = names.find(name => name.split(/[\\/]/).includes('..') || path.isAbsolute(name));
  if (outside) {
    return `has a file outside of its folder: ${outside}.`;
  }
  return manifestFault(files) ?? changeOf(files);
}

function manifestFault(files: Files): string | null {
  const name = `${served}manifest.json`;
  const manifest = jsonIn<{ name?: string }>(files, name);
  if (manifest === null) {
    return `has a ${name} that isn't JSON.`;
  }
  return manifest.name === extensionName ? null : `is of ${manifest.name ?? 'no name'}, not of ${extensionName}.`;
}

/** Compares the files with the inventory that was packed with them. */
function changeOf(files: Files): string | null {
  const inventory = jsonIn<Inventory>(files, 'content.json');
  if (!inventory || !Array.isArray(inventory.packageContent)) {
    return "has a content.json that isn't an inventory.";
  }
  const listed = new Map(inventory.packageContent.map(entry => [entry.path.replace(/\\/g, '/'), entry.hash256]));
  const there = Object.keys(files).filter(name => name.startsWith(served) && !name.endsWith('/'));
  const changed = [...new Set([...listed.keys(), ...there])].find(name => listed.get(name) !== hashOf(files[name]));
  return changed ? `was changed after it was packed: ${changed} isn't as in content.json.` : null;
}

function hashOf(content: Uint8Array | undefined): string | null {
  return content ? createHash('sha256').update(content).digest('hex').toUpperCase() : null;
}

function jsonIn<T>(files: Files, name: string): T | null {
  try {
    return JSON.parse(strFromU8(files[name] ?? new Uint8Array())) as T | null;
  } catch {
    return null;
  }
}
