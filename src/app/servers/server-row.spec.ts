import {
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { findingsOf } from '../domain/servers/findings';
import { product, reportOf } from '../domain/testing/report-fixture';
import { statusOf } from '../domain/servers/status';
import { timeOf } from '../platform/locale';
import { appStrings } from '../platform/strings';
import { ServerRow, rowOf } from './server-row';

const [server] = serversNamed('NODE01');

function row(...status: Parameters<typeof statusOf>): ServerRow {
  const only = statusOf(...status);
  return rowOf(only, findingsOf([only]), appStrings());
}

describe('A row of the table', () => {
  it('shows a server’s key and when it was read', () => {
    const at = Date.UTC(2020, 1, 3, 4, 5, 6);
    const shown = row(server, { ...answered(reportWithKey('6789N')), at });
    expect(shown).toEqual(
      jasmine.objectContaining({
        name: 'NODE01',
        nodeState: 'Up',
        icon: 'success',
        activation: 'Activated',
        why: '',
        keyVersion: '2022',
        keyType: 'Volume',
        lastFive: '6789N',
        checkedAt: timeOf(new Date(at)),
        canTakeKey: true
      })
    );
  });

  it('is the same row however its server’s name is written', () => {
    const reading = answered(reportWithoutKey());
    const other = { ...server, name: server.name.toUpperCase(), fqdn: server.name };
    expect(row(server, reading).id).toBe(row(other, reading).id);
  });

  it('shows nothing about a key if there’s none', () => {
    const { keyVersion, keyType, lastFive } = row(server, answered(reportWithoutKey()));
    expect([keyVersion, keyType, lastFive]).toEqual(['–', '–', '–']);
  });

  it('says "not known" for unknown facts of an existing key', () => {
    const unclear = { ...product, name: 'Windows(R)', description: '', productKeyChannel: '' };
    const report = reportOf({ licensing: [{ ...unclear, licenseFamily: 'ServerDatacenter' }] });
    const shown = row(server, answered(report));
    expect([shown.keyVersion, shown.keyType, shown.lastFive]).toEqual(['Version unknown', 'Not known', '6789N']);
  });

  it('says why a server couldn’t be read, which then can’t take a key', () => {
    const shown = row(server, failed('timedOut'));
    expect(shown.why).toBe('The server did not answer in time.');
    expect(shown.checkedAt).toBe('–');
    expect(shown.canTakeKey).toBeFalse();
  });

  it('has all of its text in one tooltip, in case a row is too short for it', () => {
    const shown = row({ ...server, state: 'paused' }, failed('timedOut'));
    expect(shown.title).toBe('Couldn’t check the status on this server. paused The server did not answer in time.');
  });
});
