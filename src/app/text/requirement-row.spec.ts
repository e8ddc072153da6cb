import { ServerCase, cluster } from '../domain/testing/findings-fixture';
import { appStrings } from '../platform/strings';
import { RequirementRow, requirementRowsOf } from './requirement-row';

const strings = appStrings();

describe('Requirements in words', () => {
  function rows(...ways: ServerCase[]): readonly RequirementRow[] {
    return requirementRowsOf(cluster(...ways), '2.4.0', strings);
  }

  /** A row's icon, and the text below it. */
  function shown(kind: RequirementRow['kind'], ...ways: ServerCase[]): string[] {
    const row = rows(...ways).find(one => one.kind === kind);
    return [`${row?.icon}`, ...(row?.notes ?? [])];
  }

  it('cover the servers, and Windows Admin Center', () => {
    expect(rows('with2022').map(({ kind }) => kind)).toEqual([
      'online',
      'access',
      'system',
      'module',
      'key',
      'adminCenter'
    ]);
  });

  it('name no server if all are the same', () => {
    expect(shown('module', 'with2022', 'without')).toEqual(['success', 'Version 1.1 is installed']);
    expect(shown('system', 'with2022', 'without')).toEqual([
      'success',
      'Microsoft Azure Stack HCI 22H2 (build 20349.2322)'
    ]);
  });

  it('group the servers that share a text', () => {
    expect(shown('module', 'with2022', 'tooOld', 'without', 'brokenModule')).toEqual([
      'error',
      'node01 and node03: Version 1.1 is installed',
      'node02: Not installed. Install the latest update.',
      'node04: Can’t be loaded. See the server’s details.'
    ]);
  });

  it('show what a server reports if nothing can be concluded, with neither a tick nor a cross', () => {
    expect(shown('system', 'tooOld')).toEqual(['null', 'node01: Microsoft Azure Stack HCI 22H2 (build 20349.2322)']);
    expect(rows('tooOld').find(({ kind }) => kind === 'system')?.standing).toBe('Unknown:');
  });

  it('say why it isn’t known whether a server is online', () => {
    expect(shown('online', 'down', 'with2022', 'unreachable', 'checking')).toEqual([
      'error',
      'node01: Server is down. Bring it online, and then refresh.',
      'node03: The server can’t be reached.',
      'node04: Checking…'
    ]);
  });

  it('say what prevents keys from being applied', () => {
    expect(shown('access', 'readOnly', 'blocked', 'controlled')).toEqual([
      'error',
      'node01: Your role on this server lets you view its status, but not apply keys',
      'node02: Blocked by application control'
    ]);
  });

  it('say which servers lack a key', () => {
    expect(shown('key', 'with2022', 'without', 'notActive')).toEqual([
      'error',
      'node02: No activation key',
      'node03: Key installed, but not activated'
    ]);
    expect(shown('key', 'with2022')).toEqual(['success']);
  });

  it('say that Windows Server hosts activate VMs with their own activation, and don’t call them out of date', () => {
    expect(shown('system', 'with2022', 'windowsServer')).toEqual([
      'success',
      'node01: Microsoft Azure Stack HCI 22H2 (build 20349.2322)',
      'node02: Windows Server host that activates VMs with its own license. It doesn’t need a key.'
    ]);
    expect(shown('module', 'windowsServer')).toEqual(['info']);
  });

  it('ask for a missing key without calling it a fault', () => {
    const row = rows('without').find(({ kind }) => kind === 'key');
    expect([row?.icon, row?.isToDo, row?.standing]).toEqual([null, true, 'To do:']);
    expect(rows('notActive').find(({ kind }) => kind === 'key')?.isToDo).toBeFalse();
  });

  it('tick Windows Admin Center where its version is known to be late enough', () => {
    expect(shown('adminCenter', 'with2022')).toEqual(['success', 'You’re running 24.0.']);
    const [earlier] = requirementRowsOf([], '1.3', strings).slice(-1);
    expect([earlier.icon, earlier.notes[0]]).toEqual([null, 'You’re running 13.']);
    expect(requirementRowsOf([], '', strings)[5].notes).toEqual(['Unknown']);
  });
});
