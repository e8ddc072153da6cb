import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { serversNamed } from '../cluster/testing/fake-cluster-connection';
import { AlertKind } from '../domain/servers/alerts';
import { ChosenAction } from './alert-bar.component';
import { AlertRow } from './alert-row';
import { AlertsComponent } from './alerts.component';
import { AlertsHarness } from './testing/alerts-harness';

const servers = serversNamed('node01');

function rowOf(kind: AlertKind, changes: Partial<AlertRow> = {}): AlertRow {
  return {
    kind,
    icon: 'error',
    title: kind,
    names: 'node01',
    allNames: '',
    servers,
    text: 'What to do.',
    link: null,
    topic: null,
    mainAction: null,
    otherActions: [],
    ...changes
  };
}

describe('The alerts on the page', () => {
  let fixture: ComponentFixture<AlertsComponent>;
  let alerts: AlertsHarness;

  async function show(...rows: AlertRow[]): Promise<void> {
    fixture = TestBed.createComponent(AlertsComponent);
    fixture.componentRef.setInput('alerts', rows);
    alerts = await TestbedHarnessEnvironment.harnessForFixture(fixture, AlertsHarness);
  }

  it('say what’s wrong, where, and what to do', async () => {
    await show(rowOf('serverDown', { title: 'Server is down' }));
    expect(await alerts.texts()).toEqual(['Server is down node01 What to do.']);
    expect(await alerts.others()).toBeNull();
  });

  it('show the worst two, and the others behind a button that counts them', async () => {
    await show(rowOf('serverDown'), rowOf('noAccess'), rowOf('olderKeys'), rowOf('keyMissing'));
    expect(await alerts.texts()).toEqual(['serverDown node01 What to do.', 'noAccess node01 What to do.']);
    expect(await alerts.others()).toEqual(['2 more issues', 'false']);
    await alerts.toggleOthers();
    expect((await alerts.texts()).length).toBe(4);
    expect(await alerts.others()).toEqual(['2 more issues', 'true']);
    await alerts.toggleOthers();
    expect((await alerts.texts()).length).toBe(2);
  });

  it('keep showing the others when the alerts change', async () => {
    await show(rowOf('serverDown'), rowOf('noAccess'), rowOf('olderKeys'), rowOf('keyMissing'));
    await alerts.toggleOthers();
    fixture.componentRef.setInput('alerts', [rowOf('serverDown'), rowOf('olderKeys'), rowOf('keyMissing')]);
    expect((await alerts.texts()).length).toBe(3);
    expect(await alerts.others()).toEqual(['1 more issue', 'true']);
  });

  it('offer actions whose names begin with what’s visible, and say which alert they’re about', async () => {
    const chosen: ChosenAction[] = [];
    const actions = { mainAction: 'manageKeys', otherActions: ['details'], topic: 'errors' } as const;
    await show(rowOf('keyDidNotWork', { title: 'The key didn’t work', ...actions }));
    fixture.componentInstance.chosen.subscribe(action => chosen.push(action));
    expect(await alerts.actions()).toEqual([
      'Details: The key didn’t work',
      'Learn more: The key didn’t work',
      'Manage activation keys: The key didn’t work'
    ]);
    await alerts.press('Details: The key didn’t work');
    await alerts.press('Manage activation keys: The key didn’t work');
    expect(chosen).toEqual([
      { action: 'details', servers },
      { action: 'manageKeys', servers }
    ]);
  });

  it('name all of many servers on request, and take the focus there', async () => {
    await show(rowOf('keyMissing', { names: 'node01, node02, node03, and 2 more', allNames: 'node01 to node05' }));
    await alerts.press('Show all: keyMissing');
    expect(await alerts.texts()).toEqual(['keyMissing node01 to node05 What to do.']);
    expect(await alerts.actions()).toEqual([]);
    expect(await alerts.areNamesFocused()).toBeTrue();
  });
});
