import { compareKeyVersions } from '../keys/key-version';
import { Coverage, coverageOf, guestReleases, hostLicenses } from './guest-matrix';

describe('The guests that a host activates', () => {
  /** A row of the table: the coverage of a guest for each host license, in order. */
  function row(guest: (typeof guestReleases)[number]): Coverage[] {
    return hostLicenses.map(host => coverageOf(guest, host));
  }

  it('are those in Microsoft’s documentation', () => {
    expect(row('2012 R2')).toEqual(['yes', 'yes', 'notKnown', 'yes']);
    expect(row('2016')).toEqual(['yes', 'yes', 'yes', 'yes']);
    expect(row('2019')).toEqual(['yes', 'yes', 'yes', 'yes']);
    expect(row('2022')).toEqual(['no', 'yes', 'yes', 'yes']);
    expect(row('2025')).toEqual(['no', 'no', 'yes', 'yes']);
  });

  it('are never newer than the host’s key', () => {
    for (const guest of ['2019', '2022', '2025'] as const) {
      for (const host of ['2019', '2022', '2025'] as const) {
        const isNewer = compareKeyVersions(guest, host) > 0;
        expect(coverageOf(guest, host))
          .withContext(`${guest} on ${host}`)
          .toBe(isNewer ? 'no' : 'yes');
      }
    }
  });
});
