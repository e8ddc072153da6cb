import { answered, reportWithoutKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { Attempt, AttemptNotKnown, LastAttempt } from '../domain/servers/attempt';
import { serverId } from '../domain/servers/server';
import { statusOf } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { KeyEntryState, keyRowsOf, untouched } from './key-row';
import { footnoteOf } from './keys-summary';

const keys = ['BCDFG-HJKMP-QRTVW-XY234-6789N', 'NBCDF-GHJKM-PQRTV-WXY23-46789'];
const servers = serversNamed('node01', 'node02');
const lost: AttemptNotKnown = { kind: 'notKnown', failure: { reason: 'unreachable', message: '' } };
const refused: Attempt = { kind: 'failed', reason: 'refused', code: null, message: '' };
const used = 'A key might already have been used. We’ll ask its server before we resend it.';

function last(attempt: Attempt, lastFive: string | null): LastAttempt {
  const unclear = lastFive === null ? [] : [{ lastFive, hadSameLastFive: false, attempt: lost }];
  return { attempt, lastFiveBefore: null, wasActivated: true, unclear };
}

/** The sentences with a key typed for each server, and these last attempts. */
function footnote(entries: readonly Partial<KeyEntryState>[], attempts: readonly (LastAttempt | null)[]): string {
  const statuses = servers.map(server => statusOf(server, answered(reportWithoutKey())));
  const typed = new Map(
    servers.map((server, at) => [serverId(server), { ...untouched, typed: keys[at], ...entries[at] }])
  );
  const all = new Map(
    servers.flatMap((server, at) => (attempts[at] ? [[serverId(server), attempts[at] as LastAttempt]] : []))
  );
  const strings = appStrings();
  return footnoteOf(keyRowsOf(statuses, typed, all, strings), '', strings);
}

describe('The footer of the pane says that keys might already have been used', () => {
  const tried = { handedOver: true };

  it('before Retry, not counting those that were refused', () => {
    const attempts = [last(lost, '6789N'), last(refused, null)];
    expect(footnote([tried, tried], attempts)).toBe(`Applied to 0 of 2 servers. 1 failed. 1 not confirmed. ${used}`);
    const both = [last(lost, '6789N'), last(lost, '46789')];
    expect(footnote([tried, tried], both)).toMatch(
      /2 keys might already have been used\. We’ll ask their servers before we resend them\.$/
    );
  });

  it('before Apply, next to what a new key uses', () => {
    const attempts = [last(lost, '6789N'), null];
    expect(footnote([tried, {}], attempts)).toMatch(new RegExp(`This uses .*${used}$`));
  });

  it('in a pane that was closed and opened again', () => {
    expect(footnote([{}, { typed: '' }], [last(lost, '6789N'), null])).toContain(used);
  });

  it('but not of another key for the same server', () => {
    expect(footnote([{}, { typed: '' }], [last(lost, '3XJ7C'), null])).not.toContain('might already');
  });
});
