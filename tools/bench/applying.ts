import { callsOf, requestsUnderWay } from '../../e2e/lab-calls';
import { singleUseKeys } from '../../e2e/lab-keys';
import { Lab, startLab } from '../../lab/lab';
import { BuildFailure } from '../problems';
import { BenchPage } from './bench-page';
import { BenchSection, markdownTable, ratio, time } from './section';

/** How long the activation of each server takes, in milliseconds: about what Windows needs over the internet. */
const activationMs = 10_000;

const command = 'Set-ServerActivationKey';

/** When each step of an apply was done on the last server, in milliseconds from Apply. */
interface ApplyTimes {
  /** The key's request is at the gateway. */
  sent: number;
  /** Windows' cmdlet has the key. */
  taken: number;
  /** The page shows all results. */
  shown: number;
}

/** How long it takes to apply keys to all servers at once. */
export const applying: BenchSection = {
  name: 'apply',
  measure: async () => {
    const page = await BenchPage.open();
    const lab = await startLab({ scenario: 'large-fresh', poolSize: 4, remembersAnswers: true });
    try {
      const names = lab.state().servers.map(({ name }) => name);
      const all = await apply(lab, page, names);
      await lab.startOver('large-fresh');
      for (const name of names.slice(1)) {
        await lab.removeServer(name);
      }
      const one = await apply(lab, page, names.slice(0, 1));
      return written(names.length, one, all);
    } finally {
      await page.close();
      await lab.stop();
    }
  }
};

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
  const sent = lab.audit().filter(({ body }) => body.includes(`"command":"${command}"`));
  const taken = lab.record().filter(({ cmdlet }) => cmdlet === 'Set-VMAutomaticActivation');
  if (sent.length !== names.length || taken.length !== names.length) {
    throw new BuildFailure(`${names.length} keys, ${sent.length} requests, ${taken.length} calls of the cmdlet.`);
  }
  return {
    sent: Math.max(...sent.map(({ at }) => at)) - begun,
    taken: Math.max(...taken.map(entry => Date.parse(entry.time))) - begun,
    shown: shown - begun - activationMs
  };
}

/** Whether every server has a key pair, and nothing else is under way. */
function isPrepared(lab: Lab, servers: number): boolean {
  const prepared = callsOf(lab, 'Get-EncryptionJWKOnNode').filter(({ status }) => status !== null);
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

function written(servers: number, one: ApplyTimes, all: ApplyTimes): string {
  const rows = [
    ['The last key is at the gateway', time(one.sent), time(all.sent)],
    ['The last cmdlet has its key', time(one.taken), time(all.taken)],
    ['The page shows all results', time(one.shown), time(all.shown)]
  ];
  const whole = ratio(all.shown + activationMs, one.shown + activationMs, 1.3);
  return `## Until all keys are applied

From **Apply** with open sessions, for which the servers have created their key pairs. The activation itself takes
${activationMs / 1000} s on each server, and isn't part of the last time. Real PowerShell runs on every server, so
${servers} servers share this computer's processors.

${markdownTable(['Step', 'One server', `${servers} servers`], rows)}

With the activation, ${servers} servers take ${whole} as long as one.`;
}
