/** What the tests of sessions expect of runs and processes. */
import assert from 'node:assert/strict';
import { Run, RunError } from './session';

/** The output of a run that has to end well, without an error. */
export async function completed(run: Run): Promise<unknown[]> {
  const { state } = await run.finished;
  assert.deepEqual({ state, errors: run.takeErrors() }, { state: 'completed', errors: [] });
  return run.takeOutput();
}

/** The one error of a run. */
export async function failure(run: Run): Promise<RunError> {
  await run.finished;
  const errors = run.takeErrors();
  assert.equal(errors.length, 1, JSON.stringify(errors));
  return errors[0];
}

/** Whether there is such a process. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    // There is no such process.
    return false;
  }
}
