import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture } from '@angular/core/testing';
import { answered, reportWithKey, reportWithoutKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { Server } from '../domain/servers/server';
import { statusOf } from '../domain/servers/status';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { KeysPaneHostComponent } from './testing/keys-pane-for-specs';
import { KeysPaneHarness } from './testing/keys-pane-harness';

const keyOne = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const keyTwo = 'NBCDF-GHJKM-PQRTV-WXY23-46789';
const [one, two, three] = serversNamed('node01', 'node02', 'node03');

describe('The keys pane, which knows the cluster’s keys', () => {
  let fixture: ComponentFixture<KeysPaneHostComponent>;
  let host: KeysPaneHostComponent;
  let pane: KeysPaneHarness;

  beforeEach(async () => {
    fixture = createForSpecs(KeysPaneHostComponent);
    host = fixture.componentInstance;
  });

  afterEach(() => {
    // The SDK's tooltips need their host to outlive them, as on a page.
    host.isOpen = false;
    fixture.detectChanges();
  });

  async function open(): Promise<void> {
    pane = await TestbedHarnessEnvironment.loader(fixture).getHarness(KeysPaneHarness);
  }

  async function type(server: Server, text: string): Promise<void> {
    await (await pane.field(server.name)).enter(text);
  }

  it('says what one volume key for all costs', async () => {
    await open();
    await type(one, keyOne);
    await pane.useForAll('node01');
    expect(await pane.footnote()).toBe(
      'This uses 2 activations of the key ending in 6789N. You can’t undo this. ' +
        'Each server checks its key’s validity, edition, and version when you apply it.'
    );
  });

  it('marks a volume key that a server of the cluster has, as long as it’s typed', async () => {
    host.cluster = [
      ...host.statuses,
      { ...statusOf(three, answered(reportWithoutKey())), lastFive: '6789N', keyType: 'volume' }
    ];
    await open();
    await type(one, keyOne);
    expect(await pane.isVolume('node01')).toBeTrue();
    expect(await pane.rowText('node01')).not.toContain('Also used on');
    await type(one, keyTwo);
    expect(await pane.isVolume('node01')).toBeFalse();
    await pane.markVolume('node02');
    await type(two, keyTwo);
    expect(await pane.isVolume('node02')).toBeTrue();
  });

  it('warns of a key that another server shows to be older', async () => {
    const has = (server: Server, lastFive: string, keyVersion: '2019' | '2022') => ({
      ...statusOf(server, answered(reportWithoutKey())),
      lastFive,
      keyVersion
    });
    host.statuses = [has(one, 'XXXXX', '2022'), has(two, '6789N', '2019')];
    await open();
    await type(one, keyOne);
    await pane.markVolume('node01');
    expect(await pane.rowText('node01')).toContain(
      'The key ending in 6789N is for Windows Server 2019 (it’s also on node02). node01 ' +
        'already has a Windows Server 2022 key, which an older key can’t replace.'
    );
    expect(await pane.footnote()).toMatch(/^This uses one activation/);
  });

  it('shows how those keys are doing that it was opened to watch', async () => {
    host.mode = 'progress';
    host.came(one, { kind: 'applied' });
    host.came(two, { kind: 'waiting' });
    await open();
    expect(await pane.title()).toBe('Manage activation keys');
    expect(await pane.footnote()).toBe('Applying keys: 1 of 2 servers are done.');
    host.came(two, { kind: 'stopped' });
    expect(await pane.footnote()).toBe('Applied to 1 of 2 servers. 1 not sent.');
  });

  it('reads out with a field what came of its key, and why it can’t be used', async () => {
    const described = (name: string): string => {
      const root = fixture.nativeElement as HTMLElement;
      const ids = root.querySelector(`[aria-label='Product key for ${name}']`)?.getAttribute('aria-describedby') ?? '';
      return ids
        .split(' ')
        .map(id => root.querySelector<HTMLElement>(`#${id}`)?.innerText ?? 'nothing')
        .join(' ');
    };
    host.statuses = [
      statusOf(one, answered(reportWithoutKey())),
      statusOf({ ...two, state: 'down' }, { kind: 'failure', failure: { reason: 'unreachable', message: '' } })
    ];
    await open();
    await type(one, keyOne);
    await pane.press('Apply');
    host.came(one, { kind: 'failed', reason: 'refused', code: '0xC004C003', message: '' });
    expect(await pane.rowText('node01')).toContain('This key is blocked');
    expect(described('node01')).toContain('This key is blocked');
    expect(described('node02')).toContain('Server is down');
  });

  it('doesn’t lead on to VMs while a server hasn’t activated the key that it took', async () => {
    await open();
    await type(one, keyOne);
    await type(two, keyTwo);
    await pane.press('Apply');
    const inactive = statusOf(one, answered(reportWithKey('6789N', '2022', 5)));
    host.statuses = [inactive, statusOf(two, answered(reportWithKey('46789')))];
    host.came(one, { kind: 'applied' });
    host.came(two, { kind: 'applied' });
    expect(await pane.rowText('node01')).toContain('Key installed, but not activated');
    expect(await pane.rowText('node02')).not.toContain('not activated');
    expect(await pane.footnote()).toBe('Applied to 2 of 2 servers. 1 not activated.');
  });
});
