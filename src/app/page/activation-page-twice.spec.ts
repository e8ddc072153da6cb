import {
  FakeClusterConnection,
  answered,
  reportWithKey,
  reportWithoutKey,
  serversNamed
} from '../cluster/testing/fake-cluster-connection';
import { ActivationPageHarness } from './testing/activation-page-harness';
import { PageForSpecs, openForEach } from './testing/page-for-specs';

const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const [one] = serversNamed('node01');

describe('The page, if something happens twice', () => {
  let shown: PageForSpecs;
  let cluster: FakeClusterConnection;
  let page: ActivationPageHarness;

  openForEach(opened => {
    shown = opened;
    ({ cluster, page } = opened);
  });

  /** Clicks a button twice at once, as a double click does. */
  function clickTwice(label: RegExp): void {
    const buttons = [...document.querySelectorAll<HTMLElement>('avma-activation-page button')];
    const button = buttons.find(one => label.test(one.textContent ?? '') && one.offsetParent !== null);
    expect(button).withContext(String(label)).toBeDefined();
    button?.click();
    button?.click();
  }

  async function enterKey(): Promise<void> {
    shown.load(reportWithoutKey(), reportWithoutKey());
    await (await shown.firstRun()).setUp();
    await (await (await shown.pane()).field('node01')).enter(key);
  }

  it('applies a key once when Apply or Retry is clicked twice', async () => {
    await enterKey();
    clickTwice(/^\s*Apply\s*$/);
    expect(cluster.applyCalls.length).toBe(1);
    cluster.answerApply(one, { kind: 'failed', reason: 'timedOut', code: null, message: '' });
    expect(await (await shown.pane()).rowText('node01')).toContain('The key wasn’t applied.');
    clickTwice(/^\s*Retry\s*$/);
    expect(cluster.applyCalls.length).toBe(2);
    clickTwice(/^\s*Close\s*$/);
    expect(await page.pane()).toBeNull();
  });

  it('opens one pane when Set up is clicked twice, with one session for each server', async () => {
    shown.load(reportWithoutKey(), reportWithoutKey());
    await shown.firstRun();
    clickTwice(/^\s*Set up\s*$/);
    expect(document.querySelectorAll('avma-keys-pane').length).toBe(1);
    expect([...cluster.prepared]).toEqual(['node01', 'node02']);
    expect(cluster.prepareCalls.length).toBe(2);
  });

  it('keeps the newer answers when Refresh is clicked twice, whatever the older ones say', async () => {
    shown.load(reportWithKey('AAAAA'));
    await shown.table();
    clickTwice(/^\s*Refresh\s*$/);
    const lists = cluster.serversCalls.slice(1);
    expect(lists.length).withContext('a second click while it’s refreshing does nothing').toBe(1);
    lists[0].answer(answered([one]));
    cluster.answerReport(one, answered(reportWithKey('BBBBB')));
    expect((await (await shown.table()).rows())[0].join()).toContain('BBBBB');
  });

  it('shows a key as being applied while a refresh answers, and then what the server has', async () => {
    await enterKey();
    await (await shown.pane()).press('Apply');
    cluster.sendApply(one);
    await (await shown.pane()).press('Close');
    // The refresh asks before the key is on the server, and is answered after.
    clickTwice(/^\s*Refresh\s*$/);
    const [question] = cluster.serversCalls.slice(1);
    question.answer(answered(serversNamed('node01', 'node02')));
    const before = cluster.reportCalls.filter(({ server }) => server.name === 'node01').slice(-1)[0];
    before.answer(answered(reportWithoutKey()));
    expect((await (await shown.table()).rows())[0].join()).toContain('Applying');
    cluster.answerApply(one, { kind: 'applied' });
    cluster.answerReport(one, answered(reportWithKey('6789N')));
    expect((await (await shown.table()).rows())[0].join()).toContain('6789N');
  });
});
