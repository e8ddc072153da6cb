import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { startLab } from '../../lab/lab';
import type { RememberedAnswers } from '../../lab/servers/remembering-sessions';
import { buildWhenNeeded } from '../build/build';
import { inProject, shown } from '../../machine/project-paths';
import { BenchPage } from './bench-page';
import { LongestTasks, measureManyMachines, steps } from './many-machines';
import { askAll, latencyMs, measureReading, Reading } from './reading-servers';

const file = inProject('docs', 'benchmarks.md');

/** Measures, prints the tables, and writes them to the documents with the machine and the date. */
export async function bench(): Promise<void> {
  await buildWhenNeeded();
  const page = await BenchPage.open();
  try {
    const answers = await askedOnce(page);
    const readings = await onRememberedAnswers(page, answers);
    const text = written(readings, measureManyMachines());
    console.log(text);
    writeFileSync(file, text);
    console.log(`Written to ${shown(file)}.`);
  } finally {
    await page.close();
  }
}

/** Reads each server of the lab once, so that there are real answers to remember. */
async function askedOnce(page: BenchPage): Promise<RememberedAnswers> {
  const rememberedAnswers: RememberedAnswers = new Map();
  const lab = await startLab({ remembersAnswers: true, rememberedAnswers });
  try {
    await askAll(lab, page);
  } finally {
    await lab.stop();
  }
  return rememberedAnswers;
}

/** Measures in a lab without PowerShell, which would distort the results. */
async function onRememberedAnswers(page: BenchPage, rememberedAnswers: RememberedAnswers): Promise<Reading[]> {
  const lab = await startLab({ poolSize: 0, remembersAnswers: true, rememberedAnswers });
  try {
    return await measureReading(lab, page);
  } finally {
    await lab.stop();
  }
}

function written(readings: readonly Reading[], machines: ReturnType<typeof measureManyMachines>): string {
  const rows = readings.map(
    ({ way, servers, firstRow, allRows, ratio }) =>
      `| ${way} | ${servers} | ${seconds(firstRow)} | ${seconds(allRows)} | ${ratio.toFixed(2)} × |`
  );
  const date = new Date().toISOString().slice(0, 10);
  return `# Benchmarks

Made by \`npm run bench\` on ${date}, on ${machine()}. Read ratios, not seconds: each is
taken within one run.

## Until all servers are shown

The page in a browser, from the moment at which it knows the cluster's servers to their first and last answer on the
screen; the median of three loads, sessions warm. Every server answers ${latencyMs} ms after it was asked. The last
column compares with one server alone, over the same way.

Each server of the lab answers once by its own PowerShell, and then again from what the lab remembers of that, so that
the cost of the lab's processes is not in the figures: sixty-four of them on a small machine would be all that is
measured. Gateway, browser and page are as they are. The gateway speaks HTTP/1.1, of which a browser keeps six requests
open at a time.

| Way | Servers | First row | All rows | Beside one server |
|---|---|---|---|---|
${rows.join('\n')}

How long a real gateway holds its first answer to a command, and whether it listens to how long it is asked to, is not
known. The page asks for hardly a hold: then all servers begin at once, and their answers are fetched as they come.
Where a gateway does not listen, servers are asked in waves of six, each as long as a server takes or the hold lasts.

A batch (one request for all servers) was left out: its answer comes when the slowest server has answered, so one that
can't be reached would keep all others waiting.

## 8,000 virtual machines

The longest task of the browser's main thread while the virtual machines of 16 servers, 500 each, arrive one server
after the other, are sorted, scrolled through and searched; beside the SDK's table alone, with the same rows and its
cells as plain text. The median of ten turns, of each the middle one of five sorts, in the build that tests use. "–": no
task took 50 ms.

| Step | The tab | The SDK's table alone | Ratio |
|---|---|---|---|
${steps.map(step => taskRow(step, machines[step])).join('\n')}
`;
}

function taskRow(step: string, { tab, bare }: LongestTasks): string {
  const told = (task: number): string => (task === 0 ? '–' : `${task} ms`);
  const ratio = tab === 0 || bare === 0 ? '–' : `${(tab / bare).toFixed(2)} ×`;
  return `| ${step} | ${told(tab)} | ${told(bare)} | ${ratio} |`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function machine(): string {
  const [cpu] = os.cpus();
  const memory = Math.round(os.totalmem() / 1024 ** 3);
  const name = cpu?.model.trim() || 'unknown processor';
  return `${os.cpus().length} × ${name}, ${memory} GiB, Node ${process.version}`;
}
