// By hand, because tools that find unused translations look for quoted keys or for calls of an i18n library. Here, code
// and templates read strings as properties of a generated type, often in two steps.

import { readFileSync } from 'node:fs';
import { Problem } from '../problems';
import { filesBelow } from './output';
import { lineOfKey, pluralBase, StringsFile } from './strings';

/**
 * Finds strings that no code or template of the app uses. (A use without a string doesn't compile, because code and
 * templates read strings through their generated type.)
 *
 * A string `A_b_c` counts as used if a chain of names ends in `.b.c` or leads to it: either `x.c` in a component that
 * also names `b` alone, because it keeps the group in a field, or `…b[…]`, which can be any string of that group or of
 * the groups in it. A form for some numbers, `A_b_c_one`, also counts as used if the chain leads to all forms, `A_b_c`.
 */
export function unusedStrings(source: StringsFile, folder: string): Problem[] {
  const units = readUnits(folder);
  return Object.keys(source.strings)
    .filter(key => key.split('_')[1] !== 'Manifest')
    .filter(key => ![key, pluralBase(key) ?? key].some(name => isUsed(name, units)))
    .map(key => ({
      file: source.file,
      line: lineOfKey(source, key),
      reason: `nothing in the app uses ${key}.`
    }));
}

function isUsed(key: string, units: Unit[]): boolean {
  return units.some(unit => uses(unit, key.split('_').slice(1)));
}

/** The names that a component's code and template use, as chains: `a.b.c`, `a.b[]`. */
type Unit = string[][];

/** Reads each component's code and template as one unit, because one can use a group that the other keeps. */
function readUnits(folder: string): Unit[] {
  const texts = new Map<string, string>();
  for (const file of filesBelow(folder).filter(name => /\.(ts|html)$/.test(name))) {
    if (!/\.(spec|harness)\.ts$/.test(file)) {
      const unit = file.replace(/\.(ts|html)$/, '');
      texts.set(unit, `${texts.get(unit) ?? ''}\n${readFileSync(file, 'utf8')}`);
    }
  }
  return [...texts.values()].map(chains);
}

function chains(text: string): Unit {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<![:\w])\/\/[^\n]*/g, '');
  const named = code.replace(/\[\s*'(\w+)'\s*\]/g, '.$1').replace(/\(\s*\)/g, '');
  return [...named.matchAll(/[\w$]+(?:\s*[?!]?\.\s*[\w$]+)*(?:\s*[?!]?\.?\[)?/g)].map(([chain]) =>
    chain
      .replace(/\[$/, '.[]')
      .split(/\s*[?!]?\.\s*/)
      .filter(Boolean)
  );
}

function uses(unit: Unit, key: string[]): boolean {
  return unit.some(chain => {
    const isAnyOfGroup = chain[chain.length - 1] === '[]';
    const names = isAnyOfGroup ? chain.slice(0, -1) : chain;
    if (names.length < 2) {
      return false;
    }
    return isAnyOfGroup
      ? groupsOf(key).some(group => endsWith(names, group))
      : endsWith(names, key) || reachedThroughGroup(unit, names, key);
  });
}

/** The groups that a string is in, the outermost first. For `A_b_c` without its prefix, `A` and `A.b`. */
function groupsOf(key: string[]): string[][] {
  return key.slice(0, -1).map((_, index) => key.slice(0, index + 1));
}

function endsWith(names: string[], path: string[]): boolean {
  return path.length < names.length && path.every((name, i) => names[names.length - path.length + i] === name);
}

/** Whether there is `texts.c` in a component that also names the whole group `….b`, and nothing below it. */
function reachedThroughGroup(unit: Unit, names: string[], path: string[]): boolean {
  for (let known = 1; known < path.length && known < names.length; known++) {
    const group = path.slice(0, path.length - known);
    const rest = path.slice(path.length - known);
    if (endsWith(names, rest) && unit.some(chain => endsWith(chain, group))) {
      return true;
    }
  }
  return false;
}
