import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture } from '@angular/core/testing';
import { answered, reportWithoutKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { statusOf } from '../domain/servers/status';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { KeysPaneHostComponent } from './testing/keys-pane-for-specs';
import { KeysPaneHarness } from './testing/keys-pane-harness';

const keyOne = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const keyTwo = 'NBCDF-GHJKM-PQRTV-WXY23-46789';

describe('A list that is pasted into the pane', () => {
  let fixture: ComponentFixture<KeysPaneHostComponent>;
  let host: KeysPaneHostComponent;
  let pane: KeysPaneHarness;

  beforeEach(async () => {
    fixture = createForSpecs(KeysPaneHostComponent);
    host = fixture.componentInstance;
    pane = await TestbedHarnessEnvironment.loader(fixture).getHarness(KeysPaneHarness);
  });

  afterEach(() => {
    // The SDK's tooltips want their host to outlive them, as it does on a page.
    host.isOpen = false;
    fixture.detectChanges();
  });

  const text = `Server;Key\nNODE02;${keyTwo.toLowerCase()}\nnode01.contoso.com;${keyOne}`;

  it('shows what goes where, and puts it into the fields only when it is used', async () => {
    const list = await pane.pasteList();
    expect(await list.isFocused()).toBeTrue();
    await list.paste(text);
    expect(await list.summary()).toBe('2 keys go into their fields.');
    expect(await list.lines()).toEqual([
      'Heading, left out: Server Key',
      'node02: the key that ends in 46789',
      'node01: the key that ends in 6789N'
    ]);
    expect(await (await pane.field('node01')).value()).toBe('');
    await list.press('Use');
    expect(await (await pane.field('node01')).value()).toBe(keyOne);
    expect(await (await pane.field('node02')).value()).toBe(keyTwo);
    expect(await pane.list()).toBeNull();
    expect(await pane.isPasteButtonFocused()).toBeTrue();
    await pane.press('Apply');
    expect(host.orders?.map(({ server, key }) => `${server.name} ${key}`)).toEqual([
      `node01 ${keyOne}`,
      `node02 ${keyTwo}`
    ]);
  });

  it('takes sixteen keys for the sixteen servers of the largest usual cluster', async () => {
    const names = [...'BCDFGHJKMPQRTVWX'].map((letter, index) => ({
      name: `node${String(index + 1).padStart(2, '0')}`,
      key: `BCDFG-HJKMP-QRTVW-XY23${letter}-6789N`
    }));
    host.statuses = serversNamed(...names.map(({ name }) => name)).map(server =>
      statusOf(server, answered(reportWithoutKey()))
    );
    const list = await pane.pasteList();
    await list.paste(names.map(({ name, key }) => `${name.toUpperCase()}\t${key}`).join('\n'));
    expect(await list.summary()).toBe('16 keys go into their fields.');
    await list.press('Use');
    expect(await pane.footnote()).toContain('Apply uses 16 activations.');
    await pane.press('Apply');
    expect(host.orders?.map(({ server, key }) => `${server.name} ${key}`)).toEqual(
      names.map(({ name, key }) => `${name} ${key}`)
    );
  });

  it('leaves all as it was when it is cancelled', async () => {
    await (await pane.field('node01')).enter(keyTwo);
    const list = await pane.pasteList();
    await list.paste(text);
    await list.press('Cancel');
    expect(await (await pane.field('node01')).value()).toBe(keyTwo);
    expect(await (await pane.field('node02')).value()).toBe('');
    expect(await (await pane.pasteList()).value()).toBe('');
  });

  it('takes one key for several servers where the admin says that it is a volume key', async () => {
    const list = await pane.pasteList();
    await list.paste(`node01,${keyOne}\nnode02,${keyOne}`);
    await list.sayVolume();
    await list.press('Use');
    expect(await pane.isVolume('node01')).toBeTrue();
    expect(await pane.isVolume('node02')).toBeTrue();
    await pane.press('Apply');
    expect(host.orders?.length).toBe(2);
  });

  it('reads a file that is dropped the same way', async () => {
    const list = await pane.pasteList();
    await list.drop(new File([text], 'keys.csv'));
    // The browser reads it in its own time; jasmine's limit ends a wait in vain.
    while ((await list.value()) !== text) {
      await new Promise(turn => setTimeout(turn));
    }
    expect(await list.summary()).toBe('2 keys go into their fields.');
  });

  it('says that a file can not be a list of keys, and keeps what is there', async () => {
    const list = await pane.pasteList();
    await list.paste(text);
    await list.drop(new File([new Uint8Array(1_000_001)], 'picture.png'));
    expect(await list.problem()).toContain('too large for a list of keys');
    expect(await list.value()).toBe(text);
  });
});
