import { product, reportOf } from '../domain/testing/report-fixture';
import { statusOf } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { keySummaryOf } from './key-summary';

function summaryOf(said: Record<string, unknown>): string {
  const server = { name: 'node01', fqdn: 'node01.contoso.com', state: 'up' } as const;
  return keySummaryOf(statusOf(server, { kind: 'answer', value: reportOf(said) }), appStrings());
}

describe('The summary of a key', () => {
  it('has its version, its type, and its last five characters', () => {
    const licensing = [{ ...product, name: 'Windows Server 2019 Datacenter' }];
    expect(summaryOf({ activation: { Status: 'Activated' }, licensing })).toMatch(/^2019 · \w+ · …6789N$/);
  });

  it('leaves out what the server doesn’t show, except that the version is unknown', () => {
    expect(summaryOf({ activation: { Status: 'Activated' }, licensing: null })).toBe('Version unknown');
  });

  it('is empty without a key', () => {
    expect(summaryOf({ activation: { Status: 'NoKey' } })).toBe('');
  });
});
