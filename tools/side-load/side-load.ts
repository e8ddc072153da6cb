import { portOf } from '../../lab/start';
import { readOptions, WrongOption } from '../../machine/options.cjs';
import { inProject } from '../../machine/project-paths';
import { folders } from '../project';
import { verbs } from '../set-up/verbs.cjs';
import { serveForSideLoad } from './side-load-server';

/** The port in Microsoft's instructions for side-loading. */
const usualPort = 4201;

/** Where Microsoft's instructions put the certificate for localhost. It's never committed. */
const certificates = inProject('certificate');

/** Reads the port from a command line for side-loading. Throws WrongOption, also for an option of the lab alone. */
export function readSideLoadPort(words: readonly string[]): number {
  const given = readOptions<{ port: string }>(words, verbs.start.options ?? {});
  const contradicting = Object.keys(given).find(name => name !== 'side-load' && name !== 'port');
  if (contradicting !== undefined) {
    throw new WrongOption(
      `Option --${contradicting} is for the lab, and --side-load opens none: leave out one of them.`
    );
  }
  return given.port === undefined ? usualPort : portOf(given.port);
}

/**
 * Serves the build for side-loading until Ctrl+C, and prints how to load it. Rejects with an error of one sentence.
 */
export async function sideLoad(port: number): Promise<void> {
  const { origin } = await serveForSideLoad({ bundle: folders.sideLoadBundle, port, certificates });
  console.log(instructions(origin));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) {
    // Exiting in order ends a watching compiler, too.
    process.once(signal, () => process.exit(0));
  }
}

/** What to do with the served build, for the console. */
export function instructions(origin: string): string {
  const http = [
    "It's served without HTTPS, because certificate/ has no localhost.key and localhost.cert. A gateway that uses",
    'HTTPS needs both: see "Side-load it into a real gateway" in CONTRIBUTING.md.'
  ];
  return [
    `The extension for side-loading is at ${origin}`,
    ...(origin.startsWith('https:') ? [] : http),
    'In Windows Admin Center on this computer, press F12, and type into the console:',
    `  MsftSme.sideLoad('${origin}')`,
    'Then reload the page, and again after each build. MsftSme.sideLoadReset() ends it.'
  ].join('\n');
}
