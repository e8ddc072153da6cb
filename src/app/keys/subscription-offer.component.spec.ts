import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { CommonModule } from '@angular/common';
import { Component } from '@angular/core';
import { ComponentFixture } from '@angular/core/testing';
import { SmeUxModule } from '@microsoft/windows-admin-center-sdk/angular';
import { answered, failed, serversNamed } from '../cluster/testing/fake-cluster-connection';
import { reportOf } from '../domain/testing/report-fixture';
import { ServerStatus, statusOf } from '../domain/servers/status';
import { createForSpecs } from '../testing/sdk-services-for-specs';
import { SubscriptionOfferHarness } from './testing/subscription-offer-harness';
import { SubscriptionOfferComponent } from './subscription-offer.component';

const [one, two, three] = serversNamed('node01', 'node02', 'node03');
const recent = statusOf(one, answered(reportOf()));
const old = statusOf(two, answered(reportOf({ moduleVersion: '1.0' })));
const silent = statusOf(three, failed('timedOut'));

@Component({
  standalone: true,
  imports: [CommonModule, SubscriptionOfferComponent, SmeUxModule],
  template: `
    <sme-ux>
      <avma-subscription-offer *ngIf="isShown" [statuses]="statuses"></avma-subscription-offer>
    </sme-ux>
  `
})
class HostComponent {
  isShown = true;
  statuses: readonly ServerStatus[] = [recent];
}

describe('The subscription’s requirements', () => {
  let fixture: ComponentFixture<HostComponent>;
  let offer: SubscriptionOfferHarness;

  beforeEach(async () => {
    fixture = createForSpecs(HostComponent);
    offer = await TestbedHarnessEnvironment.loader(fixture).getHarness(SubscriptionOfferHarness);
  });

  afterEach(() => {
    // The SDK's tooltips need their host to outlive them, as on a page.
    fixture.componentInstance.isShown = false;
    fixture.detectChanges();
  });

  it('are met by servers with a recent module', async () => {
    const [module, ...others] = await offer.needs();
    expect(module).toBe('Servers with ServerAVMAManager 1.1 or later: 1 of 1');
    expect(await offer.moduleIcon()).toBe('success');
    expect(others.join('\n')).toContain('KB5008210');
    expect(others.join('\n')).toContain('at least every 30 days');
    expect(others.join('\n')).toContain('The AVMA key for its edition');
  });

  it('name each server that has none, and each that isn’t known to have one', async () => {
    fixture.componentInstance.statuses = [recent, old, silent];
    const [module, second, third] = await offer.needs();
    expect(module).toContain('1 of 3 servers have it');
    expect(second).toMatch(/^node02\s*Install the latest update$/);
    expect(third).toMatch(/^node03\s*Unknown$/);
    expect(await offer.moduleIcon()).toBe('warning');
  });

  it('link to more information in a new tab', async () => {
    expect(await offer.linkText()).toBe('How to purchase the subscription (opens in a new tab)');
    expect(await offer.linkAttribute('target')).toBe('_blank');
    expect(await offer.linkAttribute('rel')).toBe('noopener noreferrer');
    expect(await offer.linkAttribute('href')).toMatch(/^https:\/\/learn\.microsoft\.com\//);
  });
});
