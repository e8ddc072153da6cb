import { BuildFailure } from './problems';

/** Thrown if the problem has already been reported. */
export class AlreadySaid extends Error {}

/**
 * Wraps a gulp task, so that it fails with one clear message and without a stack. Gulp itself would print both, after
 * the task's own last line.
 */
export function task(run: () => void | Promise<void>): () => Promise<void> {
  return async () => {
    try {
      await run();
    } catch (error) {
      process.exitCode = 1;
      if (error instanceof AlreadySaid) {
        return;
      }
      // For any other error, show the stack: it's a bug here.
      console.error(isForUser(error) ? error.message : error);
    }
  };
}

/** Errors of the set-up and of the command line, whose messages are for the user. */
function isForUser(error: unknown): error is Error {
  return error instanceof Error && ['BuildFailure', 'Missing', 'WrongOption'].includes(error.name);
}

/** The arguments after the verb on the command line, as the set-up passes them on. */
export function taskArguments(
  { ACTIVATE_VMS_ARGUMENTS: words = '[]' }: NodeJS.ProcessEnv = process.env,
  argv: readonly string[] = process.argv
): string[] {
  // Node, gulp, gulp's options, and the task. With the task's arguments there too, gulp was run without the set-up.
  const [task, ...ignored] = argv.slice(argv.findIndex((word, index) => index >= 2 && !word.startsWith('-')));
  if (ignored.length > 0) {
    throw new BuildFailure(`gulp takes no options for its tasks: run "node tools/set-up.cjs ${task} --help".`);
  }
  return JSON.parse(words) as string[];
}
