import {
  FakeClusterConnection,
  answered,
  failed,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { Report } from '../domain/answers/report';
import { countedReport } from '../domain/testing/counted-report';
import { reportOf } from '../domain/testing/report-fixture';
import { ActivationPageHarness } from './testing/activation-page-harness';
import { PageForSpecs, openForEach } from './testing/page-for-specs';

const [one, two, three] = serversNamed('node01', 'node02', 'node03');
const manage = 'Manage activation keys';

describe('The page', () => {
  let shown: PageForSpecs;
  let cluster: FakeClusterConnection;
  let page: ActivationPageHarness;

  openForEach(opened => {
    shown = opened;
    ({ cluster, page } = opened);
  });

  it('asks the cluster as soon as it opens, and shows neither the table nor first run', async () => {
    expect(cluster.serversCalls.length).toBe(1);
    expect(await page.summary()).toBe('Getting the list of servers in cluster01.contoso.com…');
    expect(await page.table()).toBeNull();
    expect(await page.firstRun()).toBeNull();
  });

  it('shows which servers are checked as soon as they’re known, and fills their rows as they answer', async () => {
    expect(await page.isWaiting()).toBeTrue();
    cluster.serversCalls[0].answer(answered([one, two]));
    expect(await page.summary()).toBe('Checking servers… 0 of 2 have answered.');
    expect(await page.isWaiting()).toBeFalse();
    const states = async (): Promise<string[][]> => (await (await shown.table()).rows()).map(row => row.slice(0, 2));
    expect(await states()).toEqual([
      ['node01', 'Checking…'],
      ['node02', 'Checking…']
    ]);
    cluster.answerReport(two, answered(reportWithoutKey()));
    expect(await page.firstRun()).toBeNull();
    expect((await states())[0]).toEqual(['node01', 'Checking…']);
    cluster.answerReport(one, answered(reportWithKey()));
    expect((await states())[0]).toEqual(['node01', 'Activated']);
    expect(await page.summary()).toBe('1 of 2 servers can activate VMs (Windows Server 2022 keys).');
    expect(await page.firstRun()).toBeNull();
  });

  it('moves the focus to its heading when the first run takes the place of the focused table', async () => {
    cluster.serversCalls[0].answer(answered([one, two]));
    await (await shown.table()).select('node02');
    const details = (): string => document.querySelector('avma-server-details')?.textContent?.trim() ?? '';
    expect(details()).toContain('node02');
    await (await shown.table()).focus('node01');
    cluster.answerReport(two, answered(reportWithoutKey()));
    expect(await (await shown.table()).focused()).toBe('node01');
    cluster.answerReport(one, answered(reportWithoutKey()));
    expect(await page.firstRun()).not.toBeNull();
    expect(await page.isSectionFocused()).toBeTrue();
    expect(details()).toBe('');
  });

  it('shows first run before the slowest server has answered, and the table if that one has a key', async () => {
    const servers = serversNamed('node01', 'node02', 'node03', 'node04');
    cluster.serversCalls[0].answer(answered(servers));
    servers.slice(0, 3).forEach(server => cluster.answerReport(server, answered(reportWithoutKey())));
    expect(await page.summary()).toBe(
      'Automatic activation isn’t set up on this cluster yet. 3 of 4 servers have answered.'
    );
    expect(await (await shown.firstRun()).canSetUp()).toBeTrue();
    cluster.answerReport(servers[3], answered(reportWithKey()));
    expect(await page.firstRun()).toBeNull();
    expect((await (await shown.table()).rows()).length).toBe(4);
  });

  it('shows first run instead of the table if nothing is set up yet', async () => {
    shown.load(reportWithoutKey(), 'unreachable');
    expect(await page.summary()).toBe('Automatic activation isn’t set up on this cluster yet.');
    expect(await page.firstRun()).not.toBeNull();
    expect(await page.table()).toBeNull();
  });

  for (const [shows, report] of [
    ['the table', reportWithKey()],
    ['first run', reportWithoutKey()]
  ] as const) {
    it(`reads only the report of the server that answers, and shows ${shows}`, async () => {
      const servers = serversNamed('node01', 'node02', 'node03', 'node04', 'node05');
      cluster.serversCalls[0].answer(answered(servers));
      const counted = servers.slice(0, 3).map(() => countedReport(report));
      counted.forEach((one, index) => cluster.answerReport(servers[index], answered(one.report)));
      expect((await page.firstRun()) !== null).toBe(shows === 'first run');
      const before = counted.map(({ reads }) => reads());
      cluster.answerReport(servers[3], answered(report));
      expect(await page.summary()).toContain('4 of 5');
      expect(counted.map(({ reads }) => reads())).toEqual(before);
    });
  }

  it('answers questions before setup, and where keys are entered', async () => {
    shown.load(reportWithoutKey());
    const page = await shown.text('avma-first-run avma-help-topics');
    expect(page).toContain('Where do I get keys?');
    expect(page).toContain('What is the Windows Server subscription?');
    await (await shown.firstRun()).setUp();
    expect(await shown.text('avma-keys-pane avma-help-topics')).toContain('Which keys activate which VMs?');
  });

  it('opens the answer to the question that an alert raises, and closes it again', async () => {
    shown.load(reportWithKey(), reportWithoutKey());
    await (await page.alerts()).press('Learn more: No activation key');
    const help = await shown.help();
    expect(await (await help.topics()).opened()).toEqual([
      'What happens when I add, remove, replace, or reinstall a server?'
    ]);
    await help.close();
    expect(await page.help()).toBeNull();
  });

  it('opens all questions and answers from its heading', async () => {
    shown.load(reportWithKey());
    await page.openHelp();
    expect(await (await (await shown.help()).topics()).opened()).toEqual([]);
  });

  it('reads again when the table is refreshed', async () => {
    shown.load(reportWithKey());
    await (await shown.table()).press('Refresh');
    expect(cluster.serversCalls.length).toBe(2);
  });

  it('says why the cluster didn’t answer, and asks it again', async () => {
    cluster.serversCalls[0].answer(failed('unreachable'));
    expect(await page.summary()).toBe('Couldn’t get the list of servers in cluster01.contoso.com.');
    expect(await page.alertText()).toBe('The server can’t be reached.');
    expect(await page.table()).toBeNull();
    await page.retry();
    expect(await page.alertText()).toBeNull();
    shown.load(reportWithKey());
    expect(await page.table()).not.toBeNull();
  });

  it('shows what the cluster said, if it said something', async () => {
    cluster.serversCalls[0].answer(failed('serverError', 'The cluster service is not running.'));
    expect(await page.alertText()).toBe('The cluster service is not running.');
  });

  it('still shows the servers it knows if a refresh fails', async () => {
    shown.load(reportWithKey());
    await (await shown.table()).press('Refresh');
    cluster.serversCalls[1].answer(failed('timedOut'));
    expect(await page.alertText()).toContain('The list below might be out of date.');
    expect(await page.alertText()).toContain('The server didn’t answer in time.');
    expect((await (await shown.table()).rows()).length).toBe(1);
  });

  describe('for a reader who can’t change anything', () => {
    const all =
      'You can view the status of these servers, but not apply keys ' +
      'Only an administrator of the server can apply keys.';

    function readOnly(report: Report): Report {
      return { ...report, endpoint: 'restricted' };
    }

    it('says why keys can’t be set up', async () => {
      shown.load(readOnly(reportWithoutKey()), readOnly(reportWithoutKey()));
      expect(await shown.alerts()).toEqual([all]);
      expect(await (await shown.firstRun()).canSetUp()).toBeFalse();
    });

    it('says why keys can’t be managed, and shows everything else', async () => {
      shown.load(readOnly(reportWithKey()), readOnly(reportWithoutKey()));
      expect(await shown.alerts()).toContain(all);
      expect((await (await shown.table()).rows()).length).toBe(2);
      await (await shown.table()).select('node01');
      expect(await (await shown.table()).isEnabled(manage)).toBeFalse();
    });

    it('names the servers if only some are affected', async () => {
      shown.load(readOnly(reportWithKey()), reportWithKey());
      expect(await shown.alerts()).toEqual([
        'You can view status, but not apply keys node01 Only an administrator of the server can apply keys.'
      ]);
    });
  });

  describe('for someone without access', () => {
    it('offers to sign in, which asks for credentials and reads all servers again', async () => {
      shown.load('denied', 'denied');
      expect(await shown.alerts()).toEqual([
        'You don’t have access to the servers in this cluster Sign in with an account that can manage the servers.'
      ]);
      await (await page.alerts()).press('Sign in: You don’t have access to the servers in this cluster');
      expect(cluster.askedForCredentials).toBe(1);
      expect(cluster.serversCalls.length).toBe(2);
      expect(await page.isSectionFocused()).toBeTrue();
    });

    it('names the servers if only some are affected', async () => {
      shown.load('denied', reportWithKey());
      expect((await shown.alerts())[0]).toContain('You don’t have access node01 Sign in');
    });

    it('names the cluster if it denied access and no server is known', async () => {
      cluster.serversCalls[0].answer(failed('denied'));
      expect((await shown.alerts())[0]).toContain('You don’t have access cluster01.contoso.com Sign in');
      // It's said once.
      expect(await page.alertText()).toBeNull();
      expect((await shown.alerts()).length).toBe(1);
    });
  });

  it('shows an unknown error in the server’s words, and the full text in the details', async () => {
    const said = 'Exception calling "Read" with "0" argument(s): "Der Speicher ist voll."';
    shown.load(reportOf({ activationError: said }), reportWithKey());
    const [[, ...words]] = await (await shown.table()).rows();
    expect(words.join()).toContain('Der Speicher ist voll.');
    expect(words.join()).not.toContain('Exception');
    await (await shown.table()).select('node01');
    expect(Object.values(await (await page.details()).lines()).join()).toContain(said);
  });

  it('doesn’t mention other servers, moving, or equal versions if there’s one server', async () => {
    shown.load(reportWithKey());
    expect(await page.summary()).toBe('This server can activate VMs (Windows Server 2022 key).');
    expect(await shown.alerts()).toEqual([]);
  });

  describe('with alerts', () => {
    const checking = 'Couldn’t check the status on this server.';

    it('shows the details of an alert’s servers, and moves the focus there', async () => {
      shown.load(reportWithKey(), 'timedOut');
      await (await page.alerts()).press(`Details: ${checking}`);
      const details = await page.details();
      expect(await details.servers()).toEqual([`node02: ${checking}`]);
      expect(await details.isFocused()).toBeTrue();
      expect(await (await shown.table()).selected()).toEqual(['node02']);
    });

    it('announces nothing before the last answer of a refresh', async () => {
      shown.load(reportWithKey(), 'timedOut');
      expect(await (await page.alerts()).isBusy()).toBeFalse();
      await (await shown.table()).press('Refresh');
      expect(await (await page.alerts()).isBusy()).toBeTrue();
      expect(cluster.serversCalls.length).toBe(2);
      // What's known stays visible meanwhile.
      expect((await shown.alerts()).length).toBe(1);
      shown.load(reportWithKey(), reportWithKey());
      expect(await shown.alerts()).toEqual([]);
    });
  });

  it('shows details even before anything is set up', async () => {
    shown.load(reportWithoutKey(), 'timedOut');
    expect(await page.firstRun()).not.toBeNull();
    await (await page.alerts()).press('Details: Couldn’t check the status on this server.');
    expect(await (await page.details()).isFocused()).toBeTrue();
  });

  it('refreshes from first run, which has no table to do it', async () => {
    shown.load(reportWithoutKey(), 'timedOut');
    await (await shown.firstRun()).refresh();
    expect(cluster.serversCalls.length).toBe(2);
    // Not again before the answers are there.
    await (await shown.firstRun()).refresh();
    expect(cluster.serversCalls.length).toBe(2);
  });

  describe('with details', () => {
    it('shows those of the selected servers, expanded if it’s one', async () => {
      shown.load(reportWithKey(), reportWithoutKey());
      const details = await page.details();
      expect(await details.servers()).toEqual([]);
      await (await shown.table()).select('node02');
      expect(await details.servers()).toEqual(['node02: No activation key']);
      expect(await details.isOpen()).toEqual([true]);
      await (await shown.table()).select('node01');
      expect(await details.servers()).toEqual(['node01: Activated', 'node02: No activation key']);
      expect(await details.isOpen()).toEqual([false, false]);
    });

    it('keeps them and the selection when the list of servers changes', async () => {
      shown.load(reportWithKey(), reportWithoutKey());
      await (await shown.table()).select('node02');
      await (await shown.table()).press('Refresh');
      cluster.serversCalls[1].answer(answered([two, three]));
      cluster.answerReport(two, answered(reportWithKey('VWXY2')));
      cluster.answerReport(three, answered(reportWithoutKey()));
      expect(await (await shown.table()).selected()).toEqual(['node02']);
      expect(await (await page.details()).servers()).toEqual(['node02: Activated']);
    });
  });
});
