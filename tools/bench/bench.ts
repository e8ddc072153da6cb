import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { buildWhenNeeded } from '../build/build';
import { BuildFailure } from '../problems';
import { inProject, shown } from '../../machine/project-paths';
import { readOptions } from '../../machine/options.cjs';
import { verbs } from '../set-up/verbs.cjs';
import { oneMoreAnswer } from './answers';
import { applying } from './applying';
import { bundle } from './bundle';
import { withParts } from './document';
import { growth } from './growth';
import { manyMachines } from './many-machines';
import { readingServers } from './reading-servers';
import { manyRefreshes } from './refreshes';
import { scriptCosts } from './scripts';
import { BenchSection } from './section';
import { settingUp } from './setting-up';
import { start } from './start';

const file = inProject('docs', 'benchmarks.md');

/** All parts, in the order of the document. */
const sections: readonly BenchSection[] = [
  start,
  bundle,
  readingServers,
  settingUp,
  applying,
  oneMoreAnswer,
  growth,
  manyMachines,
  manyRefreshes,
  scriptCosts
];

/**
 * Measures, prints the results, and writes them to the documents. With `--only`, measures only the parts of these
 * names. A part that fails keeps what the document had, and the others are measured all the same.
 */
export async function bench(words: readonly string[]): Promise<void> {
  const { only } = readOptions<{ only: string[] }>(words, verbs.bench.options);
  const wanted = chosen(only);
  await buildWhenNeeded();
  const failed: string[] = [];
  for (const section of wanted) {
    try {
      write(section.name, await measured(section));
    } catch (error) {
      console.error(error);
      failed.push(section.name);
    }
  }
  if (failed.length > 0) {
    throw new BuildFailure(`Not measured, because of the errors above: ${failed.join(', ')}.`);
  }
}

async function measured({ name, measure }: BenchSection): Promise<string> {
  const start = performance.now();
  console.log(`Measuring: ${name}…`);
  const text = await measure();
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  console.log(`${text}\n`);
  return `${text.trim()}\n\nMeasured on ${new Date().toISOString().slice(0, 10)}, in ${minutes} minutes.`;
}

/** Writes each part at once, so that a later one that fails loses none. */
function write(name: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const names = sections.map(section => section.name);
  writeFileSync(file, withParts(before, preface(), names, new Map([[name, text]])));
  console.log(`Written to ${shown(file)}.`);
}

function chosen(only: readonly string[] | undefined): readonly BenchSection[] {
  const names = sections.map(({ name }) => name);
  const unknown = only?.find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new BuildFailure(`There's no part "${unknown}". The parts are: ${names.join(', ')}.`);
  }
  return sections.filter(({ name }) => only?.includes(name) ?? true);
}

function preface(): string {
  const [cpu] = os.cpus();
  const processor = `${os.cpus().length} × ${cpu?.model.trim() || 'unknown processor'}`;
  const memory = Math.round(os.totalmem() / 1024 ** 3);
  return `# Benchmarks

\`npm run bench\` wrote this on ${processor}, ${memory} GiB, Node ${process.version}.
Read the ratios, not the seconds. Both sides of a ratio are from one run.`;
}
