import { cpus } from 'node:os';
import { ScriptCall, callsOf, requestsUnderWay } from '../../e2e/lab-calls';
import { singleUseKeys } from '../../e2e/lab-keys';
import { Lab, startLab } from '../../lab/lab';
import { BuildFailure } from '../problems';
import { BenchPage } from './bench-page';
import { BenchSection, markdownTable, ratio, time } from './section';

/** How long the activation of each server takes, in milliseconds: about what Windows needs over the internet. */
const activationMs = 10_000;

const scenario = 'large-fresh';

const command = 'Set-ServerActivationKey';

const keyPairCommand = 'Get-EncryptionJWKOnNode';

/** How long the gateway holds its answer to a poll if there's no news, in milliseconds. */
const pollHolds = [1_000, 5_000] as const;

/** When each step of an apply was done on the last server, in milliseconds from Apply. */
interface ApplyTimes {
  /** The question for the server's public key is at the gateway. */
  asked: number;
  /** The encrypted key is at the gateway. */
  sent: number;
  /** Windows' cmdlet has the key. */
  taken: number;
  /** The page shows all results. */
  shown: number;
}

/** The times of all servers, and those of one alone, at a gateway. */
interface Applying {
  pollHoldMs: number;
  one: ApplyTimes;
  all: ApplyTimes;
}

/** How long it takes to apply keys to all servers at once. */
export const applying: BenchSection = {
  name: 'apply',
  measure: async () => {
    const page = await BenchPage.open();
    const lab = await startLab({ scenario, poolSize: 4, remembersAnswers: true });
    try {
      const names = lab.state().servers.map(({ name }) => name);
      const measured: Applying[] = [];
      for (const pollHoldMs of pollHolds) {
        await startOver(lab, page, pollHoldMs);
        const all = await apply(lab, page, names);
        await startOver(lab, page, pollHoldMs);
        for (const name of names.slice(1)) {
          await lab.removeServer(name);
        }
        const one = await apply(lab, page, names.slice(0, 1));
        measured.push({ pollHoldMs, one, all });
      }
      return written(names.length, measured);
    } finally {
      await page.close();
      await lab.stop();
    }
  }
};

async function startOver(lab: Lab, page: BenchPage, pollHoldMs: number): Promise<void> {
  await page.leave();
  await lab.startOver(scenario);
  lab.configureGateway({ pollHoldMs });
}

async function apply(lab: Lab, page: BenchPage, names: readonly string[]): Promise<ApplyTimes> {
  // All servers have to have answered: the pane fills in keys only for those that can take them.
  await page.load(lab);
  const keys = singleUseKeys(lab, 2022);
  if (keys.length < names.length) {
    throw new BuildFailure(`The lab has ${keys.length} keys for ${names.length} servers.`);
  }
  await page.enterKeys(names.map((name, index) => `${name}\t${keys[index]}`));
  await until(() => isPrepared(lab, names.length));
  for (const name of names) {
    const hold = lab.holdRun(name, command, 'end');
    void hold.reached.then(() => setTimeout(() => hold.letGo(), activationMs));
  }
  const { begun, shown } = await page.applyKeys();
  const asked = firstCalls(callsOf(lab, keyPairCommand).filter(({ at }) => at >= begun));
  const sent = lab.audit().filter(({ body }) => body.includes(`"command":"${command}"`));
  const taken = lab.record().filter(({ cmdlet }) => cmdlet === 'Set-VMAutomaticActivation');
  if (sent.length !== names.length || taken.length !== names.length) {
    throw new BuildFailure(`${names.length} keys, ${sent.length} requests, ${taken.length} calls of the cmdlet.`);
  }
  return {
    asked: Math.max(...asked.map(({ at }) => at)) - begun,
    sent: Math.max(...sent.map(({ at }) => at)) - begun,
    taken: Math.max(...taken.map(entry => Date.parse(entry.time))) - begun,
    shown: shown - begun - activationMs
  };
}

/** The first call to each server. The page asks again later, to keep the sessions alive. */
function firstCalls(calls: readonly ScriptCall[]): ScriptCall[] {
  return calls.filter(({ node }, index) => calls.findIndex(call => call.node === node) === index);
}

/** Whether every server has a key pair, and nothing else is under way. */
function isPrepared(lab: Lab, servers: number): boolean {
  const prepared = callsOf(lab, keyPairCommand).filter(({ status }) => status !== null);
  return prepared.length >= servers && requestsUnderWay(lab) === 0;
}

async function until(isReached: () => boolean): Promise<void> {
  const end = Date.now() + 240_000;
  while (!isReached()) {
    if (Date.now() > end) {
      throw new BuildFailure('The sessions of the servers are not ready after four minutes.');
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

function written(servers: number, measured: readonly Applying[]): string {
  const processors = cpus().length;
  const steps: readonly (readonly [what: string, step: keyof ApplyTimes])[] = [
    ['The page asks for the public key again', 'asked'],
    ['The gateway has the encrypted key', 'sent'],
    ['The cmdlet has the key', 'taken'],
    ['The page shows the result', 'shown']
  ];
  const rows = measured.flatMap(({ pollHoldMs, one, all }) => [
    ...steps.map(([what, step]) => [time(pollHoldMs), what, time(one[step]), time(all[step]), '']),
    [
      time(pollHoldMs),
      'All of it, with the activation',
      time(one.shown + activationMs),
      time(all.shown + activationMs),
      ratio(all.shown + activationMs, one.shown + activationMs, 1.3)
    ],
    [
      time(pollHoldMs),
      `${servers} times the work of one server, on ${processors} processors`,
      '',
      time(activationMs + (one.shown * servers) / processors),
      ratio(activationMs + (one.shown * servers) / processors, one.shown + activationMs)
    ]
  ]);
  return `## Until all keys are applied

From **Apply** until each step is done on the last server, with open sessions, for which the servers have created their
key pairs. The activation itself takes ${activationMs / 1000} s on each server, and isn't part of the steps. Real
PowerShell runs on every server, so ${servers} servers share this computer's processors.

Nobody has published how long a real gateway holds its answer to a poll if there's no news. Over HTTP/1.1, a browser
keeps six requests open, so the requests of some servers wait for those of others.

${markdownTable(['Hold', 'Step', 'One server', `${servers} servers`, 'Ratio'], rows)}`;
}
