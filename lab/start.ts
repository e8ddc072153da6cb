import { Lab, LabOptions, startLab, usualScenario } from './lab';
import { ApiVersion, apiVersions } from './gateway/gateway-call';
import { scenarioNames } from './scenarios/scenario';

/** The lab's usual port on a developer's machine, so that bookmarks keep working. */
const usualPort = 6600;

/** An invalid command line. The message is one sentence. */
export class WrongOption extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongOption';
  }
}

/** Reads the lab's command line. Throws WrongOption. */
export function readOptions(argv: readonly string[]): LabOptions {
  const options: LabOptions = { port: usualPort, scenario: usualScenario };
  const words = argv.flatMap(word => (/^--[^=]+=/.test(word) ? splitOnce(word) : [word]));
  for (let index = 0; index < words.length; index += 2) {
    takeOption(options, words[index] ?? '', words[index + 1]);
  }
  return options;
}

function takeOption(options: LabOptions, name: string, value: string | undefined): void {
  const known = ['--scenario', '--port', '--api', '--stream'];
  if (!known.includes(name)) {
    throw new WrongOption(`Unknown option "${name}"; there are: ${known.join(', ')}.`);
  }
  if (value === undefined) {
    throw new WrongOption(`Option ${name} needs a value.`);
  }
  switch (name) {
    case '--scenario':
      options.scenario = oneOf('scenario', value, scenarioNames());
      break;
    case '--api':
      options.api = oneOf<ApiVersion>('gateway API', value, apiVersions);
      break;
    case '--stream':
      options.stream = oneOf('stream', value, ['on', 'off']) === 'on';
      break;
    default:
      options.port = portOf(value);
  }
}

function oneOf<T extends string>(what: string, value: string, known: readonly T[]): T {
  const found = known.find(name => name === value);
  if (!found) {
    throw new WrongOption(`There is no ${what} "${value}"; there are: ${known.join(', ')}.`);
  }
  return found;
}

function portOf(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new WrongOption(`"${value}" is not a port; one is a number from 0 to 65535.`);
  }
  return port;
}

function splitOnce(word: string): string[] {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
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
