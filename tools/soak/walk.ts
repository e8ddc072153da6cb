import { test } from '../../e2e/fixtures/test';
import { inProject } from '../../machine/project-paths';
import { SoakOptions } from './options';
import { SoakRun } from './soak-run';

/** The time that everything but the steps may take, in milliseconds. */
const restOfTheTime = 20 * 60_000;

test('Page and servers agree after everything that went wrong', async ({ browser, sharedLab: lab, serverLines }) => {
  const options = JSON.parse(process.env['ACTIVATE_VMS_SOAK'] ?? '{}') as SoakOptions;
  test.setTimeout(options.minutes * 60_000 + restOfTheTime);
  lab.rememberAnswers(options.quick);
  await lab.setScenario(options.scenario);
  const run = new SoakRun(options, browser, lab, serverLines);
  try {
    await run.open();
    await run.run();
  } catch (error) {
    console.log(`\nFailed in ${run.place}. The last steps:\n${run.journal.lastSteps()}`);
    await run.keep(inProject('out', 'soak'));
    throw error;
  } finally {
    console.log(`\n${run.journal.summary()}`);
    await run.close();
  }
});
