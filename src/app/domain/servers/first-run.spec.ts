import { ServerCase, findings } from '../testing/findings-fixture';
import { Opening } from './first-run';

/** That many servers of a kind. */
function many(count: number, way: ServerCase): ServerCase[] {
  return Array.from({ length: count }, () => way);
}

describe('What the page shows', () => {
  const cases: [Opening, ServerCase[]][] = [
    ['table', ['checking']],
    ['table', ['without', 'checking']],
    ['table', ['without', 'without', 'checking']],
    ['firstRun', ['without']],
    ['firstRun', ['without', 'without', 'without', 'checking']],
    ['firstRun', ['without', 'down']],
    ['table', ['with2022', 'checking']],
    ['table', ['without', 'without', 'without', 'with2022', 'checking']],
    ['table', ['notActive', 'checking']],
    ['table', ['covered', 'checking']],
    ['table', ['windowsServer', 'checking']],
    ['table', ['refused', 'checking']],
    ['table', ['applying', 'checking']],
    ['table', ['notConfirmed', 'checking']],
    ['table', ['denied', 'checking']],
    ['table', ['denied', 'down']],
    ['table', []]
  ];
  for (const [opening, ways] of cases) {
    it(`is ${opening} for ${ways.join(', ') || 'no servers'}`, () => {
      expect(findings(...ways).opening).toBe(opening);
    });
  }

  it('is the first run once a third of many servers have answered that they have no key', () => {
    expect(findings(...many(5, 'without'), ...many(11, 'checking')).opening).toBe('table');
    expect(findings(...many(6, 'without'), ...many(10, 'checking')).opening).toBe('firstRun');
  });

  it('isn’t the first run because of servers that can’t take a key or whose answer isn’t recognized', () => {
    for (const way of ['tooOld', 'silent', 'standardHost', 'denied'] as const) {
      expect(findings(...many(2, 'without'), ...many(2, way), 'checking').opening)
        .withContext(way)
        .toBe('table');
    }
  });
});
