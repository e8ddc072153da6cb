import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter';

/** A test in a report of Playwright, with its name: its file, the groups around it, and its title. */
export interface ReportedTest extends JSONReportSpec {
  name: string;
}

/** Every test in a report, or in a list of tests, which has the same form. */
export function reportedTests({ suites }: Pick<JSONReport, 'suites'>): ReportedTest[] {
  return suites.flatMap(suite => testsOf(suite, []));
}

function testsOf({ title, specs = [], suites = [] }: JSONReportSuite, around: readonly string[]): ReportedTest[] {
  const titles = [...around, title];
  return [
    ...specs.map(spec => ({ ...spec, name: [...titles, spec.title].join(' > ') })),
    ...suites.flatMap(inner => testsOf(inner, titles))
  ];
}

/** A message of Playwright without its colors. */
export function plainText(message = ''): string {
  // eslint-disable-next-line no-control-regex -- colors are made of control characters
  return message.replace(/\u001b\[[0-9;]*m/g, '');
}
