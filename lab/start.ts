import { readOptions as readWords, WrongOption } from '../machine/options.cjs';
import { Lab, LabOptions, startLab, usualScenario } from './lab';
import { ApiVersion, apiVersions } from './gateway/gateway-call';
import { labOptions } from './options.cjs';
import { scenarioNames } from './scenarios/scenario';

/**
 * The lab's usual port on a developer's machine, so that bookmarks keep working. It's none of those that Windows Admin
 * Center takes, because who develops an extension has that installed.
 */
const usualPort = 4210;

/** The options as they are on the command line. */
type LabWords = Record<Exclude<keyof typeof labOptions, 'compress'>, string> & { compress: boolean };

/** Reads the lab's command line. Throws WrongOption. */
export function readOptions(argv: readonly string[]): LabOptions {
  const words = readWords<LabWords>(argv, labOptions);
  const { scenario, port, api, stream, compress } = words;
  return {
    port: port === undefined ? usualPort : portOf(port),
    scenario: scenario === undefined ? usualScenario : oneOf('scenario', scenario, scenarioNames()),
    ...(api !== undefined && { api: oneOf<ApiVersion>('gateway API', api, apiVersions) }),
    ...(stream !== undefined && { stream: oneOf('stream', stream, ['on', 'off']) === 'on' }),
    ...(compress !== undefined && { compress }),
    ...(words.package !== undefined && { package: words.package })
  };
}

function oneOf<T extends string>(what: string, value: string, known: readonly T[]): T {
  const found = known.find(name => name === value);
  if (!found) {
    throw new WrongOption(`There is no ${what} "${value}"; there are: ${known.join(', ')}.`);
  }
  return found;
}

/** Reads a port. Throws WrongOption. */
export function portOf(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new WrongOption(`"${value}" is not a port; one is a number from 0 to 65535.`);
  }
  return port;
}

/**
 * Opens the lab that a command line describes, prints its address, and ends it on Ctrl+C. Rejects with an error of one
 * sentence.
 */
export async function openLab(argv: readonly string[], options: { watch?: boolean } = {}): Promise<Lab> {
  const starting = startLab({ ...readOptions(argv), ...options });
  endOnSignal(starting);
  const lab = await starting;
  process.stdout.write(`The lab is open at ${lab.address}\n`);
  return lab;
}

/** Ends the lab on Ctrl+C, a closed terminal, or SIGTERM, even while it starts. Leaves nothing behind. */
function endOnSignal(lab: Promise<Lab>): void {
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'];
  let isEnding = false;
  const end = () => {
    // Ctrl+C in a terminal arrives again through the parent process.
    if (isEnding) {
      return;
    }
    isEnding = true;
    lab
      .then(started => started.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => fail(error)
      );
  };
  signals.forEach(signal => process.on(signal, end));
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

if (require.main === module) {
  openLab(process.argv.slice(2)).catch(fail);
}
