import { KnownKeyVersion } from '../keys/key-version';

/** The releases of Windows Server that a guest can run, oldest first. */
export const guestReleases = ['2012 R2', '2016', '2019', '2022', '2025'] as const;
export type GuestRelease = (typeof guestReleases)[number];

/** What an Azure Local host can activate guests with: a Datacenter key for a version, or the subscription. */
export const hostLicenses = ['2019', '2022', '2025', 'subscription'] as const;
/** A host’s own license can also be for an older release, for which no keys are set on Azure Local. */
export type HostLicense = KnownKeyVersion | '2012 R2' | '2016' | 'subscription';

/** Whether this host activates this guest; "notKnown" if Microsoft’s documents don’t say. */
export type Coverage = 'yes' | 'no' | 'notKnown';

/**
 * Guest by host, from Microsoft’s documents ("Activate Windows Server VMs", 2021, 2022, and 2026; "Automatic Virtual
 * Machine Activation"). The documents that name 2025 keys leave out Windows Server 2012 R2, so nothing is claimed for
 * that combination.
 */
const matrix: Record<GuestRelease, Record<HostLicense, Coverage>> = {
  '2012 R2': { '2012 R2': 'yes', 2016: 'yes', 2019: 'yes', 2022: 'yes', 2025: 'notKnown', subscription: 'yes' },
  '2016': { '2012 R2': 'no', 2016: 'yes', 2019: 'yes', 2022: 'yes', 2025: 'yes', subscription: 'yes' },
  '2019': { '2012 R2': 'no', 2016: 'no', 2019: 'yes', 2022: 'yes', 2025: 'yes', subscription: 'yes' },
  '2022': { '2012 R2': 'no', 2016: 'no', 2019: 'no', 2022: 'yes', 2025: 'yes', subscription: 'yes' },
  '2025': { '2012 R2': 'no', 2016: 'no', 2019: 'no', 2022: 'no', 2025: 'yes', subscription: 'yes' }
};

/** Whether a host with this license activates guests of this release. */
export function coverageOf(guest: GuestRelease, host: HostLicense): Coverage {
  return matrix[guest][host];
}
