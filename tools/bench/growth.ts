import { evidenceOf } from '../../src/app/domain/answers/evidence';
import { plainMessage } from '../../src/app/domain/answers/plain-words';
import { readReport } from '../../src/app/domain/answers/report';
import { saidIn } from '../../src/app/domain/answers/said';
import { subscriptionOf } from '../../src/app/domain/answers/subscription';
import { systemOf } from '../../src/app/domain/guests/guest-system';
import { readVirtualMachines } from '../../src/app/domain/guests/virtual-machine';
import { maskProductKeys } from '../../src/app/domain/keys/product-key-mask';
import { readProductKey } from '../../src/app/domain/keys/product-key';
import { readAttempt } from '../../src/app/domain/servers/attempt';
import { readMadeCertificate } from '../../src/app/domain/servers/key-certificate';
import { matchPastedKeys } from '../../src/app/domain/servers/pasted-keys';
import { readRememberedApply } from '../../src/app/domain/servers/pending-apply';
import { Server, readServers, serversNamed } from '../../src/app/domain/servers/server';
import { rowsOf } from '../../src/app/keys/pasted-rows';
import { BenchSection, markdownTable, ratio } from './section';

/** In kB. */
const sizes = [64, 128, 256] as const;

/** The fastest of these counts: whatever else the computer does only makes a round slower. */
const rounds = 5;

/** How many pieces are measured in that many rounds: those with which the work seems to grow fastest in one round. */
const suspects = 4;

/** Below this time, in milliseconds, the clock says little about growth. */
const leastTime = 1;

/** How much faster than the text the work may seem to grow. A clock isn't exact; quadratic work would be 4. */
const mostGrowth = 1.5;

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const servers: readonly Server[] = serversNamed(['node01.contoso.com', 'node02.contoso.com']);

/** Pieces that make a text slow to read if a reader starts over at each of them. */
const pieces: readonly string[] = [
  ...['a', 'B', '5', ' ', '\t', '\n', '-', '.', ':', '"', '\\', '<', '[', '{"a":', '\u200b', '\ud83d\ude00', '\u2028'],
  ...['B ', 'B-', 'BCDFG-', 'BCDFG ', 'BCDFG-HJKMP-', 'x.', '->', ' ->', '0x', '0xC004F014 ', '-1073422315 ', 'C004'],
  ...['a: b\n', 'Status: Activated\n', 'ServerDatacenter', 'Windows Server ', 'no error ', 'not ', 'add-on for '],
  ...['at a.b(', '"ErrorActionPreference": ', 'Exception: ', '&#66;', '\\u0042', '%42', '<b>B</b>', '*****-', 'key '],
  ...['a\t"\n', '""\t', ';', 'a;b\n', `node01\t${key}\n`, `node01 ${key}\n`, '[a] ', '2022 ', '"', '1,', '255,']
];

/** Each reader of text, as a server's answer reaches it. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'the cmdlet’s answer': text => inReport({ activation: text }),
  'an error in a report': text => inReport({ activationError: text, moduleError: text, osError: text }),
  'licensing products': text => inReport({ licensing: [{ name: text, description: text, licenseStatus: 1 }] }),
  'many licensing products': text => inReport({ licensing: chunks(text).map(name => ({ name, licenseStatus: 1 })) }),
  subscriptions: text => inReport({ subscription: text, lastAzureSync: text, azureConnection: text }),
  'certificates in a report': text => inReport({ keyCertificates: text }),
  'what a cmdlet returned': text => readAttempt({ schema: 1, outcome: 'applied', answer: text, warning: text }),
  'many returned lines': text => readAttempt({ schema: 1, outcome: 'applied', answer: distinctLines(text) }),
  'an error after an apply': text => readAttempt({ schema: 1, outcome: 'failed', error: text, errorCode: text }),
  'a new certificate': text => readMadeCertificate({ schema: 1, certificate: text, thumbprint: text, error: text }),
  'a server’s name': text => readServers([{ schema: 1, name: text, fqdn: text, state: 0 }]),
  'many servers': text => readServers(chunks(text).map((_, at) => ({ schema: 1, name: `n${at}`, state: 0 }))),
  'names that are remembered': text => serversNamed([text, ...chunks(text)]),
  'a virtual machine': text =>
    inMachines([{ id: text, name: text, guest: { OSName: text }, reported: { [text]: text } }]),
  'many virtual machines': text => inMachines(chunks(text).map((name, at) => ({ id: `${at}`, name }))),
  'an answer that isn’t ours': saidIn,
  'a message': plainMessage,
  'product keys in a text': maskProductKeys,
  'a key field': readProductKey,
  'a pasted list': text => matchPastedKeys(rowsOf(text), servers),
  'a pasted cell': text => matchPastedKeys([['node01', text], [text, key], [text]], servers),
  'pasted lines for one server': text =>
    matchPastedKeys(
      chunks(text).map(() => ['node01', key]),
      servers
    ),
  'what the browser stored': text => readRememberedApply({ clusterName: text, keys: chunks(text).map(id => ({ id })) })
};

interface Growth {
  readonly reader: string;
  readonly piece: string;

  /** By size, in milliseconds. */
  readonly times: readonly number[];
}

/** Whether reading an answer takes longer than the answer is long. */
export const growth: BenchSection = {
  name: 'growth',
  measure: () => Promise.resolve(textOf(Object.entries(readers).map(([reader, read]) => worstOf(reader, read))))
};

function textOf(growths: readonly Growth[]): string {
  const rows = growths.map(({ reader, piece, times }) => [
    reader,
    `\`${JSON.stringify(piece).slice(1, -1).replaceAll('`', '')}\``,
    ...times.map(time => `${time.toFixed(1)} ms`),
    times[2] < leastTime ? '–' : ratio(growthOf(times), 1, mostGrowth)
  ]);
  const headings = ['What is read', 'Slowest piece', ...sizes.map(size => `${size} kB`), 'Growth'];
  return `## Long answers

What it takes to read hostile text of ${sizes.join(', ')} kB: each of ${pieces.length} pieces, repeated. _Growth_: from
${sizes[0]} to ${sizes[2]} kB, how much faster the time grows than the text. The row has the piece with which it grows
fastest, in the processor's time: the fastest of ${rounds} rounds. "–": too short to be measured.

${markdownTable(headings, rows)}`;
}

/** The piece with which a reader’s work grows fastest; if all are too short to be measured, the slowest one. */
function worstOf(reader: string, read: (text: string) => unknown): Growth {
  console.log(`Reading: ${reader}…`);
  const once = pieces.map((piece): Growth => ({ reader, piece, times: timesOf(piece, read, 1) }));
  const suspicious = fastestGrowing(once).slice(0, suspects);
  const [worst] = fastestGrowing(suspicious.map(one => ({ ...one, times: timesOf(one.piece, read, rounds) })));
  return worst;
}

/** In order, from the piece with which the work grows fastest. Those that are too short to be measured come last. */
function fastestGrowing(growths: readonly Growth[]): readonly Growth[] {
  const rank = ({ times }: Growth): number => (times[2] < leastTime ? times[2] / 1000 : growthOf(times));
  return [...growths].sort((one, other) => rank(other) - rank(one));
}

/** By how much the time grows faster than the text. What takes no time at all doesn't grow. */
function growthOf(times: readonly number[]): number {
  return times[2] / Math.max(times[0], leastTime / 4) / (sizes[2] / sizes[0]);
}

function timesOf(piece: string, read: (text: string) => unknown, times: number): readonly number[] {
  const texts = sizes.map(size => piece.repeat(Math.ceil((size * 1024) / piece.length)));
  const fastest = sizes.map(() => Infinity);
  // In turns, so that what else the computer does has the same effect on all.
  for (let round = 0; round < times; round += 1) {
    texts.forEach((text, index) => {
      const start = process.cpuUsage();
      read(text);
      const { user, system } = process.cpuUsage(start);
      fastest[index] = Math.min(fastest[index], (user + system) / 1000);
    });
  }
  return fastest;
}

function inReport(said: Record<string, unknown>): unknown {
  const outcome = readReport({ schema: 1, moduleSource: 'name', osSku: 406, subscription: null, ...said });
  return outcome.kind === 'answer' ? [evidenceOf(outcome.value), subscriptionOf(outcome.value)] : outcome;
}

function inMachines(virtualMachines: readonly object[]): unknown {
  const outcome = readVirtualMachines({ schema: 1, virtualMachines, events: virtualMachines });
  return outcome.kind === 'answer' ? outcome.value.virtualMachines?.map(({ guest }) => systemOf(guest)) : outcome;
}

/** The text in rows as long as those of real answers. */
function chunks(text: string): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / 40) }, (_, at) => text.slice(at * 40, at * 40 + 40));
}

/** As many lines with names of their own as there's room for. */
function distinctLines(text: string): string {
  return chunks(text)
    .map((_, at) => `result ${at}: some words of one line\n`)
    .join('');
}
