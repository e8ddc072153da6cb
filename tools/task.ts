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
      // For any other error than a build failure or something missing on the machine, show the stack: it's a bug
      // here.
      console.error(error instanceof BuildFailure || isMissing(error) ? error.message : error);
    }
  };
}

function isMissing(error: unknown): error is Error {
  return error instanceof Error && error.name === 'Missing';
}

/** The arguments after the task's name on the command line. */
export function taskArguments(argv: readonly string[] = process.argv): string[] {
  // Node, gulp, gulp's options, the task, and then the task's arguments.
  const name = argv.findIndex((word, index) => index >= 2 && !word.startsWith('-'));
  return name < 0 ? [] : argv.slice(name + 1);
}
