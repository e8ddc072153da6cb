import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture } from '@angular/core/testing';
import { answered, failed, reportWithoutKey, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { Server } from '../domain/servers/server';
import { statusOf } from '../domain/servers/status';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { KeyAssignment } from '../domain/servers/key-assignment';
import { KeysPaneHostComponent } from './testing/keys-pane-for-specs';
import { KeysPaneHarness } from './testing/keys-pane-harness';
import { LicenseChoiceHarness } from './testing/license-choice-harness';

const keyOne = 'BCDFG-HJKMP-QRTVW-XY234-6789N';
const keyTwo = 'NBCDF-GHJKM-PQRTV-WXY23-46789';
const [one, two, three, four] = serversNamed('node01', 'node02', 'node03', 'node04');

describe('The keys pane', () => {
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

  async function choice(): Promise<LicenseChoiceHarness> {
    const found = await pane.choice();
    if (!found) {
      throw new Error('The pane offers no choice.');
    }
    return found;
  }

  function fieldOf(name: string): Element | null {
    return (fixture.nativeElement as HTMLElement).querySelector(`[aria-label='Product key for ${name}']`);
  }

  async function type(server: Server, text: string): Promise<void> {
    await (await pane.field(server.name)).enter(text);
  }

  it('has its name from Microsoft’s documentation', async () => {
    await open();
    expect(await pane.title()).toBe('Apply activation keys to each server');
  });

  it('warns about overwriting when keys are managed', async () => {
    host.mode = 'manage';
    await open();
    expect(await pane.title()).toBe('Manage activation keys');
    expect(fixture.nativeElement.textContent).toContain(
      'Overwriting keys does not reduce activation count for used keys.'
    );
    expect(await pane.description()).toContain('An older key can’t replace a newer one.');
  });

  it('offers the subscription during setup only', async () => {
    host.mode = 'manage';
    await open();
    expect(await pane.choice()).toBeNull();
    expect(await pane.offer()).toBeNull();
    host.mode = 'setUp';
    expect(await (await choice()).chosen()).toBe('Use existing Windows Server licenses');
    expect(await pane.offer()).toBeNull();
  });

  it('shows what the subscription requires instead of fields, with nothing to apply', async () => {
    await open();
    await type(one, keyOne);
    await (await choice()).choose('Purchase Windows Server subscription');
    expect(await (await pane.offer())?.needs()).toContain('Servers with ServerAVMAManager 1.1 or later: 2 of 2');
    await expectAsync(pane.field('node01')).toBeRejected();
    expect(await pane.buttonNames()).toEqual(['Close']);
    expect(await pane.footnote()).toBe('');
    expect(await pane.description()).toContain('You buy it and pay for it in Azure');
  });

  it('keeps the typed keys while the subscription is shown', async () => {
    await open();
    await type(one, keyOne);
    await type(two, 'BCDFG-H');
    await pane.press('Apply');
    await (await choice()).choose('Purchase Windows Server subscription');
    await (await choice()).choose('Use existing Windows Server licenses');
    expect(await (await pane.field('node01')).value()).toBe(keyOne);
    expect(await (await pane.field('node02')).value()).toBe('BCDFG-H');
    expect(await pane.rowText('node02')).toContain('(6 so far)');
    expect(await pane.description()).toContain('Each server requires a unique key');
  });

  it('says how many activations the typed keys will use', async () => {
    await open();
    expect(await pane.footnote()).toBe('');
    await type(one, keyOne);
    expect(await pane.footnote()).toMatch(
      /^This uses one activation of the key ending in 6789N\. You can’t undo this\./
    );
    await type(two, keyTwo);
    expect(await pane.footnote()).toMatch(/^This uses 2 activations\. You can’t undo this\./);
  });

  it('submits the typed keys, each with its server', async () => {
    await open();
    await type(two, keyTwo.toLowerCase());
    await pane.press('Apply');
    expect(host.orders).toEqual([{ server: two, key: keyTwo as KeyAssignment['key'] }]);
  });

  it('applies nothing while a key is incomplete, keeps the typed keys, and says why', async () => {
    await open();
    await type(one, keyOne);
    await type(two, 'BCDFG-H');
    await pane.press('Apply');
    expect(host.orders).toBeNull();
    expect(await (await pane.field('node02')).value()).toBe('BCDFG-H');
    expect(await pane.rowText('node02')).toContain('Enter 25 characters (6 so far).');
    expect(await pane.footnote()).toBe('Fix or clear the highlighted keys to continue.');
  });

  it('asks for a key if none is typed', async () => {
    await open();
    await pane.press('Apply');
    expect(host.orders).toBeNull();
    expect(await pane.footnote()).toBe('Enter a key for at least one server.');
  });

  it('calls a key incomplete only after the admin leaves its field', async () => {
    await open();
    await type(one, 'BCDFG');
    expect(await (await pane.field('node01')).problemText()).toBeNull();
    await (await pane.field('node01')).leave();
    expect(await (await pane.field('node01')).problemText()).toContain('5 so far');
  });

  it('reports a character that no key has at once', async () => {
    await open();
    await type(one, 'BC!');
    expect(await pane.rowText('node01')).toContain('The character ! at position 3');
  });

  it('accepts one key for several servers only if each is marked as a volume key', async () => {
    await open();
    await type(one, keyOne);
    await type(two, keyOne);
    expect(await pane.rowText('node01')).toContain('You’ve also entered this key for node02.');
    await pane.press('Apply');
    expect(host.orders).toBeNull();
    await pane.markVolume('node01');
    expect(await pane.rowText('node01')).not.toContain('also entered');
    expect(await pane.rowText('node02')).toContain('You’ve also entered this key for node01.');
    await pane.markVolume('node02');
    await pane.press('Apply');
    expect(host.orders?.map(({ server }) => server.name)).toEqual(['node01', 'node02']);
  });

  it('uses a key for all servers whose field is empty, and says what that costs', async () => {
    host.statuses = [one, two, three, four].map(server =>
      statusOf(server, server === four ? failed('unreachable') : answered(reportWithoutKey()))
    );
    await open();
    await type(three, keyTwo);
    expect(await pane.canUseForAll()).toEqual(['Use for all: key for node03']);
    await type(one, keyOne);
    await pane.useForAll('node01');
    expect(await (await pane.field('node02')).value()).toBe(keyOne);
    expect(await pane.isVolume('node01')).toBeTrue();
    expect(await pane.isVolume('node02')).toBeTrue();
    // Typed keys stay, and servers that can't take a key get none.
    expect(await (await pane.field('node03')).value()).toBe(keyTwo);
    expect(await (await pane.field('node04')).value()).toBe('');
    expect(await pane.canUseForAll()).toEqual([]);
    expect(await pane.footnote()).toMatch(
      /^This uses 3 activations\..* The key ending in 6789N uses 2 of these activations\./
    );
  });

  it('clears the volume key mark together with the key', async () => {
    await open();
    await type(one, keyOne);
    await pane.markVolume('node01');
    await pane.press('Apply');
    host.came(one, { kind: 'applied' });
    await pane.change('node01');
    expect(await pane.isVolume('node01')).toBeFalse();
  });

  it('lists a server that can’t take a key, disabled and with the reason', async () => {
    host.statuses = [statusOf({ ...one, state: 'down' }, failed('unreachable'))];
    await open();
    expect(await (await pane.field('node01')).isDisabled()).toBeTrue();
    expect(await pane.rowText('node01')).toContain('Server is down');
  });

  describe('after Apply', () => {
    beforeEach(async () => {
      await open();
      await type(one, keyOne);
      await type(two, keyTwo);
      await pane.press('Apply');
    });

    it('shows the progress of each row, and locks its field', async () => {
      expect(await pane.rowText('node01')).toContain('Waiting');
      host.came(one, { kind: 'applying', since: Date.now() });
      expect(await pane.rowText('node01')).toContain('Applying…');
      expect(await (await pane.field('node01')).isLocked()).toBeTrue();
      expect(await pane.footnote()).toBe('Applying keys: 0 of 2 servers are done.');
    });

    it('offers no choice while keys are being applied', async () => {
      expect(await (await choice()).isDisabled()).toBeTrue();
      host.came(one, { kind: 'applied' });
      host.came(two, { kind: 'applied' });
      expect(await (await choice()).isDisabled()).toBeFalse();
    });

    it('can be stopped until a key is sent, and keeps those keys', async () => {
      host.came(one, { kind: 'applying', since: Date.now() });
      await pane.press('Stop');
      expect(host.stops).toBe(1);
      host.came(two, { kind: 'stopped' });
      host.came(one, { kind: 'applied' });
      expect(await pane.rowText('node02')).toContain('Stopped before the key was sent');
      expect(await (await pane.field('node02')).value()).toBe(keyTwo);
      expect(await pane.buttonNames()).toEqual(['Retry', 'Close']);
    });

    it('can’t be stopped once all keys are sent', async () => {
      for (const server of [one, two]) {
        host.came(server, { kind: 'applying', since: Date.now() });
      }
      expect(await pane.buttonNames()).toEqual(['Stop', 'Apply', 'Close']);
      await pane.press('Stop');
      expect(host.stops).toBe(0);
    });

    it('ignores a second Apply meanwhile', async () => {
      host.orders = null;
      await pane.press('Apply');
      expect(host.orders).toBeNull();
    });

    it('clears a key once it’s on its server', async () => {
      host.came(one, { kind: 'applied' });
      host.came(two, { kind: 'applied' });
      await expectAsync(pane.field('node01')).toBeRejected();
      expect(await pane.rowText('node01')).toContain('Applied');
      expect(await pane.footnote()).toMatch(/^Applied to all 2 servers\./);
    });

    it('keeps the key of a failed row, says what failed, and retries only that', async () => {
      host.came(one, { kind: 'applied' });
      host.came(two, {
        kind: 'failed',
        reason: 'refused',
        code: '0xC004C003',
        message: 'The key is blocked.'
      });
      expect(await pane.rowText('node02')).toContain('The key you entered didn’t work');
      expect(await pane.rowText('node02')).toContain('This key is blocked. (0xC004C003)');
      expect(await (await pane.field('node02')).value()).toBe(keyTwo);
      expect(await pane.footnote()).toBe('Applied to 1 of 2 servers. 1 failed.');
      expect(await pane.buttonNames()).toEqual(['Retry', 'Close']);
      await pane.change('node01');
      await type(one, keyOne);
      expect(await pane.footnote()).toMatch(/This uses 2 activations\./);
      expect(await pane.buttonNames()).toEqual(['Apply', 'Close']);
      await type(one, '');
      await pane.press('Retry');
      expect(host.orders).toEqual([{ server: two, key: keyTwo as KeyAssignment['key'] }]);
      expect(await pane.rowText('node02')).toContain('Waiting');
    });

    it('shows a bar with the number of servers that are done, as long as any isn’t', async () => {
      expect(await pane.progress()).toBe('0 of 2');
      host.came(one, { kind: 'failed', reason: 'refused', code: null, message: '' });
      expect(await pane.buttonNames()).toEqual(['Stop', 'Apply', 'Close']);
      expect(await pane.progress()).toBe('1 of 2');
      expect(await pane.footnote()).toBe('Applying keys: 1 of 2 servers are done, and 1 of them failed.');
      host.came(two, { kind: 'applied' });
      expect(await pane.progress()).toBeNull();
    });

    it('shows what is left to do first, but only once no key is being applied, and keeps the focus', async () => {
      host.came(two, { kind: 'failed', reason: 'refused', code: null, message: '' });
      expect(await pane.serverNames()).toEqual(['node01', 'node02']);
      const field = fieldOf('node02');
      (field as HTMLElement | null)?.focus();
      host.came(one, { kind: 'applied' });
      expect(await pane.serverNames()).toEqual(['node02', 'node01']);
      expect(document.activeElement).toBe(field);
      await type(two, '');
      expect(await pane.serverNames()).toEqual(['node02', 'node01']);
    });

    it('leads to the first server that needs attention', async () => {
      host.came(one, { kind: 'applied' });
      host.came(two, { kind: 'notConfirmed', saysYes: true, message: '' });
      expect(await pane.footnote()).toMatch(/^Applied to 1 of 2 servers\. 1 not confirmed\./);
      await pane.showFailed();
      expect(document.activeElement).toBe(fieldOf('node02'));
    });

    it('ends with Done, which closes it, and moves the focus out of a field that is gone', async () => {
      (fieldOf('node01') as HTMLElement | null)?.focus();
      host.came(one, { kind: 'applied' });
      expect(await pane.serverNames()).toEqual(['node01', 'node02']);
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Change: key for node01');
      host.came(two, { kind: 'applied' });
      expect(await pane.buttonNames()).toEqual(['Done', 'Close']);
      await pane.press('Done');
      expect(host.closed).toBeTrue();
      expect(host.orders?.length).toBe(2);
    });

    it('says so if the outcome of a key isn’t known', async () => {
      host.came(one, {
        kind: 'notKnown',
        failure: { reason: 'unreachable', message: '' }
      });
      expect(await pane.rowText('node01')).toContain('We couldn’t confirm whether the key was applied');
      expect(await (await pane.field('node01')).value()).toBe(keyOne);
    });

    it('accepts another key for a server that has taken one', async () => {
      host.came(one, { kind: 'applied' });
      await pane.change('node01');
      expect(document.activeElement).toBe(fieldOf('node01'));
      await type(one, keyTwo);
      expect(await (await pane.field('node01')).value()).toBe(keyTwo);
      expect(await pane.rowText('node01')).not.toContain('Applied');
    });
  });

  it('shows a key that’s still in progress from before, and accepts no other for its server', async () => {
    host.came(one, { kind: 'applying', since: Date.now() });
    await open();
    expect(await pane.rowText('node01')).toContain('Applying…');
    expect(await (await pane.field('node01')).isLocked()).toBeTrue();
    host.came(one, { kind: 'applied' });
    expect(await pane.rowText('node01')).toContain('Applied');
    expect(await pane.footnote()).toMatch(/^The key was applied\./);
  });

  it('doesn’t show an earlier attempt as this one’s result', async () => {
    host.came(one, { kind: 'applied' });
    await open();
    expect(await pane.rowText('node01')).not.toContain('Applied');
    await type(one, keyOne);
    await pane.press('Apply');
    expect(await pane.rowText('node01')).toContain('Waiting');
    expect(await (await pane.field('node01')).value()).toBe(keyOne);
  });

  it('closes with its button and with Escape', async () => {
    await open();
    await pane.press('Close');
    expect(host.closed).toBeTrue();
    host.closed = false;
    document.dispatchEvent(new KeyboardEvent('keyup', { key: 'Escape' }));
    expect(host.closed).toBeTrue();
  });

  it('keeps the browser from opening a file that’s dropped outside the drop area', async () => {
    await open();
    const element = (fixture.nativeElement as HTMLElement).querySelector('form');
    const isKept = (kind: string, what: string): boolean | undefined => {
      const dataTransfer = new DataTransfer();
      what === 'file' ? dataTransfer.items.add(new File([keyOne], 'keys.csv')) : dataTransfer.setData('text', keyOne);
      return element?.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
    };
    // A canceled event doesn't reach the browser. Text can still be dragged into a field.
    expect(['dragover', 'drop'].map(kind => isKept(kind, 'file'))).toEqual([false, false]);
    expect(['dragover', 'drop'].map(kind => isKept(kind, 'text'))).toEqual([true, true]);
  });
});
