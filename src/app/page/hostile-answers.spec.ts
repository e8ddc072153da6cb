import * as fc from 'fast-check';
import { answered, failed, machinesReport, reportWithKey } from '../cluster/testing/fake-cluster-connection';
import { Failure, Outcome } from '../domain/answers/failure';
import { Report, readReport } from '../domain/answers/report';
import { readAttempt } from '../domain/servers/attempt';
import { Server, readServers } from '../domain/servers/server';
import { readVirtualMachines } from '../domain/guests/virtual-machine';
import {
  hostileText,
  hostileTexts,
  hostileValue,
  likeAnswer,
  must,
  someRuns,
  written
} from '../domain/testing/hostile-answers-fixture';
import { answerOf, ownProduct, product, subscribed } from '../domain/testing/report-fixture';
import { machineRow, machinesAnswer } from '../domain/testing/virtual-machine-fixture';
import { foreignPartsIn } from './testing/foreign-parts';
import { PageForSpecs, openForEach } from './testing/page-for-specs';

const names = ['node01', 'constructor', '__proto__', 'knoten-ö', 'NODE02'];
const markup = '<img class=hostile src=x onerror="window.hostile=1">';
const reasons = ['unreachable', 'denied', 'serverError', 'notUnderstood', 'badServerName'] as const;

/** In milliseconds, even on a busy computer. */
const longest = 120_000;

/** A share of the usual inputs. Looking for the simplest input that fails would draw the page a thousand times. */
const runs = (share: number): fc.Parameters<unknown> => ({ numRuns: someRuns(share), endOnFailure: true });

const servers = fc
  .subarray(names, { minLength: 1 })
  .map(some => readServers(some.map((name, state) => ({ schema: 1, name, fqdn: `${name}.contoso.com`, state }))))
  .map((outcome): readonly Server[] => (outcome.kind === 'answer' ? outcome.value : []));
const failure = fc.record({ reason: fc.constantFrom<Failure['reason']>(...reasons), message: hostileText });
const reports: fc.Arbitrary<Outcome<Report>> = fc.oneof(
  {
    arbitrary: fc
      .tuple(
        likeAnswer(answerOf({ ...subscribed, activationError: markup, osError: markup })),
        fc.array(fc.oneof(likeAnswer({ ...product }), likeAnswer({ ...ownProduct })), { maxLength: 2 }),
        fc.oneof(hostileValue, fc.constant({ Status: 'Activated', Key: markup }))
      )
      .map(([answer, licensing, activation]) => readReport({ ...answer, licensing, activation, schema: 1 })),
    weight: 4
  },
  { arbitrary: failure.map((one): Outcome<Report> => ({ kind: 'failure', failure: one })), weight: 1 }
);
const loads = servers.chain(list => fc.tuple(...list.map(server => fc.tuple(fc.constant(server), reports))));
const machines = fc
  .array(likeAnswer({ ...machineRow, reported: { [markup]: markup } }), { minLength: 1, maxLength: 3 })
  .chain(list => likeAnswer(machinesAnswer(list), hostileText))
  .map(answer => readVirtualMachines({ ...answer, schema: 1 }));

describe('Whatever servers and guests say, the page', () => {
  let shown: PageForSpecs;
  let errors: jasmine.Spy;

  openForEach(opened => (shown = opened));
  beforeEach(() => (errors = spyOn(console, 'error')));

  /** The page has nothing that comes from an answer but text, and nothing went wrong. */
  async function mustBeOurs(): Promise<void> {
    await shown.settled();
    must(foreignPartsIn(shown.element).length === 0, written(foreignPartsIn(shown.element)));
    must(!('hostile' in window), 'code of an answer ran');
    must(errors.calls.count() === 0, written(errors.calls.allArgs().map(String)));
  }

  /** Selects all rows of the table, so that their details are shown. */
  async function selectAll(): Promise<void> {
    const boxes = '.sme-table-row-data input[type=checkbox]:not(:checked)';
    shown.element.querySelectorAll<HTMLInputElement>(boxes).forEach(box => box.click());
    await shown.settled();
  }

  it(
    'shows the words of servers as text',
    async () => {
      await fc.assert(
        fc.asyncProperty(loads, async answers => {
          shown.refresh(answers);
          await mustBeOurs();
          await selectAll();
          await mustBeOurs();
        }),
        runs(0.3)
      );
    },
    longest
  );

  it(
    'shows the words of virtual machines as text',
    async () => {
      await (await shown.page.tabs()).open('Virtual machines');
      await fc.assert(
        fc.asyncProperty(servers, machines, machines, async (list, one, other) => {
          shown.cluster.machinesCalls.splice(0);
          shown.refresh(list.map(server => [server, answered(reportWithKey())] as const));
          await shown.settled();
          shown.cluster.machinesCalls.forEach((call, index) => call.answer(index % 2 === 0 ? one : other));
          await mustBeOurs();
          await selectAll();
          await mustBeOurs();
        }),
        runs(0.2)
      );
    },
    longest
  );

  it(
    'shows the words of servers that refuse a key as text, and never as success',
    async () => {
      const answer = { schema: 1, outcome: 'failed', answer: markup, warning: null, error: markup, errorCode: null };
      const refusal = likeAnswer(answer).map(one => readAttempt({ ...one, schema: 1 }));
      await fc.assert(
        fc.asyncProperty(refusal, async attempt => {
          shown.refresh([[{ name: 'node01', fqdn: 'node01', state: 'up' }, answered(reportWithKey())]]);
          const table = await shown.table();
          await selectAll();
          await table.press('Manage activation keys');
          const pane = await shown.pane();
          await (await pane.field('node01')).enter('BCDFG-HJKMP-QRTVW-XY234-6789N');
          await pane.press('Apply');
          shown.cluster.applyCalls[shown.cluster.applyCalls.length - 1].answer(
            attempt.kind === 'failed'
              ? attempt
              : { kind: 'failed', reason: 'refused', code: null, message: written(attempt) }
          );
          await mustBeOurs();
          must(!shown.told.some(words => words.startsWith('success')), shown.told.join());
          await pane.press('Close');
        }),
        runs(0.1)
      );
    },
    longest
  );

  it(
    'shows a pasted list as text',
    async () => {
      shown.refresh([[{ name: 'node01', fqdn: 'node01', state: 'up' }, failed('unreachable', markup)]]);
      shown.refresh([[{ name: 'node01', fqdn: 'node01', state: 'up' }, answered(reportWithKey())]]);
      const table = await shown.table();
      await selectAll();
      await table.press('Manage activation keys');
      const list = await (await shown.pane()).pasteList();
      const cell = fc.oneof(hostileText, fc.constantFrom('node01', 'BCDFG-HJKMP-QRTVW-XY234-6789N'));
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 4 }), async rows => {
          await list.paste(rows.map(row => row.join('\t')).join('\n'));
          await mustBeOurs();
        }),
        runs(0.3)
      );
    },
    longest
  );

  it('shows markup in a message letter by letter', async () => {
    for (const text of hostileTexts.filter(one => /^[<"'[]/.test(one))) {
      shown.refresh([
        [{ name: 'node01', fqdn: 'node01', state: 'up' }, answered(reportWithKey())],
        [{ name: 'node02', fqdn: 'node02', state: 'up' }, failed('serverError', `Windows says ${text} now`)]
      ]);
      await shown.settled();
      expect(shown.element.textContent).toContain(`Windows says ${text} now`);
    }
    expect(foreignPartsIn(shown.element)).toEqual([]);
  });

  it('has its machines’ names as text, too', async () => {
    shown.refresh([[{ name: 'node01', fqdn: 'node01', state: 'up' }, answered(reportWithKey())]]);
    await (await shown.page.tabs()).open('Virtual machines');
    shown.cluster.machinesCalls[0].answer(answered(machinesReport([{ ...machineRow, name: markup }])));
    await shown.settled();
    expect(shown.element.textContent).toContain(markup);
    expect(foreignPartsIn(shown.element)).toEqual([]);
  });
});
