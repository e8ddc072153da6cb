import * as fc from 'fast-check';
import { parse } from 'papaparse';
import {
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { findingsOf } from '../domain/servers/findings';
import { reportOf } from '../domain/testing/report-fixture';
import { ServerStatus, statusOf } from '../domain/servers/status';
import { isoTimeOf } from '../platform/locale';
import { appStrings } from '../platform/strings';
import { serversCsv } from './servers-export';

const strings = appStrings();
const [one, two] = serversNamed('node01', 'node02');
const noon = Date.UTC(2026, 3, 13, 12);
const someKey = 'BCDFG-HJKMP-QRTVW-XY234-6789N';

function csvOf(statuses: readonly ServerStatus[], separator = ',', clusterName = 'cluster01'): string {
  return serversCsv({ clusterName, statuses, findings: findingsOf(statuses) }, separator, strings);
}

function rowsOf(csv: string, separator = ','): string[][] {
  const { data, errors } = parse<string[]>(csv, { delimiter: separator });
  expect(errors).toEqual([]);
  return data;
}

/** The cells of the first server, by heading. */
function cells(...statuses: ServerStatus[]): Record<string, string> {
  const [headings, first] = rowsOf(csvOf(statuses).slice(1));
  return Object.fromEntries(headings.map((heading, index) => [heading, first[index]]));
}

/** A server whose status couldn't be read, with its message. */
function saying(message: string): ServerStatus {
  return statusOf(one, failed('serverError', message));
}

describe('The export', () => {
  it('has a line for each server, with everything in the table', () => {
    const shown = cells(statusOf({ ...one, state: 'paused' }, { ...answered(reportWithKey('6789N')), at: noon }));
    expect(shown).toEqual({
      Cluster: 'cluster01',
      Server: 'node01',
      'Full name': 'node01.contoso.com',
      State: 'Paused',
      Activation: 'Activated',
      Notes: 'paused',
      'Key version': '2022',
      'Key type': 'Volume',
      'Key ends in': '6789N',
      'What happened': '',
      'Error code': '',
      'The server’s message': '',
      'Checked at': isoTimeOf(new Date(noon))
    });
    expect(rowsOf(csvOf([saying('No.'), statusOf(two, { kind: 'checking' })])).length).toBe(3);
  });

  it('leaves cells empty if there’s nothing to show', () => {
    const shown = cells(statusOf(two, answered(reportWithoutKey())));
    expect(shown['Activation']).toBe('No activation key');
    expect(shown['Key version']).toBe('');
    expect(shown['Key type']).toBe('');
    expect(shown['Key ends in']).toBe('');
    expect(shown['Checked at']).toBe('');
  });

  it('says what isn’t known about a key', () => {
    const shown = cells(statusOf(one, answered(reportOf({ activation: { Status: 'Activated', Key: '6789N' } }))));
    expect(shown['Key ends in']).toBe('6789N');
    expect(shown['Key version']).toBe('Version unknown');
    expect(shown['Key type']).toBe('Unknown');
  });

  it('says what happened, its code, and the server’s own words', () => {
    const attempt = {
      kind: 'failed',
      reason: 'refused',
      code: '0xC004C003',
      message: 'Gesperrt.'
    } as const;
    const refused = { attempt, lastFiveBefore: null, wasActivated: true };
    const shown = cells(statusOf(one, answered(reportWithoutKey()), refused));
    expect(shown['What happened']).toBe('This key is blocked.');
    expect(shown['Error code']).toBe('0xC004C003');
    expect(shown['The server’s message']).toBe('Gesperrt.');
  });

  it('separates several badges', () => {
    const older = statusOf({ ...one, state: 'paused' }, answered(reportWithKey('ABCDE', '2019')));
    expect(cells(older, statusOf(two, answered(reportWithKey())))['Notes']).toBe('older key, paused');
  });

  it('is UTF-8 that Excel recognizes, with lines as in RFC 4180', () => {
    const csv = csvOf([saying('Schlüssel gesperrt – キーがブロックされました')]);
    expect(csv.startsWith('\ufeff"Cluster",')).toBeTrue();
    expect(csv.split('\r\n').length).toBe(2);
    expect(csv).toContain('Schlüssel gesperrt – キーがブロックされました');
  });

  it('keeps cells whole, whatever is in them', () => {
    const cell = 'He said "no", twice;\r\nthen\tnothing.';
    for (const separator of [',', ';']) {
      const [, row] = rowsOf(csvOf([saying('No.')], separator, cell).slice(1), separator);
      expect(row.length).toBe(13);
      expect(row[0]).toBe(cell);
    }
  });

  it('shows only the last five characters of a key, wherever a server repeats it', () => {
    const bare = someKey.replace(/-/g, '');
    const refused = {
      attempt: { kind: 'failed', reason: 'refused', code: null, message: `${someKey}: no.` },
      lastFiveBefore: null,
      wasActivated: true
    } as const;
    const statuses = [
      saying(`The key ${someKey} is blocked.`),
      statusOf(two, answered(reportOf({ activation: `Key;${bare}` }))),
      statusOf(two, answered(reportWithoutKey()), refused)
    ];
    const csv = csvOf(statuses);
    expect(csv).toContain('*****-*****-*****-*****-6789N');
    expect(csv).not.toContain('BCDFG');
    expect(csv).not.toContain('HJKMP');
  });

  describe('has no cell that a spreadsheet takes for a formula', () => {
    /** An apostrophe before it makes it text. */
    const formula = /^[\s"]*[=+\-@\uff0b\uff0d\uff1d\uff20]/;

    for (const [what, cell, guarded = `'${cell}`] of [
      ['an equals sign', '=1+1'],
      ['a plus', '+1'],
      ['a minus', '-1'],
      ['an at sign', '@SUM(A1)'],
      ['a tab', '\t=1', "'\t'=1"],
      ['a carriage return', '\r=1', "'\r'=1"],
      ['a line feed', '\n=1', "'\n'=1"],
      ['blanks', '  =1'],
      ['a quote', '"=1'],
      ['an apostrophe', "'=1"],
      ['a no-break space', '\u00a0=1'],
      ['nothing that is seen', '\u200b=1'],
      ['a full-width sign', '\uff1d1']
    ]) {
      it(`even if it starts with ${what}`, () => {
        const [, row] = rowsOf(csvOf([saying('x')], ',', cell).slice(1));
        expect(row[0]).toBe(guarded);
      });
    }

    it('even if a reader splits it at another character', () => {
      for (const separator of [',', ';', '\t', '|', '\n']) {
        const cell = `Out of memory${separator} =HYPERLINK("x")`;
        const [, row] = rowsOf(csvOf([saying('x')], ',', cell).slice(1));
        expect(row[0]).toBe(`Out of memory${separator} '=HYPERLINK("x")`);
      }
    });

    it('whatever a server says, with any separator that reads the file', () => {
      const part = fc.constantFrom('=1', '+', '-', '@', ';', ',', '\t', '\r\n', ' ', '"', "'", 'a');
      const said = fc.oneof(
        fc.fullUnicodeString(),
        fc.array(part).map(parts => parts.join(''))
      );
      fc.assert(
        fc.property(said, fc.constantFrom(',', ';'), said, (message, separator, name) => {
          const csv = csvOf([saying(message)], separator, name);
          for (const delimiter of [',', ';', '\t']) {
            const { data } = parse<string[]>(csv.slice(1), { delimiter });
            data.flat().forEach(cell => expect(cell).not.toMatch(formula));
          }
        })
      );
    });
  });

  it('reads back as it was written', () => {
    const words = fc.stringOf(fc.constantFrom(...'ab "\';,.\t\r\nüキ😀'.split(''), 'é'));
    fc.assert(
      fc.property(words, fc.constantFrom(',', ';'), (name, separator) => {
        const [, row] = rowsOf(csvOf([saying('x')], separator, `a${name}`).slice(1), separator);
        expect(row.length).toBe(13);
        expect(row[0]).toBe(`a${name}`);
      })
    );
  });
});
