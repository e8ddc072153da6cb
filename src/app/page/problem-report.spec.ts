import { answered, failed, reportWithKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { reportOf } from '../domain/testing/report-fixture';
import { statusOf } from '../domain/servers/status';
import { appStrings } from '../platform/strings';
import { Environment } from '../platform/environment';
import { problemReport } from './problem-report';

const strings = appStrings();
const [one, two, three, four] = serversNamed('node01', 'node02', 'node03', 'node04');
const around: Environment = {
  extensionVersion: '0.1.0',
  shellVersion: '2.4.0',
  gatewayApiVersion: '2.0.0',
  theme: 'dark',
  language: 'de-DE',
  format: 'de-AT',
  browser: 'Some browser'
};

describe('The problem report', () => {
  it('has the environment, and the number of servers in each state', () => {
    const statuses = [
      statusOf(one, failed('timedOut')),
      statusOf(two, answered(reportWithKey())),
      statusOf(three, failed('serverError'))
    ];
    expect(problemReport(around, statuses, strings).split('\n')).toEqual([
      'Activate Windows Server VMs (community): 0.1.0',
      'Windows Admin Center: 2.4.0',
      'Gateway API: 2.0.0',
      'Browser: Some browser',
      'Theme: dark',
      'Language: de-DE',
      'Regional format: de-AT',
      'Servers: 3',
      'Servers in state activated: 1',
      'Servers in state couldNotCheck: 2'
    ]);
  });

  it('says so if the shell reports nothing', () => {
    const report = problemReport({ ...around, shellVersion: '' }, [], strings);
    expect(report).toContain('Windows Admin Center: unknown');
    expect(report).toContain('Servers: 0');
  });

  it('has no server names, no text from servers, and nothing about keys', () => {
    const report = problemReport(
      around,
      [
        statusOf(one, answered(reportWithKey('6789N'))),
        statusOf(four, answered(reportOf({ activation: 'node04 says: a secret', licensing: null }))),
        statusOf(two, failed('serverError', 'node02.contoso.com is full.'))
      ],
      strings
    );
    expect(report).not.toMatch(/node0|contoso|secret|full|6789N/);
    expect(report).toContain('Servers in state unknownAnswer: 1');
  });
});
