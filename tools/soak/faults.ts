import { badOutputs, certificateFaults, noKeyAnswers, refusals, statusFailures } from '../../lab/servers/server-state';
import { usualGateway, GatewaySettings } from '../../lab/gateway/gateway';
import { gatewayFailures } from '../../lab/gateway/gateway-failure';
import { HoldMoment } from '../../lab/gateway/run-holds';
import { LabServerChange } from '../../lab/control/lab-state';
import { Lab } from '../../lab/lab';
import { oneOf } from './dice';
import { Draws, StepKind } from './plan';

/** Where a fault happens: its server, and the numbers for everything else that it chooses. */
export interface FaultPlace {
  readonly lab: Lab;
  readonly server: string;
  readonly draws: Draws;
  /** Gives these fields of a server their usual values again. Does nothing if the server is gone. */
  restore(server: string, change: LabServerChange): Promise<void>;
}

/** Takes a fault back. */
export type Mend = () => Promise<void> | void;

/** Something that goes wrong or changes in the world. */
export interface Fault extends StepKind {
  /** Whether the pages reload the extension. */
  readonly reloads?: true;
  /** Brings it about. Returns how to take it back, or nothing if it's over at once or stays. */
  begin(place: FaultPlace): Promise<Mend | void> | Mend | void;
}

/** The end of a password that was changed. */
const changed = '-changed';

/** A cluster keeps at least this many servers, and gets at most that many. */
const fewestServers = 3;
const mostServers = 5;

/**
 * Everything that can go wrong. To add something, add a row: a name, a weight, and how it begins and ends. Prefer what
 * the lab can do to a server or its gateway over anything in the browser.
 */
export const faults: readonly Fault[] = [
  onServer('server off', 3, () => ({ power: 'off', clusterState: 'Down' })),
  onServer('server off, and the cluster does not know', 1, () => ({ power: 'off' })),
  onServer('server unreachable', 2, () => ({ unreachableText: 'The WinRM client cannot process the request.' })),
  onServer('server paused or joining', 1, ({ choice }) => ({ clusterState: oneOf(['Paused', 'Joining'], choice) })),
  onServer('server slow', 3, ({ choice }) => ({ latencyMs: oneOf([500, 2_000, 5_000], choice) })),
  onServer('access denied', 2, () => ({ access: 'none' })),
  onServer('only read access', 1, ({ choice }) => ({ access: oneOf(['reader', 'hyperVAdministrator'], choice) })),
  onEveryServer('access denied everywhere', 2, () => ({ access: 'none' })),
  onServer('module missing', 1, () => ({ activationModule: { found: 'missing' } })),
  onServer('module broken', 1, () => ({ activationModule: { found: 'broken' } })),
  onServer('module found by its path only', 1, () => ({ activationModule: { found: 'path' } })),
  onServer('status throws', 2, ({ choice }) => ({
    statusError: oneOf(['0x80070005', '0xC004F074', '0x8007232B', '0x12345678'], choice)
  })),
  onServer('status throws text', 1, () => ({ statusErrorText: 'Der Dienst ist “beschäftigt” <b>jetzt</b> 🙈.' })),
  onServer('status in other words', 1, ({ choice }) => ({
    answerDialect: oneOf(['numbers', 'listing', 'sentence', 'nested', 'silent', 'unheardOf'], choice)
  })),
  onServer('no key in other words', 1, ({ choice }) => ({ noKeyAnswer: oneOf(noKeyAnswers, choice).id })),
  onServer('German', 1, () => ({ language: 'de-DE' })),
  onServer('licensing unreadable', 1, () => ({ licensingErrorText: 'Provider load failure' })),
  onServer('apply throws', 2, ({ choice }) => ({
    applyError: oneOf(['0xC004C003', '0x80072EE7', '0x80072F8F', '0x80070005'], choice)
  })),
  onServer('apply throws text', 1, () => ({ applyErrorText: 'Não foi possível: 不行 😕' })),
  onServer('apply refused in any way', 3, ({ choice }) => ({ refusal: oneOf(refusals, choice).id })),
  onServer('errors quote the key', 1, () => ({ errorsQuoteKey: true, applyError: '0xC004C003' })),
  onServer('answers quote the key', 1, () => ({ answersQuoteKey: true })),
  onServer('Azure fails', 1, () => ({ azure: { error: 'The server is not registered with Azure.' } })),
  onServer('Azure module missing', 1, ({ choice }) => ({
    azure: { module: oneOf(['missing', 'withoutSubscriptions'], choice) }
  })),
  onServer('Azure hangs', 1, () => ({ azure: { hangs: true } })),
  onServer('application control', 3, () => ({ applicationControl: true })),
  onServer('application control, certificates fail', 1, ({ choice }) => ({
    applicationControl: true,
    certificateFault: oneOf(certificateFaults, choice)
  })),
  onServer('output spoiled', 2, ({ choice }) => ({ badOutput: oneOf(badOutputs, choice) })),
  onServer('status fails without an error', 1, ({ choice }) => ({ statusFailure: oneOf(statusFailures, choice) })),
  hang('reading hangs', 2, 'Get-ServerActivation'),
  hang('applying hangs', 3, 'Set-ServerActivationKey'),
  hang('making a key pair hangs', 1, 'Get-EncryptionJWKOnNode'),
  hang('making a certificate hangs', 1, 'New-KeyCertificate'),
  hang('reading virtual machines hangs', 1, 'Get-ServerVirtualMachine'),
  hang('listing servers hangs', 1, 'Get-ClusterServer'),
  { name: 'server restarts', weight: 2, begin: restart },
  { name: 'sessions expire', weight: 2, begin: ({ lab }: FaultPlace): void => lab.advanceClock(6 * 60_000) },
  { name: 'stream reset', weight: 3, begin: ({ lab }: FaultPlace): void => lab.cutStreams() },
  onGateway('gateway gone', 2, () => ({ isRunning: false })),
  onGateway('gateway answers everything with a failure', 2, ({ choice }) => ({
    failure: oneOf(gatewayFailures, choice)
  })),
  onGateway('sessions expire in no time', 1, () => ({ sessionExpiryMs: 500 })),
  onGateway('gateway answers at once, or late', 1, ({ choice }) => oneOf(holds, choice)),
  { ...onGateway('older gateway', 1, () => ({ apiVersion: '1.0.0' })), reloads: true },
  { ...onGateway('no stream', 1, () => ({ stream: false })), reloads: true },
  { name: 'cluster names lead nowhere', weight: 1, begin: loseNames },
  { name: 'password changed', weight: 1, begin: changePassword },
  { name: 'server added', weight: 1, begin: addServer },
  { name: 'server removed', weight: 1, begin: removeServer },
  { name: 'server renamed', weight: 1, begin: renameServer },
  {
    name: 'server reinstalled',
    weight: 1,
    begin: ({ lab, server }: FaultPlace): Promise<void> => lab.reinstallServer(server)
  },
  { name: 'guest moved', weight: 2, begin: moveGuest },
  {
    name: 'extension reloaded by its shell',
    weight: 1,
    reloads: true,
    begin: ({ lab }: FaultPlace): void => lab.reloadExtension()
  }
];

const holds: readonly Partial<GatewaySettings>[] = [
  { firstAnswerHoldMs: 0, pollHoldMs: 0 },
  { firstAnswerHoldMs: 10_000, takesWaitTime: false }
];

/** A change of one server, until it's taken back. */
function onServer(name: string, weight: number, changeOf: (draws: Draws) => LabServerChange): Fault {
  return {
    name,
    weight,
    begin: async ({ lab, server, draws, restore }) => {
      const change = changeOf(draws);
      await lab.changeServer(server, change);
      return () => restore(server, change);
    }
  };
}

/** A change of all servers, until it's taken back. */
function onEveryServer(name: string, weight: number, changeOf: (draws: Draws) => LabServerChange): Fault {
  return {
    name,
    weight,
    begin: async ({ lab, draws, restore }) => {
      const change = changeOf(draws);
      const names = lab.state().servers.map(server => server.name);
      for (const server of names) {
        await lab.changeServer(server, change);
      }
      return async () => {
        for (const server of names) {
          await restore(server, change);
        }
      };
    }
  };
}

/** A change of the gateway, until it's taken back. */
function onGateway(name: string, weight: number, changeOf: (draws: Draws) => Partial<GatewaySettings>): Fault {
  return {
    name,
    weight,
    begin: ({ lab, draws }) => {
      const change = changeOf(draws);
      lab.configureGateway(change);
      const usual = Object.entries(usualGateway).filter(([setting]) => setting in change);
      return () => lab.configureGateway(Object.fromEntries(usual));
    }
  };
}

/** The next run of a script hangs, at its start or at its end, until it's let go. */
function hang(name: string, weight: number, command: string): Fault {
  return {
    name,
    weight,
    begin: ({ lab, server, draws }) => {
      const hold = lab.holdRun(server, command, oneOf<HoldMoment>(['start', 'end'], draws.choice));
      return () => hold.letGo();
    }
  };
}

async function restart({ lab, server, restore }: FaultPlace): Promise<void> {
  await lab.changeServer(server, { power: 'off' });
  await restore(server, { power: 'on' });
}

function loseNames({ lab }: FaultPlace): Mend {
  lab.changeCluster({ answers: false });
  return () => lab.changeCluster({ answers: true });
}

function changePassword({ lab, draws }: FaultPlace): Mend {
  const { userName, password } = oneOf(lab.state().accounts, draws.other);
  const usual = password.replace(changed, '');
  lab.changePassword(userName, usual + changed);
  return () => lab.changePassword(userName, usual);
}

function addServer({ lab, server, draws }: FaultPlace): void {
  if (lab.state().servers.length < mostServers) {
    lab.addServer(freeName(lab, draws), server);
  }
}

async function renameServer({ lab, server, draws }: FaultPlace): Promise<void> {
  await lab.renameServer(server, freeName(lab, draws));
}

/** A name that no server of the cluster has. Another one may have had it before. */
function freeName(lab: Lab, { other }: Draws): string {
  const names = lab.state().servers.map(({ name }) => name);
  const all = Array.from({ length: mostServers + 8 }, (_, index) => `node${String(index + 1).padStart(2, '0')}`);
  return oneOf(
    all.filter(name => !names.includes(name)),
    other
  );
}

async function removeServer({ lab, server }: FaultPlace): Promise<void> {
  if (lab.state().servers.length > fewestServers) {
    await lab.removeServer(server);
  }
}

/** Moves a guest to a server if it may go there. */
function moveGuest({ lab, server: to, draws }: FaultPlace): void {
  const { guests, servers } = lab.state();
  const others = guests.first.filter(({ server }) => server !== to);
  const isOn = servers.some(({ name, power }) => name === to && power === 'on');
  if (others.length === 0 || !isOn) {
    return;
  }
  try {
    lab.migrateGuest(oneOf(others, draws.other).name, to);
  } catch (error) {
    // The lab says so if this guest may not go there.
    if (!(error instanceof Error && error.name === 'BadRequest')) {
      throw error;
    }
  }
}
