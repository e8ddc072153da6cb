import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { buildWhenNeeded } from '../build/build';
import { BuildFailure } from '../problems';
import { inProject, shown } from '../../machine/project-paths';
import { readOptions } from '../../machine/options.cjs';
import { verbs } from '../set-up/verbs.cjs';
import { oneMoreAnswer } from './answers';
import { applying } from './applying';
import { bundle } from './bundle';
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
  manyMachines,
  manyRefreshes,
  scriptCosts
];

/**
 * Measures, prints the results, and writes them to the documents with the machine and the date. With `--only`, measures
 * and prints only the parts of these names.
 */
export async function bench(words: readonly string[]): Promise<void> {
  const { only } = readOptions<{ only: string[] }>(words, verbs.bench.options);
  const wanted = chosen(only);
  await buildWhenNeeded();
  const texts: string[] = [];
  for (const { name, measure } of wanted) {
    const start = performance.now();
    console.log(`Measuring: ${name}…`);
    const text = await measure();
    console.log(`${text}\n${name}: ${Math.round((performance.now() - start) / 1000)} s`);
    texts.push(text.trim());
  }
  if (only === undefined) {
    writeFileSync(file, `${preface()}\n\n${texts.join('\n\n')}\n`);
    console.log(`Written to ${shown(file)}.`);
  }
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
  const date = new Date().toISOString().slice(0, 10);
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 1024 ** 3);
  const processor = `${os.cpus().length} × ${cpu?.model.trim() || 'unknown processor'}`;
  return `# Benchmarks

\`npm run bench\` wrote this on ${date}, on ${processor}, ${memory} GiB, Node ${process.version}.
Read the ratios, not the seconds. Both sides of a ratio are from one run.`;
}
