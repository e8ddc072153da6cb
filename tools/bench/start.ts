import { Lab, usualScenario } from '../../lab/lab';
import { buildStockWhenNeeded } from '../build/build';
import { BuildFailure } from '../problems';
import { folders } from '../project';
import { withSameAnswers } from './remembered-answers';
import { BenchSection, markdownTable, median, ratio, time } from './section';
import { StartRecord } from './start-marks';
import { Speed, StartPage } from './start-page';
import { profileTables } from './start-profile';

/** An odd number, so that the median is one of them. */
const loads = 3;

/** The most of the stock build's time until the first row that this build is to take. */
const most = 0.6;

const slow: Speed = { name: '10 Mbit/s, slow processor', bandwidth: 10e6, latencyMs: 20, slowdown: 4 };
const full: Speed = { name: 'full speed' };

/** What is compared: how fast everything is, and whether the gateway compresses files. */
interface Case {
  speed: Speed;
  compress: boolean;
  /** The most that the first row is to take of the stock build's time. Undefined if nothing is promised. */
  most?: number;
}

const cases: readonly Case[] = [
  { speed: slow, compress: true, most },
  { speed: slow, compress: false, most },
  { speed: full, compress: false }
];

const moments = [
  ['drawn', 'Anything'],
  ['heading', 'Heading'],
  ['firstRow', 'First row'],
  ['lastRow', 'Last row']
] as const;

/** What was recorded of one case, load by load. */
interface Loads {
  own: readonly StartRecord[];
  stock: readonly StartRecord[];
}

/** How quickly the page starts, and what it does until then. */
export const start: BenchSection = {
  name: 'start',
  measure: async () => {
    await buildStockWhenNeeded();
    const measured = await withSameAnswers([usualScenario], labOptions(), measureCases);
    const rows = measured.flatMap(({ own, stock }, index) => rowsOf(cases[index], own, stock));
    const [{ own }] = measured;
    return `## From opening to the first row

From the navigation of the page's frame until anything is drawn, to its heading, and to the first and last row with an
answer: the median of ${loads} loads of a cluster with four servers, with an empty cache each time. The yardstick is the
same page with the settings of the SDK's template, loaded by turns with this build. "Slow processor" is four times
slower than this computer's, and each request takes 20 ms longer. The browser doesn't slow the stream down. Nobody has
published whether a real gateway compresses files, so both are measured.

${markdownTable(['Speed', 'Files', 'Moment', 'This build', "The template's settings", 'Ratio'], rows)}

The load of this build in the middle, at ${slow.name}, with compressed files. Steps are in the
order in which they end, and each takes from the end of the one before:

${profileTables(middleOf(own))}`;
  }
};

/** One lab for each build, with and without compression. */
function labOptions(): { bundle: string; compress: boolean }[] {
  return [true, false].flatMap(compress => [folders.bundle, folders.stockBundle].map(bundle => ({ bundle, compress })));
}

async function measureCases(labs: readonly Lab[]): Promise<Loads[]> {
  const [own, stock, ownAsIs, stockAsIs] = labs;
  const page = await StartPage.open();
  try {
    const measured: Loads[] = [];
    for (const one of cases) {
      measured.push(await byTurns(page, one, one.compress ? [own, stock] : [ownAsIs, stockAsIs]));
    }
    return measured;
  } finally {
    await page.close();
  }
}

/** Loads both builds by turns, so that other work on this computer affects both. */
async function byTurns(page: StartPage, { speed, compress }: Case, [own, stock]: readonly Lab[]): Promise<Loads> {
  const records = { own: [] as StartRecord[], stock: [] as StartRecord[] };
  for (let turn = 0; turn < loads; turn += 1) {
    records.own.push(await page.load(own, speed));
    records.stock.push(await page.load(stock, speed));
    const [one, other] = [records.own, records.stock].map(all => time(all[turn].marks.firstRow ?? 0));
    console.log(`${speed.name}, ${compress ? 'gzip' : 'as they are'}: first row after ${one}, and ${other}`);
  }
  return records;
}

function rowsOf(one: Case, own: readonly StartRecord[], stock: readonly StartRecord[]): string[][] {
  return moments.map(([mark, name]) => {
    const [ours, theirs] = [own, stock].map(records => median(records.map(({ marks }) => marks[mark] ?? NaN)));
    if (Number.isNaN(ours) || Number.isNaN(theirs)) {
      throw new BuildFailure(`The page was loaded, but the benchmark didn't see its ${name.toLowerCase()}.`);
    }
    const limit = mark === 'firstRow' ? one.most : undefined;
    return [
      one.speed.name,
      one.compress ? 'compressed' : 'as they are',
      name,
      time(ours),
      time(theirs),
      ratio(ours, theirs, limit)
    ];
  });
}

/** The load whose first row was neither the soonest nor the latest. */
function middleOf(records: readonly StartRecord[]): StartRecord {
  const middle = median(records.map(({ marks }) => marks.firstRow ?? 0));
  return records.find(({ marks }) => marks.firstRow === middle) ?? records[0];
}
