import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture } from '@angular/core/testing';
import { answered, reportWithoutKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { statusOf } from '../domain/servers/status';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { KeysPaneHostComponent } from './testing/keys-pane-for-specs';
import { KeysPaneHarness } from './testing/keys-pane-harness';

const keyOne = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const keyTwo = 'NBCDF-GHJKM-PQRTV-WXY23-46789';

describe('A pasted list', () => {
  let fixture: ComponentFixture<KeysPaneHostComponent>;
  let host: KeysPaneHostComponent;
  let pane: KeysPaneHarness;

  beforeEach(async () => {
    fixture = createForSpecs(KeysPaneHostComponent);
    host = fixture.componentInstance;
    pane = await TestbedHarnessEnvironment.loader(fixture).getHarness(KeysPaneHarness);
  });

  afterEach(() => {
    // The SDK's tooltips need their host to outlive them, as on a page.
    host.isOpen = false;
    fixture.detectChanges();
  });

  const text = `Server;Key\nNODE02;${keyTwo.toLowerCase()}\nnode01.contoso.com;${keyOne}`;

  it('previews its keys, and fills the fields only when it’s used', async () => {
    const list = await pane.pasteList();
    expect(await list.isFocused()).toBeTrue();
    await list.paste(text);
    expect(await list.summary()).toBe('2 keys ready.');
    expect(await list.lines()).toEqual([
      'Header row, ignored',
      'node02: key ending in 46789',
      'node01: key ending in 6789N'
    ]);
    expect(await (await pane.field('node01')).value()).toBe('');
    await list.press('Fill in 2 keys');
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

  it('fits sixteen keys for the sixteen servers of the largest usual cluster', async () => {
    const names = [...'BCDFGHJKMPQRTVWX'].map((letter, index) => ({
      name: `node${String(index + 1).padStart(2, '0')}`,
      key: `BCDFG-HJKMP-QRTVW-XY23${letter}-6789N`
    }));
    host.statuses = serversNamed(...names.map(({ name }) => name)).map(server =>
      statusOf(server, answered(reportWithoutKey()))
    );
    const list = await pane.pasteList();
    await list.paste(names.map(({ name, key }) => `${name.toUpperCase()}\t${key}`).join('\n'));
    expect(await list.summary()).toBe('16 keys ready.');
    await list.press('Fill in 16 keys');
    expect(await pane.footnote()).toContain('This uses 16 activations.');
    await pane.press('Apply');
    expect(host.orders?.map(({ server, key }) => `${server.name} ${key}`)).toEqual(
      names.map(({ name, key }) => `${name} ${key}`)
    );
  });

  it('changes nothing when it’s canceled', async () => {
    await (await pane.field('node01')).enter(keyTwo);
    const list = await pane.pasteList();
    await list.paste(text);
    await list.press('Cancel');
    expect(await (await pane.field('node01')).value()).toBe(keyTwo);
    expect(await (await pane.field('node02')).value()).toBe('');
    expect(await (await pane.pasteList()).value()).toBe('');
  });

  it('may have one key for several servers if the admin marks it as a volume key', async () => {
    const list = await pane.pasteList();
    await list.paste(`node01,${keyOne}\nnode02,${keyOne}`);
    await list.sayVolume();
    await list.press('Fill in 2 keys');
    expect(await pane.isVolume('node01')).toBeTrue();
    expect(await pane.isVolume('node02')).toBeTrue();
    await pane.press('Apply');
    expect(host.orders?.length).toBe(2);
  });

  it('may be pasted into any field, which takes one key only', async () => {
    await (await pane.field('node02')).paste(`  ${keyOne.replace(/-/g, '\n')}\n`);
    expect(await pane.list()).toBeNull();
    await (await pane.field('node02')).paste(text);
    const list = await pane.list();
    expect(await list?.value()).toBe(text);
    expect(await list?.isFocused()).toBeTrue();
    expect(await list?.use()).toBe('Fill in 2 keys');
    expect(await (await pane.field('node02')).value()).toBe('');
  });

  it('has the only main button while it’s open', async () => {
    const primary = (): string[] =>
      [...(fixture.nativeElement as HTMLElement).querySelectorAll('.sme-button-primary, [type=submit]')].map(
        button => button.textContent?.trim() ?? ''
      );
    expect(primary()).toEqual(['Apply']);
    const list = await pane.pasteList();
    expect(primary()).toEqual(['Fill in keys']);
    await list.press('Cancel');
    expect(primary()).toEqual(['Apply']);
  });

  it('names a few servers that it has no key for, and counts many', async () => {
    const list = await pane.pasteList();
    await list.paste(`node01,${keyOne}`);
    expect(await list.summary()).toBe('One key ready. No key for node02.');
    expect(await list.without()).toBeNull();
    host.statuses = serversNamed('node01', 'node02', 'node03', 'node04', 'node05', 'node06').map(server =>
      statusOf(server, answered(reportWithoutKey()))
    );
    expect(await list.summary()).toBe('One key ready.');
    expect(await list.without()).toBe('No key for 5 servers');
  });

  it('may be a file that is chosen', async () => {
    const list = await pane.pasteList();
    const chooser = (fixture.nativeElement as HTMLElement).querySelector<HTMLInputElement>('input[type=file]');
    const pressed = chooser && spyOn(chooser, 'click');
    await list.press('Browse…');
    expect(pressed).toHaveBeenCalled();
    const files = new DataTransfer();
    files.items.add(new File([text], 'keys.csv'));
    if (chooser) {
      chooser.files = files.files;
    }
    chooser?.dispatchEvent(new Event('change'));
    while ((await list.value()) !== text) {
      await new Promise(turn => setTimeout(turn));
    }
    expect(await list.summary()).toBe('2 keys ready.');
  });

  it('may be a dropped file', async () => {
    const list = await pane.pasteList();
    await list.drop(new File([text], 'keys.csv'));
    // The browser takes its own time to read it; jasmine's time limit ends a wait that never succeeds.
    while ((await list.value()) !== text) {
      await new Promise(turn => setTimeout(turn));
    }
    expect(await list.summary()).toBe('2 keys ready.');
  });

  it('may be a file as Windows PowerShell writes it', async () => {
    const list = await pane.pasteList();
    const units = Uint16Array.from([0xfeff, ...text.split('').map(unit => unit.charCodeAt(0))]);
    await list.drop(new File([units], 'keys.txt'));
    while ((await list.value()) !== text) {
      await new Promise(turn => setTimeout(turn));
    }
    expect(await list.summary()).toBe('2 keys ready.');
  });

  it('rejects a file that can’t be a list of keys, and keeps the current text', async () => {
    const list = await pane.pasteList();
    await list.paste(text);
    await list.drop(new File([new Uint8Array(1_000_001)], 'picture.png'));
    expect(await list.problem()).toContain('too large for a list of keys');
    expect(await list.value()).toBe(text);
  });
});
