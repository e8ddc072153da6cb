import { Notifications } from '../platform/notifications';
import { ApplyNotifications } from './apply-notifications';

describe('The notification of an apply', () => {
  let told: string[];
  let notifications: ApplyNotifications;

  beforeEach(() => {
    told = [];
    const note = (state: string) => (title: string, message: string) => told.push(`${state}: ${title}, ${message}`);
    const shell = {
      begin: () => ({
        inProgress: note('in progress'),
        information: note('information'),
        success: note('success'),
        warning: note('warning'),
        error: note('error')
      })
    } as unknown as Notifications;
    notifications = new ApplyNotifications(shell);
  });

  it('shows the progress, and the success', () => {
    const progress = notifications.begin('cluster01', 1);
    progress.settled({ kind: 'applied' });
    progress.done();
    expect(told).toEqual([
      'in progress: Applying activation keys, Applied to 0 of 1 server',
      'in progress: Applying activation keys, Applied to 1 of 1 server',
      'success: Applied activation keys, Applied to 1 of 1 server'
    ]);
  });

  it('isn’t in progress while the page is left, says where to look, and is updated to the end', () => {
    const progress = notifications.begin('cluster01', 2);
    notifications.beginRecalled('cluster01', 1);
    told = [];
    notifications.pageShown(false);
    progress.settled({ kind: 'applied' });
    const title = 'You left the page while keys were being applied';
    const next = 'Open “Activate Windows Server VMs” again to see the results';
    expect(told).toEqual([
      `information: ${title}, Applied to 0 of 2 servers so far. ${next} for the others.`,
      `information: ${title}, Open “Activate Windows Server VMs” again to see the result of applying the key.`,
      `information: ${title}, Applied to 1 of 2 servers so far. ${next} for the others.`
    ]);
    told = [];
    notifications.pageShown(true);
    expect(told[0]).toBe('in progress: Applying activation keys, Applied to 1 of 2 servers');
    notifications.pageShown(false);
    told = [];
    progress.settled({ kind: 'applied' });
    progress.done();
    notifications.pageShown(true);
    expect(told.slice(1, 2)).toEqual(['success: Applied activation keys, Applied to 2 of 2 servers']);
    expect(told.slice(2).map(one => one.split(':')[0])).toEqual(['in progress']);
  });

  it('ends as an error if one server didn’t take its key, or the key wasn’t sent', () => {
    for (const attempt of [
      { kind: 'failed', reason: 'refused', code: null, message: '' },
      { kind: 'stopped' }
    ] as const) {
      const progress = notifications.begin('cluster01', 2);
      progress.settled({ kind: 'applied' });
      progress.settled(attempt);
      progress.done();
      expect(told.at(-1)).toBe('error: Some activation keys weren’t applied, Applied to 1 of 2 servers');
    }
  });

  it('doesn’t say that a key wasn’t applied if its answer was lost', () => {
    const lost = { kind: 'notKnown', failure: { reason: 'timedOut', message: '' } } as const;
    const some = notifications.begin('cluster01', 2);
    some.settled({ kind: 'applied' });
    some.settled(lost);
    some.done();
    const title = 'warning: Some activation keys aren’t confirmed';
    expect(told.at(-1)).toBe(`${title}, Applied to 1 of 2 servers. Not confirmed: 1`);
    const one = notifications.begin('cluster01', 1);
    one.settled(lost);
    one.done();
    expect(told.at(-1)).toBe(`${title}, We couldn’t confirm whether the key was applied.`);
  });

  it('ends as a warning if a key isn’t confirmed, and as an error if another one also failed', () => {
    const open = { kind: 'notConfirmed', saysYes: true, message: '' } as const;
    const some = notifications.begin('cluster01', 2);
    some.settled(open);
    some.settled({ kind: 'applied' });
    some.done();
    expect(told.at(-1)).toBe(
      'warning: Some activation keys aren’t confirmed, Applied to 1 of 2 servers. Not confirmed: 1'
    );
    const failed = notifications.begin('cluster01', 2);
    failed.settled(open);
    failed.settled({ kind: 'failed', reason: 'refused', code: null, message: '' });
    failed.done();
    expect(told.at(-1)).toBe(
      'error: Some activation keys weren’t applied, Applied to 0 of 2 servers. Not confirmed: 1'
    );
  });

  it('reports the outcome of keys that an earlier page left, and claims no success that isn’t shown', () => {
    const all = notifications.beginRecalled('cluster01', 1);
    all.settled('newKey');
    all.done();
    const some = notifications.beginRecalled('cluster01', 3);
    some.settled('newKey');
    some.settled('notSent');
    some.settled('notKnown');
    some.done();
    const title = 'Results of applying activation keys';
    expect(told.filter(one => !one.startsWith('in progress'))).toEqual([
      `success: ${title}, 1 of 1 server has a new key. Not sent: 0. Unknown: 0.`,
      `error: ${title}, 1 of 3 servers have a new key. Not sent: 1. Unknown: 1.`
    ]);
  });
});
