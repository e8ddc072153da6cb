import { Lab, LabOptions, startLab } from '../../lab/lab';
import type { RememberedAnswers } from '../../lab/servers/remembering-sessions';
import { BenchPage } from './bench-page';

/**
 * Measures in a lab without PowerShell, whose processes would distort the results. The servers of these scenarios
 * answer once before that, in a lab with PowerShell.
 */
export async function withRememberedAnswers<Result>(
  scenarios: readonly string[],
  measure: (lab: Lab, page: BenchPage) => Promise<Result>,
  options: LabOptions = {}
): Promise<Result> {
  return withSameAnswers(scenarios, [options], ([lab], page) => measure(lab, page));
}

/** Like `withRememberedAnswers`, in several labs at once, one for each of the options. All give the same answers. */
export async function withSameAnswers<Result>(
  scenarios: readonly string[],
  options: readonly LabOptions[],
  measure: (labs: readonly Lab[], page: BenchPage) => Promise<Result>
): Promise<Result> {
  const page = await BenchPage.open();
  const labs: Lab[] = [];
  try {
    await askOnce(page, scenarios);
    for (const one of options) {
      labs.push(await startLab({ ...one, poolSize: 0, remembersAnswers: true, rememberedAnswers }));
    }
    return await measure(labs, page);
  } finally {
    await page.close();
    await Promise.all(labs.map(lab => lab.stop()));
  }
}

/** What servers answered so far, in all parts of a run. */
const rememberedAnswers: RememberedAnswers = new Map();

/** Asks what isn't remembered yet. */
async function askOnce(page: BenchPage, scenarios: readonly string[]): Promise<void> {
  const lab = await startLab({ remembersAnswers: true, rememberedAnswers });
  try {
    for (const scenario of scenarios) {
      await lab.setScenario(scenario);
      await page.loadUntilAllAnswered(lab);
    }
  } finally {
    await lab.stop();
  }
}
