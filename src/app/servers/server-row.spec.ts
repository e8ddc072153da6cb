import {
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { findingsOf } from '../domain/servers/findings';
import { reportOf } from '../domain/testing/report-fixture';
import { statusOf } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { ServerRow, rowsOf } from './server-row';

const [server] = serversNamed('NODE01');

function row(...status: Parameters<typeof statusOf>): ServerRow {
  const only = statusOf(...status);
  return rowsOf([only], findingsOf([only]), appStrings())[0];
}

describe('A row of the table', () => {
  it('shows a server’s state and its key', () => {
    expect(row(server, answered(reportWithKey('6789N')))).toEqual(
      jasmine.objectContaining({
        name: 'NODE01',
        nodeState: '',
        group: 'activated',
        icon: 'success',
        activation: 'Activated',
        why: '',
        key: '2022 · Volume · …6789N',
        canTakeKey: true
      })
    );
  });

  it('shows the server’s state in the cluster if it isn’t up, and then no badge that says the same', () => {
    for (const [state, words] of [
      ['paused', 'Paused'],
      ['joining', 'Joining'],
      ['down', 'Down']
    ] as const) {
      const shown = row({ ...server, state }, answered(reportWithKey('6789N')));
      expect([shown.nodeState, shown.badges]).toEqual([words, []]);
    }
  });

  it('is the same row however its server’s name is written', () => {
    const reading = answered(reportWithoutKey());
    const other = { ...server, name: server.name.toUpperCase(), fqdn: server.name };
    expect(row(server, reading).id).toBe(row(other, reading).id);
  });

  it('shows nothing about a key if there’s none', () => {
    expect(row(server, answered(reportWithoutKey())).key).toBe('–');
  });

  it('says why a server couldn’t be read, which then can’t take a key', () => {
    const shown = row(server, failed('timedOut'));
    expect(shown.activation).toBe('Couldn’t check');
    expect(shown.why).toBe('The server didn’t answer in time.');
    expect(shown.canTakeKey).toBeFalse();
  });

  it('refers to the details for an answer that isn’t understood', () => {
    const shown = row(server, answered(reportOf({ activation: { Said: 'Bonjour' }, licensing: null })));
    expect([shown.activation, shown.why]).toEqual(['Not recognized', 'The details show the server’s answer.']);
  });
});
