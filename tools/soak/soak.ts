import { buildWhenNeeded } from '../build/build';
import { runConfined } from '../confined-run';
import { BuildFailure } from '../problems';
import { scenarioNames } from '../../lab/scenarios/scenario';
import { packageProgram } from '../run-program';
import { readSoakOptions, SoakOptions } from './options';

/**
 * Lets admins and the world do random things for some minutes. Fails if the page and the servers disagree at the end,
 * or if anything else goes wrong that must not.
 */
export async function soak(words: readonly string[]): Promise<void> {
  const options = readSoakOptions(words, scenarioNames());
  await buildWhenNeeded();
  const { seed, minutes, scenario, quick } = options;
  console.log(`Soaking ${scenario} for ${minutes} minutes with seed ${seed}.`);
  const problems = await soakedIn(options);
  const again = `npm run soak -- --seed ${seed} --minutes ${minutes} --scenario ${scenario}${quick ? ' --quick' : ''}`;
  if (problems.length > 0) {
    throw new BuildFailure(`${problems.join('\n')}\nThe seed was ${seed}. To try it again: ${again}`);
  }
  console.log(`Page and servers agree, and nothing is left behind. The seed was ${seed}.`);
}

/** Runs the soak in a process of its own, with its own temporary folder. Returns what went wrong. */
async function soakedIn(options: SoakOptions): Promise<string[]> {
  const program = packageProgram('@playwright', 'test', 'cli.js');
  const { code, left } = await runConfined(process.execPath, [program, 'test', '-c', 'tools/soak/soak.config.ts'], {
    ACTIVATE_VMS_SOAK: JSON.stringify(options)
  });
  return [
    ...(code === 0 ? [] : ['The soak failed. out/soak has what the pages showed.']),
    ...left.map(what => `It left something behind: ${what}.`)
  ];
}
