import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadScenario, writeState } from '../../lab/scenarios/scenario';
import { Session, startSessionHost } from '../../lab/servers/session-host';
import { inProject } from '../../machine/project-paths';
import { BuildFailure } from '../problems';

/** Opens a fresh session, each in a process of its own, on a server of a scenario. */
export type OpenSession = () => Promise<Session>;

/** The folder of the PowerShell module that the extension brings to servers, as the build made it. */
export const moduleFolder = inProject('dist', 'powershell-module', 'Community.ActivateWindowsServerVms');

/** Measures with the servers of a scenario, without a gateway. */
export async function withServer<Result>(
  scenario: string,
  server: string,
  measure: (open: OpenSession, stateFolder: string) => Promise<Result>
): Promise<Result> {
  const stateFolder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    writeState(loadScenario(scenario), stateFolder);
    const host = await startSessionHost({ stateFolder, poolSize: 0 });
    try {
      return await measure(() => host.open(server), stateFolder);
    } finally {
      await host.dispose();
    }
  } finally {
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

/** Runs a script in a session. Returns its output. Throws BuildFailure if it fails. */
export async function output(session: Session, script: string): Promise<unknown[]> {
  const run = session.run(script);
  const { state } = await run.finished;
  const [error] = run.takeErrors();
  if (state !== 'completed' || error) {
    throw new BuildFailure(`A script failed in PowerShell: ${error?.message ?? state}`);
  }
  return run.takeOutput();
}

/** Runs a script of this folder that measures in a session. Returns what it wrote as JSON. */
export async function measured<Result>(session: Session, script: string, rounds: number): Promise<Result> {
  const text = readFileSync(inProject('tools', 'bench', script), 'utf8');
  const [json] = await output(session, `& {\n${text}\n} -Module '${moduleFolder}' -Rounds ${rounds}`);
  return JSON.parse(`${json}`) as Result;
}
