import { KnownKeyVersion } from '../keys/key-version';

/** Releases of Windows Server that a guest may run, older first. */
export const guestReleases = ['2012 R2', '2016', '2019', '2022', '2025'] as const;
export type GuestRelease = (typeof guestReleases)[number];

/** What an Azure Local host may activate guests by: a Datacenter key of a version, or the subscription. */
export const hostLicenses = ['2019', '2022', '2025', 'subscription'] as const;
/** A host's own license may be of an older release: no keys of these are set on Azure Local. */
export type HostLicense = KnownKeyVersion | '2012 R2' | '2016' | 'subscription';

/** Whether such a host activates such a guest; "notKnown" where no document of Microsoft's says so. */
export type Coverage = 'yes' | 'no' | 'notKnown';

/**
 * Guest by host, as Microsoft's documents have it ("Activate Windows Server VMs", 2021, 2022 and 2026;
 * "Automatic Virtual Machine Activation"). Windows Server 2012 R2 is left out of those that name keys
 * of 2025: so nothing is claimed of the two together.
 */
const matrix: Record<GuestRelease, Record<HostLicense, Coverage>> = {
  '2012 R2': { '2012 R2': 'yes', 2016: 'yes', 2019: 'yes', 2022: 'yes', 2025: 'notKnown', subscription: 'yes' },
  '2016': { '2012 R2': 'no', 2016: 'yes', 2019: 'yes', 2022: 'yes', 2025: 'yes', subscription: 'yes' },
  '2019': { '2012 R2': 'no', 2016: 'no', 2019: 'yes', 2022: 'yes', 2025: 'yes', subscription: 'yes' },
  '2022': { '2012 R2': 'no', 2016: 'no', 2019: 'no', 2022: 'yes', 2025: 'yes', subscription: 'yes' },
  '2025': { '2012 R2': 'no', 2016: 'no', 2019: 'no', 2022: 'no', 2025: 'yes', subscription: 'yes' }
};

/** Whether a host with that license activates guests of that release. */
export function coverageOf(guest: GuestRelease, host: HostLicense): Coverage {
  return matrix[guest][host];
}
