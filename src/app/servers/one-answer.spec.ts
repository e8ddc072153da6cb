import {
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { Report } from '../domain/answers/report';
import { countedReport } from '../domain/testing/counted-report';
import { StoreForSpecs } from './testing/store-for-specs';

const [one, two, three] = serversNamed('node01', 'node02', 'node03');

const reports: Readonly<Record<string, Report>> = {
  'a key': reportWithKey(),
  'an inactive key': reportWithKey('6789N', '2022', 5),
  'no key': reportWithoutKey(),
  'a restricted endpoint': { ...reportWithKey(), endpoint: 'restricted' },
  'no module': { ...reportWithKey(), moduleSource: null }
};

describe('One server’s answer', () => {
  let all: StoreForSpecs;

  beforeEach(() => {
    all = new StoreForSpecs();
    all.load([one, two, three]);
  });

  afterEach(() => all.leave());

  Object.entries(reports).forEach(([what, report]) =>
    it(`has no other report read again: one with ${what}`, () => {
      const { report: known, reads } = countedReport(report);
      all.cluster.answerReport(one, answered(known));
      const before = reads();
      expect(before).toBeGreaterThan(0);
      all.cluster.answerReport(two, answered(reportWithKey('6789N', '2019')));
      all.cluster.answerReport(three, failed('unreachable'));
      expect(all.view.findings.checking).toBe(0);
      expect(reads()).toBe(before);
    })
  );
});
