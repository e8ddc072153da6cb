/** Checks for the tests of sessions. */
import assert from 'node:assert/strict';
import { Run, RunError } from './session';

/** Returns the output of a run that must end without an error. */
export async function completed(run: Run): Promise<unknown[]> {
  const { state } = await run.finished;
  assert.deepEqual({ state, errors: run.takeErrors() }, { state: 'completed', errors: [] });
  return run.takeOutput();
}

/** Returns the single error of a run. */
export async function failure(run: Run): Promise<RunError> {
  await run.finished;
  const errors = run.takeErrors();
  assert.equal(errors.length, 1, JSON.stringify(errors));
  return errors[0];
}

/** Whether a process exists. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    // The process doesn't exist.
    return false;
  }
}
