import { shows } from './faults/seen';
import { lookAt } from './fixtures/look-at';
import { byPowerShell, expect, test } from './fixtures/test';
import { scriptCalls } from './lab-calls';
import { appliedKeys, keyOf, singleUseKeys } from './lab-keys';

const servers = ['node01', 'node02', 'node03', 'node04'];

test.describe('A cluster under application control', byPowerShell, () => {
  test(
    'is set up: four keys, four activated servers, and nothing left of the certificates',
    shows('applicationControl apply'),
    async ({ activation, lab, serverLines }) => {
      await activation.open({ scenario: 'application-control' });
      const keys = singleUseKeys(lab, 2022);
      await activation.openSetUp();
      for (const [index, server] of servers.entries()) {
        await activation.keys.enter(server, keys[index]);
      }
      await activation.keys.button('Apply').click();
      await expect(activation.keys.footnote).toContainText('Applied to all 4 servers.');
      await activation.keys.close();
      await expect(activation.summary).toHaveText('All 4 servers can activate VMs (Windows Server 2022 keys).');
      for (const [index, server] of servers.entries()) {
        await expect(activation.row(server)).toContainText('Activated');
        await expect(activation.row(server)).toContainText('application control is on');
        await expect(activation.row(server)).toContainText(keys[index].slice(-5));
      }
      expect(appliedKeys(lab).map(({ server, key }) => ({ server, key }))).toEqual(
        servers.map((server, index) => ({ server, key: keys[index] }))
      );
      for (const server of servers) {
        const { stored, made } = lab.certificates(server);
        expect(stored, 'certificates that are left').toEqual([]);
        expect(made, 'certificates that were made').toEqual([
          expect.objectContaining({
            subject: 'CN=ActivateWindowsServerVms',
            type: 'DocumentEncryptionCert',
            keyExportPolicy: 'NonExportable',
            keyLength: 2048,
            removed: expect.stringMatching(/^\d{4}/) as unknown,
            keyLeft: false
          })
        ]);
        // The certificate was gone before the key was applied.
        const steps = lab.record().filter(call => call.server === server);
        const order = ['New-SelfSignedCertificate', 'Remove-Item', 'Set-VMAutomaticActivation'];
        const taken = steps.map(({ cmdlet }) => cmdlet).filter(cmdlet => order.includes(cmdlet));
        expect(taken, 'the order of the steps').toEqual(order);
      }

      await expect(activation.alerts).toHaveCount(0);
      await activation.expectAccessible();

      // Only what works in Constrained Language was run, and all of it ran there, without an error.
      const commands = new Set(scriptCalls(lab).map(({ command }) => command));
      expect(commands).toContain('New-KeyCertificate');
      expect(commands).not.toContain('Get-EncryptionJWKOnNode');
      expect(serverLines.filter(line => /"about":"errors"/.test(line))).toEqual([]);
      const modes = serverLines.flatMap(line =>
        [...line.matchAll(/languageMode\W+(\w+Language)/g)].map(([, mode]) => mode)
      );
      expect(new Set(modes)).toEqual(new Set(['ConstrainedLanguage']));

      await lookAt(activation, 'application-control');
    }
  );

  test('or under it in part: each server gets its key in the way that works there', async ({ activation, lab }) => {
    await activation.open({ scenario: 'application-control-mixed' });
    await activation.openSetUp();
    const key = keyOf(lab, 'mak', 2022);
    for (const server of ['node01', 'node02']) {
      await activation.keys.enter(server, key);
      await activation.keys.markVolume(server);
    }
    await activation.keys.button('Apply').click();
    await expect(activation.keys.footnote).toContainText('Applied to all 2 servers.');
    await activation.keys.close();
    const made = (server: string): number => lab.certificates(server).made.length;
    expect(['node01', 'node02'].map(made)).toEqual([0, 1]);
    const asked = scriptCalls(lab).filter(({ command }) => command === 'Get-EncryptionJWKOnNode');
    expect(new Set(asked.map(({ node }) => node.split('.')[0]))).toEqual(new Set(['node01', 'node03']));
    await expect(activation.row('node01')).not.toContainText('application control');
    await expect(activation.row('node02')).toContainText('application control is on');
  });
});

test.describe('Where a certificate fails', byPowerShell, () => {
  test.beforeEach(async ({ activation }) => {
    await activation.open({ scenario: 'application-control' });
    await activation.openSetUp();
  });

  test('nothing is sent, and the alert leads to what works in a console', async ({ activation, lab }) => {
    await lab.changeServer('node01', { certificateFault: 'denied' });
    await lab.changeServer('node02', { certificateFault: 'weakKey' });
    await lab.changeServer('node03', { certificateFault: 'otherCertificate' });
    const keys = singleUseKeys(lab, 2022);
    for (const [index, server] of servers.slice(0, 3).entries()) {
      await activation.keys.enter(server, keys[index]);
    }
    await activation.keys.button('Apply').click();
    const row = (server: string): ReturnType<typeof activation.keys.row> => activation.keys.row(server);
    await expect(row('node01')).toContainText('couldn’t create the certificate');
    await expect(row('node01')).toContainText('0x80070005');
    await expect(row('node02')).toContainText('can’t encrypt the key with the server’s certificate');
    await expect(row('node03')).toContainText('couldn’t decrypt the key with the certificate');
    for (const [index, server] of servers.slice(0, 3).entries()) {
      // What was typed stays, to try again.
      await expect(activation.keys.field(server)).toHaveValue(keys[index]);
    }
    await activation.keys.close();
    expect(appliedKeys(lab)).toEqual([]);
    expect(lab.certificates('node02').stored).toEqual([]);

    const alert = activation.alert('Blocked by application control');
    await expect(alert).toContainText('node01, node02, and node03');
    await alert.getByRole('button', { name: 'View PowerShell' }).click();
    await expect(activation.commands.root).toContainText('node01.contoso.com');
    await expect(activation.commands.root).not.toContainText('node04.contoso.com');
    await activation.closePaneIfOpen();
    await activation.action('Refresh').click();
    await expect(alert).toContainText('node01');
    await activation.expectAccessible();
    await lookAt(activation, 'application-control-blocked');
  });

  test('a certificate that’s left over is reported, with how to remove it', async ({ activation, lab }) => {
    await lab.changeServer('node01', { certificateFault: 'removalFails' });
    await activation.keys.enter('node01', singleUseKeys(lab, 2022)[0]);
    await activation.keys.button('Apply').click();
    const { stored } = await expectStored(lab.certificates.bind(lab), 'node01');
    const row = activation.keys.row('node01');
    await expect(row).toContainText('Applied');
    await expect(row).toContainText(`Remove-Item -Path Cert:\\LocalMachine\\My\\${stored[0]} -DeleteKey`);
    await activation.keys.close();
    const alert = activation.alert('A certificate might still be on the server');
    await expect(alert).toContainText('node01');
    await alert.getByRole('button', { name: 'Details' }).click();
    await expect(activation.details('node01')).toContainText(stored[0]);
    await expect(activation.row('node01')).toContainText('Activated');
  });

  test('a session that dies in between leaves nothing applied, and the next try works', async ({
    activation,
    lab,
    consoleGuard
  }) => {
    // The gateway's answers about a session that is gone.
    consoleGuard.expect(/pssessions\/.* 40[04]|40[04] .*pssessions\//s);
    await lab.changeServer('node01', { certificateFault: 'sessionDies' });
    const [key] = singleUseKeys(lab, 2022);
    await activation.keys.enter('node01', key);
    await activation.keys.button('Apply').click();
    await expect(activation.keys.row('node01')).toContainText('The key wasn’t applied. You can try again.');
    await expect(activation.keys.row('node01')).toContainText('might still be on the server');
    expect(appliedKeys(lab)).toEqual([]);
    await expect(activation.keys.field('node01')).toHaveValue(key);
    await lab.changeServer('node01', { certificateFault: null });
    await activation.keys.button('Retry').click();
    await expect(activation.keys.row('node01')).toContainText('Applied');
    await activation.keys.close();
    // The server itself lists what the sessions left that died.
    const { stored } = lab.certificates('node01');
    expect(stored).not.toEqual([]);
    const alert = activation.alert('A certificate might still be on the server');
    await alert.getByRole('button', { name: 'Details' }).click();
    for (const thumbprint of stored) {
      await expect(activation.details('node01')).toContainText(thumbprint);
    }
  });
});

async function expectStored<T extends { stored: string[] }>(read: (server: string) => T, server: string): Promise<T> {
  await expect.poll(() => read(server).stored.length).toBe(1);
  return read(server);
}
