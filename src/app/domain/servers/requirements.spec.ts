import { ServerCase, cluster } from '../testing/findings-fixture';
import { reportOf } from '../testing/report-fixture';
import { adminCenterStanding, requirementsOf } from './requirements';
import { RequirementKind, RequirementState } from './requirement-kinds';
import { statusOf } from './status';

describe('The requirements', () => {
  /** The state of each requirement for a cluster with these servers. */
  function standings(...ways: ServerCase[]): Record<string, RequirementState> {
    const each = requirementsOf(cluster(...ways));
    return Object.fromEntries(each.map(({ kind, standing }) => [kind, standing]));
  }

  function standing(kind: RequirementKind, ...ways: ServerCase[]): RequirementState {
    return standings(...ways)[kind];
  }

  it('are met if every server shows it', () => {
    expect(standings('with2022', 'withKey')).toEqual({
      online: 'met',
      access: 'met',
      system: 'met',
      module: 'met',
      key: 'met'
    });
  });

  it('are unknown if nothing shows them', () => {
    const nothing = {
      online: 'notKnown',
      access: 'notKnown',
      system: 'notKnown',
      module: 'notKnown',
      key: 'notKnown'
    } as const;
    expect(standings('checking')).toEqual(nothing);
    expect(standings('unreachable', 'with2022')).toEqual(nothing);
    expect(standings()).toEqual(nothing);
  });

  it('give the state for each server, in the cluster’s order', () => {
    const module = requirementsOf(cluster('with2022', 'tooOld', 'checking')).find(({ kind }) => kind === 'module');
    expect(module?.servers.map(({ status, standing: one }) => `${status.server.name} ${one}`)).toEqual([
      'node01 met',
      'node02 notMet',
      'node03 notKnown'
    ]);
  });

  it('have the worst known state of any server', () => {
    expect(standing('online', 'down', 'checking', 'with2022')).toBe('notMet');
    expect(standing('online', 'checking', 'with2022')).toBe('notKnown');
  });

  it('count a server that doesn’t answer as down only if the cluster says so', () => {
    expect(standing('online', 'down')).toBe('notMet');
    expect(standing('online', 'unreachable')).toBe('notKnown');
    expect(standing('online', 'denied')).toBe('notKnown');
  });

  it('take the module as proof of the update, and conclude nothing if it’s missing', () => {
    expect(standings('tooOld')).toEqual(jasmine.objectContaining({ system: 'notKnown', module: 'notMet' }));
    expect(standing('system', 'without')).toBe('met');
  });

  it('aren’t met if the module can’t be loaded', () => {
    expect(standing('module', 'brokenModule')).toBe('notMet');
    expect(standing('system', 'brokenModule')).toBe('met');
  });

  it('need a Windows Server host only to be online', () => {
    expect(standings('windowsServer')).toEqual({
      online: 'met',
      access: 'notNeeded',
      system: 'notNeeded',
      module: 'notNeeded',
      key: 'notNeeded'
    });
    expect(standing('module', 'windowsServer', 'tooOld')).toBe('notMet');
    expect(standing('module', 'windowsServer', 'with2022')).toBe('met');
  });

  it('aren’t met if keys can’t be applied', () => {
    expect(standing('access', 'denied')).toBe('notMet');
    expect(standing('access', 'readOnly')).toBe('notMet');
    expect(standing('access', 'controlled')).toBe('met');
    expect(standing('access', 'blocked')).toBe('notMet');
    expect(standing('access', 'tooOld')).toBe('met');
    expect(standing('access', 'down')).toBe('notKnown');
  });

  it('don’t take a broken module for permission to apply keys', () => {
    const [broken] = cluster('brokenModule');
    const access = (endpoint: 'full' | 'restricted'): RequirementState | undefined => {
      const report = broken.report && { ...broken.report, endpoint };
      const requirements = requirementsOf([{ ...broken, report }]);
      return requirements.find(({ kind }) => kind === 'access')?.standing;
    };
    expect([access('full'), access('restricted')]).toEqual(['met', 'notMet']);
  });

  it('conclude nothing from a missing module if the operating system can’t be read', () => {
    const report = reportOf({ moduleSource: null, osCaption: null, osSku: null });
    const server = { name: 'node01', fqdn: 'node01', state: 'up' } as const;
    const unread = statusOf(server, { kind: 'answer', value: report });
    const module = requirementsOf([unread]).find(({ kind }) => kind === 'module');
    expect(module?.standing).toBe('notKnown');
  });

  it('lack a key only if the server itself shows that no key is active', () => {
    expect(standing('key', 'without')).toBe('toDo');
    expect(standing('key', 'without', 'checking')).toBe('toDo');
    expect(standing('key', 'without', 'notActive')).toBe('notMet');
    expect(standing('key', 'notActive')).toBe('notMet');
    expect(standing('key', 'refused')).toBe('notMet');
    expect(standing('key', 'refusedWith2022')).toBe('met');
    expect(standing('key', 'silent')).toBe('notKnown');
    expect(standing('key', 'tooOld')).toBe('notKnown');
    expect(standing('key', 'down')).toBe('notKnown');
  });

  it('need no key if a subscription covers the server, whatever its key', () => {
    expect(standing('key', 'covered', 'coveredNotActive', 'coveredWith2019')).toBe('notNeeded');
    expect(standing('key', 'covered', 'without')).toBe('toDo');
    expect(standing('key', 'lapsed')).toBe('toDo');
  });

  it('have an unknown state for the key if the subscription couldn’t be read', () => {
    expect(standing('key', 'unread')).toBe('notKnown');
  });

  it('are met by Windows Admin Center 2.x; what an earlier version was called isn’t known', () => {
    expect(['2.0.0', '2.4.0', '3.1', '10.0'].map(adminCenterStanding)).toEqual(Array(4).fill('met'));
    expect(['1.3.2105.24004', '1.5', '', 'dev'].map(adminCenterStanding)).toEqual(Array(4).fill('notKnown'));
  });
});
