import { Lab } from '../lab/lab';
import { expectSeen, inOneLine, shows } from './faults/seen';
import { lookAt } from './fixtures/look-at';
import { expect, test } from './fixtures/test';
import { callsOf } from './lab-calls';
import { appliedKeys, singleUseKeys } from './lab-keys';

function accountOf(lab: Lab, name: string): { userName: string; password: string } {
  const found = lab.state().accounts.find(({ userName }) => userName.endsWith(name));
  if (!found) {
    throw new Error(`The lab has no account ${name}.`);
  }
  return found;
}

/** Plays a scenario in which no server lets anyone in without credentials. */
async function denyEverywhere(lab: Lab, scenario: string): Promise<void> {
  await lab.setScenario(scenario);
  for (const { name } of lab.state().servers) {
    await lab.changeServer(name, { access: 'none' });
  }
}

test.describe('Servers that deny access', () => {
  const denied = 'You don’t have access to the servers';

  test.beforeEach(({ consoleGuard }) => consoleGuard.expect(/status of 40[13]/));

  test(
    'ask for credentials once and use them everywhere; expired ones are asked for once more',
    shows('credentialsGiven load', 'credentialsExpired apply'),
    async ({ activation, lab }) => {
      await denyEverywhere(lab, 'small-fresh');
      await activation.openAsItIs();
      await expect(activation.credentials.root).toBeVisible();
      await activation.expectAccessible({ shell: true });
      await activation.credentials.give(accountOf(lab, 'ServerAdmin'));
      await expect(activation.setUp).toBeEnabled();
      await expect(activation.summary).toHaveText('Automatic activation isn’t set up on this cluster yet.');
      expect(await activation.credentials.timesAsked()).toBe(1);
      // The stream would use a node's credentials. These are the cluster's, so REST carries them.
      const reads = callsOf(lab, 'Get-ServerActivation');
      expect(reads.map(({ way }) => way)).toEqual(Array(2).fill('REST'));
      expect(reads.every(({ headers }) => headers['x-ms-sme-authorization'])).toBe(true);

      lab.changePassword('CONTOSO\\ServerAdmin', 'Another-1');
      await activation.openSetUp();
      await activation.credentials.give(accountOf(lab, 'ServerAdmin'));
      await activation.keys.enter('node01', singleUseKeys(lab, 2022)[0]);
      await activation.keys.button('Apply').click();
      await expect(activation.keys.row('node01')).toContainText('Applied');
      expect(appliedKeys(lab).length).toBe(1);
      expect(await activation.credentials.timesAsked()).toBe(2);
    }
  );

  test(
    'ask once if none are given, though there are sixteen, and say so; later credentials are used',
    shows('credentialsCancelled load'),
    async ({ activation, lab }) => {
      await activation.open({ scenario: 'no-access' });
      await activation.credentials.cancel();
      await expect(activation.alerts.filter({ hasText: denied })).toBeVisible();
      expect(callsOf(lab, 'Get-ServerActivation').length).toBeGreaterThanOrEqual(16);
      await lookAt(activation, 'no-access');
      await expect(activation.credentials.root).toBeHidden();
      expect(await activation.credentials.timesAsked()).toBe(1);
      await activation.refresh();
      await expect(activation.alerts.filter({ hasText: denied })).toBeVisible();
      expect(await activation.credentials.timesAsked()).toBe(1);

      // Four servers are enough to see that all of them accept the credentials.
      for (const { name } of lab.state().servers.slice(4)) {
        await lab.removeServer(name);
      }
      await activation.signIn.click();
      await activation.credentials.give(accountOf(lab, 'ServerAdmin'), { forAll: true });
      await expect(activation.summary).toContainText('All 4 servers can activate VMs');
      expect(await activation.credentials.timesAsked()).toBe(2);
      await expect(activation.alerts).toHaveCount(0);
    }
  );

  test(
    'ask once if credentials are refused; a reader’s account gives read access',
    shows('credentialsRefused load'),
    async ({ activation, consoleGuard, lab }) => {
      consoleGuard.expect(/status of 400/);
      await denyEverywhere(lab, 'healthy');
      await activation.openAsItIs();
      await activation.credentials.give({ ...accountOf(lab, 'ServerAdmin'), password: 'wrong' });
      await expect(activation.alerts.filter({ hasText: denied })).toBeVisible();
      for (const { name } of lab.state().servers) {
        await expect(activation.row(name)).toContainText('No access');
      }
      await expect(activation.credentials.root).toBeHidden();
      expect(await activation.credentials.timesAsked()).toBe(1);

      for (const { name } of lab.state().servers.slice(0, 2)) {
        await lab.changeServer(name, { power: 'off' });
      }
      await activation.signIn.click();
      await activation.credentials.give(accountOf(lab, 'ServerReader'), { forAll: true });
      await expect(activation.row('node03')).toContainText('Activated');
      await expect(activation.alerts.filter({ hasText: 'You can view status, but not apply keys' })).toBeVisible();
    }
  );

  test(
    'don’t interrupt if only some do: the alert offers to sign in, and only then is anything asked',
    shows('credentialsExpired load'),
    async ({ activation, lab }) => {
      await lab.setScenario('healthy');
      await lab.changeServer('node03', { access: 'none' });
      await activation.openAsItIs();
      const alert = activation.alert('You don’t have access');
      await expect(alert).toContainText('node03');
      await expect(activation.summary).toContainText('3 of 4 servers can activate VMs');
      expect(await activation.credentials.timesAsked()).toBe(0);

      await activation.signIn.click();
      await activation.credentials.give(accountOf(lab, 'ServerAdmin'));
      await expect(activation.summary).toContainText('All 4 servers can activate VMs');
      await expect(activation.alerts).toHaveCount(0);
      expect(await activation.credentials.timesAsked()).toBe(1);

      // Expired credentials don't interrupt either.
      lab.changePassword('CONTOSO\\ServerAdmin', 'Another-1');
      await activation.action('Refresh').click();
      await expect(activation.signIn).toBeVisible();
      expect(await activation.credentials.timesAsked()).toBe(1);
    }
  );

  test(
    'take no key without credentials: none given, refused, given; the others take theirs, and what was typed stays',
    shows('denied apply', 'credentialsCancelled apply', 'credentialsRefused apply', 'credentialsGiven apply'),
    async ({ activation, consoleGuard, lab }) => {
      consoleGuard.expect(/status of 400/);
      await activation.open({ scenario: 'small-fresh' });
      await expect(activation.setUp).toBeEnabled();
      await lab.changeServer('node01', { access: 'none' });
      const [key, another] = singleUseKeys(lab, 2022);
      const row = activation.keys.row('node01');
      const expectNotSent = async (id: string): Promise<void> => {
        await expect(row).toContainText('The key wasn’t applied.');
        expectSeen(id, 'apply', inOneLine(await row.allInnerTexts()));
        await expect(activation.keys.field('node01')).toHaveValue(key);
      };
      await activation.openSetUp();
      await activation.credentials.cancel();
      await activation.keys.enter('node01', key);
      await activation.keys.enter('node02', another);
      await activation.keys.button('Apply').click();
      // Closing the dialog that opened with the pane doesn't answer for what the admin asks for now.
      await activation.credentials.cancel();
      await expectNotSent('denied');
      await expect(activation.keys.row('node02')).toContainText('Applied');

      await lab.changeServer('node02', { access: 'none' });
      await activation.keys.button('Retry').click();
      await activation.credentials.cancel();
      await expectNotSent('credentialsCancelled');

      await activation.keys.button('Retry').click();
      await activation.credentials.give({ ...accountOf(lab, 'ServerAdmin'), password: 'wrong' });
      await expectNotSent('credentialsRefused');
      expect(appliedKeys(lab).map(({ server }) => server)).toEqual(['node02']);

      await activation.keys.button('Retry').click();
      await activation.credentials.give(accountOf(lab, 'ServerAdmin'));
      await expect(row).toContainText('Applied');
      expectSeen('credentialsGiven', 'apply', inOneLine(await row.allInnerTexts()));
      expect(appliedKeys(lab).map(({ server }) => server)).toEqual(['node01', 'node02']);
      await activation.keys.close();
      await activation.refresh();
      await expect(activation.row('node01')).toContainText(key.slice(-5));
    }
  );
});
