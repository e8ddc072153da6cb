import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildWhenNeeded } from '../build/build';
import { BuildFailure } from '../problems';
import { scenarioNames } from '../../lab/scenarios/scenario';
import { packageProgram, runProgram } from '../run-program';
import { ProcessWatch } from '../suites/left-behind';
import { readSoakOptions, SoakOptions } from './options';
import { foldersLeft } from './folders-left';

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
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'soak-'));
  const watch = new ProcessWatch();
  try {
    const program = packageProgram('@playwright', 'test', 'cli.js');
    const { code } = await runProgram(process.execPath, [program, 'test', '-c', 'tools/soak/soak.config.ts'], {
      env: {
        ...watch.environment,
        TMPDIR: temporary,
        TEMP: temporary,
        TMP: temporary,
        ACTIVATE_VMS_SOAK: JSON.stringify(options)
      }
    });
    const running = await watch.leftBehind();
    return [
      ...(code === 0 ? [] : ['The soak failed. out/soak has what the pages showed.']),
      ...running.map(({ pid, command }) => `A process was left behind: ${command} (${pid}).`),
      ...foldersLeft(readdirSync(temporary)).map(name => `Something was left in the temporary folder: ${name}.`)
    ];
  } finally {
    // A file can be held for a moment after its process has ended.
    rmSync(temporary, { recursive: true, force: true, maxRetries: 10 });
  }
}
