import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../../machine/project-paths';
import { loadScenario, writeState } from '../scenarios/scenario';
import { isAlive } from './run-checks';
import { startSessionHost } from './session-host';

describe('the end of a session host', () => {
  let stateFolder: string;

  before(() => {
    stateFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-servers-'));
    writeState(loadScenario('fresh'), stateFolder);
  });

  after(() => fs.rmSync(stateFolder, { recursive: true }));

  it('leaves no process', async () => {
    const host = await startSessionHost({ stateFolder, poolSize: 2 });
    const busy = await host.open('node01');
    const idle = await host.open('node02');
    const run = busy.run('Start-Sleep -Seconds 600');
    await host.dispose();
    assert.deepEqual(await run.finished, { state: 'crashed' });
    assert.deepEqual([busy.processId, idle.processId].filter(isAlive), []);
    await assert.rejects(host.open('node01'), /ended/);
  });

  it('follows the end of the Node process, however that ends', async () => {
    const program = `
      const { startSessionHost } = require(${JSON.stringify(path.join(__dirname, 'session-host'))});
      startSessionHost({ stateFolder: ${JSON.stringify(stateFolder)}, poolSize: 1 })
        .then(host => host.open('node01'))
        .then(session => {
          session.run('Start-Sleep -Seconds 600');
          console.log(session.processId);
        });`;
    const node = spawn(process.execPath, ['--import', 'tsx', '-e', program], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit']
    });
    const [line] = (await once(node.stdout, 'data')) as [Buffer];
    const processId = Number(line.toString());
    assert.ok(isAlive(processId));
    node.kill('SIGKILL');
    await untilGone(processId);
  });

  it('isn’t needed to learn that no process was ready in time', async () => {
    const host = await startSessionHost({ stateFolder, poolSize: 1, openTimeoutMs: 1 });
    await assert.rejects(host.open('node01'), /No PowerShell process was ready within 0\.001 s/);
    await host.dispose();
  });
});

/** The system reports a process's end only to its parent. Others have to check. */
async function untilGone(processId: number): Promise<void> {
  while (isAlive(processId)) {
    await pause(20);
  }
}
