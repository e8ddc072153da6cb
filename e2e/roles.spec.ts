import { byPowerShell, expect, test } from './fixtures/test';
import { callsOf, scriptCalls } from './lab-calls';
import { appliedKeys } from './lab-keys';

const restricted = 'http://schemas.microsoft.com/powershell/microsoft.sme.powershell';
const notice = 'You can view the status of these servers, but not apply keys';

test.describe('A user who can view but not change', byPowerShell, () => {
  test('sees everything as a reader, and why readers can’t manage keys', async ({
    activation,
    consoleGuard,
    lab,
    page
  }) => {
    // This is how the SDK finds out that there is a restricted endpoint.
    consoleGuard.expect(/status of 400/);
    await activation.open({ scenario: 'reader' });
    await expect(activation.summary).toHaveText('2 of 4 servers can activate VMs (Windows Server 2022 keys).');
    for (const { name, lastFive } of lab.state().servers) {
      await expect(activation.row(name)).toContainText(lastFive ?? 'No activation key');
    }
    await expect(activation.alerts.filter({ hasText: notice })).toBeVisible();
    await activation.row('node03').click();
    await expect(activation.action('Manage activation keys')).toBeDisabled();

    const answered = scriptCalls(lab).filter(({ status }) => status === 200);
    expect(answered.map(({ headers }) => headers['x-ms-sme-jea-endpoint'])).toEqual(answered.map(() => restricted));
    expect(new Set(answered.map(({ way }) => way))).toEqual(new Set(['REST']));
    expect(await activation.credentials.timesAsked()).toBe(0);

    // From now on, the restricted endpoint is known, and the page tries nothing else.
    lab.clearAudit();
    await activation.action('Refresh').click();
    await expect
      .poll(() => callsOf(lab, 'Get-ServerActivation').map(({ way, status }) => [way, status]))
      .toEqual(Array(4).fill(['REST', 200]));
    expect(scriptCalls(lab).filter(({ way }) => way === 'stream')).toEqual([]);

    // Without the page, PowerShell itself refuses.
    const answer = await page.evaluate(async endpoint => {
      const token = /WAC-XSRF=([^;]*)/.exec(document.cookie)?.[1] ?? '';
      const url = '/api/services/WinREST/PowerShell/nodes/node01.contoso.com/invokeCommand';
      const ask = async (properties: object) => {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'x-xsrf-token': token, 'x-ms-sme-jea-endpoint': endpoint },
          // With a shorter hold, a busy machine wouldn't have answered yet.
          body: JSON.stringify({ properties: { ...properties, waitTimeMs: 60_000 } })
        });
        return { status: response.status, text: await response.text() };
      };
      return {
        byName: await ask({
          script: '',
          command: 'Set-ServerActivationKey',
          parameters: { encryptedKey: 'anything' }
        }),
        byScript: await ask({ script: 'Set-VMAutomaticActivation anything' })
      };
    }, restricted);
    expect(answer.byName.text).toContain("The term 'Set-ServerActivationKey' is not recognized");
    expect(answer.byScript.text).toContain('syntax is not supported by this runspace');
    expect([answer.byName.status, answer.byScript.status]).toEqual([400, 400]);
    expect(appliedKeys(lab)).toEqual([]);
  });
});
