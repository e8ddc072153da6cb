import { expect, test } from './fixtures/test';

/** The final text of a machine's row, by the word for it in the table below. */
const sentences: Record<string, string> = {
  can: 'It isn’t a clustered role, so the cluster doesn’t move it.',
  license: 'It needs Software Assurance or the subscription.',
  newer: 'The VM’s version of Windows Server is newer than the server’s key.',
  old: 'The VM’s version of Windows Server is older than 2012 R2.',
  trial: 'Evaluation editions can’t be activated.',
  idle: 'The server’s key isn’t activated.',
  notDc: 'The server itself doesn’t run the Datacenter edition.',
  hostIdle: 'Windows Server on the server itself isn’t activated.',
  'release?': 'Its version of Windows Server is unknown.',
  'edition?': 'Its edition is unknown.',
  'key?': 'The version of the server’s key is unknown.',
  'host?': 'The server’s status is unknown.',
  'docs?': 'Microsoft doesn’t document this version or edition.',
  none: 'It runs Azure Stack HCI, which these keys can’t activate.'
};

/** The lab's servers, by what each of them activates. */
const servers = [
  'node01: a key of 2019',
  'node02: a key of 2022',
  'node03: a key of 2025',
  'node04: the subscription',
  'node05: a key of another version',
  'node06: a key that is not active',
  'node07: a key of 2022, and a subscription that can’t be read',
  'node08: Windows Server 2022 Datacenter',
  'node09: Windows Server 2022 Standard',
  'node10: Windows Server 2022 Datacenter that is not activated'
];

/** What each machine can expect on each of these servers, in order. Taken from Microsoft's documents by hand. */
const expected: Record<string, string> = {
  'Windows Server 2012 Standard': 'old old old old old old old old old old',
  'Windows Server 2012 R2 Standard': 'can can docs? can key? idle can can notDc hostIdle',
  'Windows Server 2012 R2 Datacenter': 'can can docs? can key? idle can can notDc hostIdle',
  'Windows Server 2012 R2 Essentials': 'can can docs? can key? idle can can notDc hostIdle',
  'Windows Server 2016 Standard': 'can can can can key? idle can can notDc hostIdle',
  'Windows Server 2016 Datacenter': 'can can can can key? idle can can notDc hostIdle',
  'Windows Server 2016 Essentials': 'can can can can key? idle can can notDc hostIdle',
  'Windows Server 2019 Standard': 'can can can can key? idle can can notDc hostIdle',
  'Windows Server 2019 Datacenter': 'can can can can key? idle can can notDc hostIdle',
  'Windows Server 2019 Essentials': 'can can can can key? idle can can notDc hostIdle',
  'Windows Server 2022 Standard': 'newer can can can key? idle can can notDc hostIdle',
  'Windows Server 2022 Datacenter': 'newer can can can key? idle can can notDc hostIdle',
  'Windows Server 2022 Essentials': 'newer docs? docs? docs? key? idle docs? docs? notDc hostIdle',
  'Windows Server 2022 Datacenter: Azure Edition': 'newer license license can key? idle license license notDc hostIdle',
  'Windows Server 2025 Standard': 'newer newer can can key? idle host? newer notDc hostIdle',
  'Windows Server 2025 Datacenter': 'newer newer can can key? idle host? newer notDc hostIdle',
  'Windows Server 2025 Datacenter: Azure Edition': 'newer newer license can key? idle host? newer notDc hostIdle',
  'Windows Server Datacenter': 'release? release? release? release? key? idle release? release? notDc hostIdle',
  'Windows Server 2016, edition unknown':
    'edition? edition? edition? edition? key? idle edition? edition? notDc hostIdle',
  'Windows Server 2022 Evaluation': 'trial trial trial trial trial trial trial trial trial trial',
  'Azure Stack HCI': 'none none none none none none none none none none'
};

test('Each edition of each version shows which kinds of servers can activate it', async ({ activation, page }) => {
  await page.setViewportSize({ width: 1920, height: 3200 });
  await activation.open({ scenario: 'guests-every-host' });
  await expect(activation.summary).toContainText('of 10 servers can activate VMs');
  // A Windows Server host doesn't need a key. Its own activation is enough.
  await activation.showAllAlerts();
  const own = activation.alert('Windows Server host');
  await expect(own).toContainText('node08');
  await activation.row('node08').click();
  await expect(activation.action('Manage activation keys')).toBeDisabled();
  const { machines } = activation;
  await machines.open();
  await expect(machines.summary).toContainText('of 210 VMs');
  for (const [index, server] of servers.entries()) {
    await test.step(server, async () => {
      const [name] = server.split(':');
      await machines.list('Server').selectOption(name);
      await expect(machines.rows).toHaveCount(Object.keys(expected).length);
      await expect(machines.rows.first()).toContainText(name);
      const told = (await machines.words()).map(([, , system, coverage]) => {
        const [word] = Object.entries(sentences).find(([, sentence]) => coverage.endsWith(sentence)) ?? [coverage];
        return [system, word];
      });
      const wanted = Object.entries(expected).map(([guest, words]) => [guest, words.split(' ')[index]]);
      expect(Object.fromEntries(told), server).toEqual(Object.fromEntries(wanted));
    });
  }
});
