import { BuildFailure } from './problems';

/** Thrown when what went wrong has been said already. */
export class AlreadySaid extends Error {}

/**
 * A gulp task that ends with one clear message instead of a stack: gulp itself would print both,
 * and after what the task wants to say last.
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
      // Anything else than a failure of the build, or what the machine lacks, is a fault of ours: its stack helps.
      console.error(error instanceof BuildFailure || isMissing(error) ? error.message : error);
    }
  };
}

function isMissing(error: unknown): error is Error {
  return error instanceof Error && error.name === 'Missing';
}

/** What stands after the task's name on the command line. */
export function taskArguments(argv: readonly string[] = process.argv): string[] {
  // Node, gulp, options of gulp, the task, and then ours.
  const name = argv.findIndex((word, index) => index >= 2 && !word.startsWith('-'));
  return name < 0 ? [] : argv.slice(name + 1);
}
