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
  const page = await BenchPage.open();
  try {
    const rememberedAnswers = await askedOnce(page, scenarios);
    const lab = await startLab({ ...options, poolSize: 0, remembersAnswers: true, rememberedAnswers });
    try {
      return await measure(lab, page);
    } finally {
      await lab.stop();
    }
  } finally {
    await page.close();
  }
}

async function askedOnce(page: BenchPage, scenarios: readonly string[]): Promise<RememberedAnswers> {
  const rememberedAnswers: RememberedAnswers = new Map();
  const lab = await startLab({ remembersAnswers: true, rememberedAnswers });
  try {
    for (const scenario of scenarios) {
      await lab.setScenario(scenario);
      await page.loadUntilAllAnswered(lab);
    }
  } finally {
    await lab.stop();
  }
  return rememberedAnswers;
}
