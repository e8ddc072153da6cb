import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { RouterTestingModule } from '@angular/router/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import {
  answered,
  failed,
  reportWithoutKey,
  serversNamed
} from '../../cluster/fake-cluster-connection';
import { ServerStatus, statusOf } from '../../domain/status';
import { sdkServicesForSpecs } from '../../sdk-services-for-specs';
import { FirstRunHarness } from './first-run-harness';
import { FirstRunComponent } from './first-run.component';

const [one, two] = serversNamed('node01', 'node02');
const ready = statusOf(one, answered(reportWithoutKey()));
const down = statusOf({ ...two, state: 'down' }, failed('unreachable'));
const denied = statusOf(two, failed('denied'));

@Component({
  standalone: true,
  imports: [CommonModule, FirstRunComponent, SmeUxModule],
  template: `
    <sme-ux>
      <avma-first-run
        *ngIf="isShown"
        [statuses]="statuses"
        (setUp)="setUps = setUps + 1"
      ></avma-first-run>
    </sme-ux>
  `
})
class HostComponent {
  isShown = true;
  statuses: readonly ServerStatus[] = [ready, down];
  setUps = 0;
}

describe('The first run', () => {
  const keyNeeded = 'A Windows Server Datacenter key, version 2019 or later, for each server';
  let fixture: ComponentFixture<HostComponent>;
  let host: HostComponent;
  let firstRun: FirstRunHarness;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      imports: [RouterTestingModule],
      providers: sdkServicesForSpecs
    });
    fixture = TestBed.createComponent(HostComponent);
    host = fixture.componentInstance;
    firstRun = await TestbedHarnessEnvironment.loader(fixture).getHarness(FirstRunHarness);
  });

  afterEach(() => {
    // The SDK's tooltips want their host to outlive them, as it does on a page.
    host.isShown = false;
    fixture.detectChanges();
  });

  it('counts the servers that can take a key, and names the others with why', async () => {
    expect(await firstRun.requirements()).toEqual([
      'All servers online: 1 of 2 can take a key now',
      'node02',
      'Server is down: bring it online, then refresh',
      keyNeeded
    ]);
  });

  it('names no server where all can take a key', async () => {
    host.statuses = [ready];
    expect(await firstRun.requirements()).toEqual([
      'All servers online: 1 of 1 can take a key now',
      keyNeeded
    ]);
  });

  it('leads to where keys are entered', async () => {
    expect(await firstRun.canSetUp()).toBeTrue();
    await firstRun.setUp();
    expect(host.setUps).toBe(1);
  });

  it('leads nowhere while no server can take a key', async () => {
    host.statuses = [down, denied];
    expect(await firstRun.canSetUp()).toBeFalse();
    await firstRun.setUp();
    expect(host.setUps).toBe(0);
  });
});
