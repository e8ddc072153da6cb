import { serversNamed } from '../servers/server';
import { statusOf } from '../servers/status';
import {
  GuestCoverage,
  HostState,
  Verdict,
  coverageKinds,
  guestCoverageOf,
  hostStateOf,
  kindOf
} from './guest-coverage';
import { GuestRelease, HostLicense, coverageOf, guestReleases, hostLicenses } from './guest-matrix';
import { product, reportOf, subscribed } from '../testing/report-fixture';
import { guestRow, machineOf } from '../testing/virtual-machine-fixture';

const builds: Record<GuestRelease, string> = {
  '2012 R2': '9600',
  2016: '14393',
  2019: '17763',
  2022: '20348',
  2025: '26100'
};

function by(license: HostLicense, mayDoMore = false): HostState {
  return { kind: 'activates', by: license, mayDoMore };
}

/** The coverage of a virtual machine on node01. The other hosts are node02 and node03. */
function covered(changes: Parameters<typeof machineOf>[0], ...hosts: readonly HostState[]): GuestCoverage {
  const states = new Map(hosts.map((host, index) => [`node0${index + 1}`, host] as const));
  return guestCoverageOf(machineOf(changes), 'node01', states);
}

function here(changes: Parameters<typeof machineOf>[0], host: HostState): Verdict {
  return covered(changes, host).here;
}

describe('Whether a server can activate a guest', () => {
  for (const release of guestReleases) {
    for (const license of hostLicenses) {
      it(`matches Microsoft’s documentation: ${release} by ${license}`, () => {
        const expected: Record<ReturnType<typeof coverageOf>, Verdict> = {
          yes: { kind: 'can' },
          no: { kind: 'cannot', why: 'guestNewer' },
          notKnown: { kind: 'notKnown', why: 'notDocumented' }
        };
        for (const edition of [7, 8]) {
          const guest = guestRow(builds[release], edition, `Windows Server ${release}`);
          expect(here({ guest }, by(license))).toEqual(expected[coverageOf(release, license)]);
        }
      });
    }
  }

  it('depends on the license for Azure Edition with a key, but not with the subscription', () => {
    const guest = guestRow('20348', 407, 'Windows Server 2022 Datacenter: Azure Edition');
    expect(here({ guest }, by('2022'))).toEqual({ kind: 'dependsOnLicense' });
    expect(here({ guest }, by('2025'))).toEqual({ kind: 'dependsOnLicense' });
    expect(here({ guest }, by('subscription'))).toEqual({ kind: 'can' });
    expect(here({ guest }, by('2019'))).toEqual({ kind: 'cannot', why: 'guestNewer' });
  });

  it('is no for evaluation editions and releases before 2012 R2, whatever the server has', () => {
    for (const edition of [79, 80]) {
      const guest = guestRow('20348', edition, 'Windows Server 2022 Evaluation');
      expect(here({ guest }, { kind: 'noKey' })).toEqual({ kind: 'cannot', why: 'evaluation' });
    }
    const guest = guestRow('9200', 7, 'Windows Server 2012 Standard');
    expect(here({ guest }, by('2025'))).toEqual({ kind: 'cannot', why: 'guestTooOld' });
  });

  it('is no if Data Exchange is off, whether the virtual machine is on or off', () => {
    for (const enabledState of [2, 3]) {
      const off = { dataExchange: 3, enabledState, guest: null };
      expect(here(off, by('2025'))).toEqual({ kind: 'cannot', why: 'dataExchangeOff' });
    }
    expect(here({ dataExchange: 3 }, by('2025'))).toEqual({ kind: 'cannot', why: 'dataExchangeOff' });
  });

  it('is no if the server has no key or one that isn’t active', () => {
    expect(here({}, { kind: 'noKey' })).toEqual({ kind: 'cannot', why: 'noKey' });
    expect(here({}, { kind: 'notActive' })).toEqual({ kind: 'cannot', why: 'keyNotActive' });
  });

  it('is unknown for a virtual machine that is off or saved, or whose guest reported nothing', () => {
    const told = [3, 6, 2, 9].map(enabledState => here({ enabledState, guest: null }, by('2022')));
    expect(told).toEqual([
      { kind: 'notKnown', why: 'off' },
      { kind: 'notKnown', why: 'saved' },
      { kind: 'notKnown', why: 'noData' },
      { kind: 'notKnown', why: 'noData' }
    ]);
  });

  it('is unknown if the release, edition, server, or key version is unknown', () => {
    const annual = guestRow('25398', 8, 'Windows Server');
    expect(here({ guest: annual }, by('2022'))).toEqual({ kind: 'notKnown', why: 'release' });
    const other = guestRow('20348', 4711, 'Windows Server 2022');
    expect(here({ guest: other }, by('2022'))).toEqual({ kind: 'notKnown', why: 'edition' });
    expect(here({}, { kind: 'notKnown' })).toEqual({ kind: 'notKnown', why: 'host' });
    expect(here({}, { kind: 'versionNotKnown' })).toEqual({ kind: 'notKnown', why: 'hostVersion' });
  });

  it('is unknown for an edition without a key of its own, or if the server might also have a subscription', () => {
    const essentials = guestRow('20348', 50, 'Windows Server 2022 Essentials');
    expect(here({ guest: essentials }, by('2022'))).toEqual({ kind: 'notKnown', why: 'notDocumented' });
    expect(here({}, by('2019', true))).toEqual({ kind: 'notKnown', why: 'host' });
    expect(here({}, by('2022', true))).toEqual({ kind: 'can' });
  });

  it('depends on the release in a Windows Server host’s caption, including those before 2019', () => {
    const named = (caption: string) =>
      hostStateOf(
        statusOf(serversNamed(['node01'])[0], {
          kind: 'answer',
          value: reportOf({ moduleSource: null, osCaption: caption, osSku: 8, licensing: [unnamed] })
        })
      );
    const unnamed = { ...product, name: 'Windows(R), ServerDatacenter edition' };
    const on = (caption: string, build: string, name: string) =>
      here({ guest: guestRow(build, 8, name) }, named(`Microsoft Windows Server ${caption} Datacenter`));
    expect(on('2016', '14393', 'Windows Server 2016 Datacenter')).toEqual({ kind: 'can' });
    expect(on('2016', '9600', 'Windows Server 2012 R2 Datacenter')).toEqual({ kind: 'can' });
    expect(on('2016', '17763', 'Windows Server 2019 Datacenter')).toEqual({ kind: 'cannot', why: 'guestNewer' });
    expect(on('2012 R2', '9600', 'Windows Server 2012 R2 Datacenter')).toEqual({ kind: 'can' });
    expect(on('2012 R2', '14393', 'Windows Server 2016 Datacenter')).toEqual({ kind: 'cannot', why: 'guestNewer' });
    expect(on('2025', '26100', 'Windows Server 2025 Datacenter')).toEqual({ kind: 'can' });
    expect(on('2028', '26100', 'Windows Server 2025 Datacenter')).toEqual({ kind: 'notKnown', why: 'hostVersion' });
  });

  it('is no on a Windows Server host that isn’t Datacenter or isn’t activated itself', () => {
    expect(here({}, { kind: 'ownOtherEdition' })).toEqual({ kind: 'cannot', why: 'hostEdition' });
    expect(here({}, { kind: 'ownNotActive' })).toEqual({ kind: 'cannot', why: 'hostNotActive' });
  });

  it('doesn’t apply to Linux, Windows clients, and Azure Stack HCI', () => {
    expect(here({ guest: { OSName: 'Ubuntu' } }, { kind: 'noKey' })).toEqual({
      kind: 'doesNotApply',
      why: 'notWindows'
    });
    const client = guestRow('22631', 48, 'Windows 11 Pro');
    expect(here({ guest: client }, by('2022'))).toEqual({ kind: 'doesNotApply', why: 'windowsClient' });
    const hci = guestRow('20349', 406, 'Azure Stack HCI');
    expect(here({ guest: hci }, by('2022'))).toEqual({ kind: 'doesNotApply', why: 'azureStackHci' });
  });
});

describe('A virtual machine that can move', () => {
  it('is covered only as far as on the worst of its possible servers', () => {
    const coverage = covered({}, by('2022'), by('2025'), by('2019'));
    expect(coverage.here).toEqual({ kind: 'can' });
    expect(coverage.elsewhere).toEqual([{ server: 'node03', verdict: { kind: 'cannot', why: 'guestNewer' } }]);
    expect(kindOf(coverage)).toBe('canHere');
  });

  it('counts only its possible owners, with names in any case', () => {
    const coverage = covered({ possibleOwners: ['NODE01', 'Node02'] }, by('2022'), by('2025'), { kind: 'noKey' });
    expect(kindOf(coverage)).toBe('can');
  });

  it('isn’t known to be covered on a possible owner that nothing is known about', () => {
    const coverage = covered({ possibleOwners: ['node01', 'node09'] }, by('2022'));
    expect(coverage.elsewhere).toEqual([{ server: 'node09', verdict: { kind: 'notKnown', why: 'host' } }]);
    expect(kindOf(coverage)).toBe('canHere');
  });

  it('stays where it is if it isn’t clustered', () => {
    expect(kindOf(covered({ clustered: false }, by('2022'), { kind: 'noKey' }))).toBe('can');
  });

  it('is covered only where it is if it isn’t known whether it’s clustered', () => {
    const coverage = covered({ clustered: null as unknown as boolean }, by('2022'), by('2022'));
    expect(kindOf(coverage)).toBe('canHere');
    expect(coverage.elsewhere).toEqual([]);
  });

  it('says nothing about other servers if it can’t be activated where it is', () => {
    expect(covered({}, { kind: 'noKey' }, by('2022'), { kind: 'notKnown' }).elsewhere).toEqual([]);
  });

  it('lists where even a license wouldn’t help', () => {
    const guest = guestRow('20348', 407, 'Windows Server 2022 Datacenter: Azure Edition');
    const coverage = covered({ guest }, by('2022'), by('subscription'), { kind: 'noKey' });
    expect(kindOf(coverage)).toBe('dependsOnLicense');
    expect(coverage.elsewhere.map(({ server }) => server)).toEqual(['node03']);
  });
});

describe('The list for counting virtual machines', () => {
  it('has every kind of coverage', () => {
    const kinds: ReturnType<typeof kindOf>[] = [
      'can',
      'canHere',
      'cannot',
      'dependsOnLicense',
      'doesNotApply',
      'notKnown'
    ];
    expect([...coverageKinds].sort()).toEqual(kinds);
  });
});

describe('What a server activates guests with', () => {
  const server = { name: 'node01', fqdn: 'node01.contoso.com', state: 'up' } as const;

  function hostOf(said: Record<string, unknown>): HostState {
    return hostStateOf(statusOf(server, { kind: 'answer', value: reportOf(said) }));
  }

  it('is its key if the key is active', () => {
    expect(hostOf({ licensing: [product] })).toEqual(by('2022'));
    expect(hostOf({ licensing: [{ ...product, name: 'Windows Server Datacenter' }] })).toEqual({
      kind: 'versionNotKnown'
    });
    expect(hostOf({ licensing: [{ ...product, licenseStatus: 5 }] })).toEqual({ kind: 'notActive' });
  });

  it('is the subscription, with or without a key', () => {
    expect(hostOf(subscribed)).toEqual(by('subscription'));
    expect(hostOf({ ...subscribed, licensing: [product] })).toEqual(by('subscription'));
  });

  it('is still the existing key if a later one didn’t work', () => {
    const refused = { kind: 'failed', reason: 'refused', code: null, message: '' } as const;
    const status = statusOf(
      server,
      { kind: 'answer', value: reportOf({ licensing: [product] }) },
      { attempt: refused, lastFiveBefore: '6789N', wasActivated: true }
    );
    expect(status.state).toBe('keyDidNotWork');
    expect(hostStateOf(status)).toEqual(by('2022'));
  });

  it('is unknown if a subscription couldn’t be read and no key is active', () => {
    const unread = { subscription: null, subscriptionError: 'No answer.' };
    expect(hostOf({ ...unread, activationError: '0xC004F014', licensing: '[]' })).toEqual({ kind: 'notKnown' });
    expect(hostOf({ ...unread, licensing: [{ ...product, licenseStatus: 5 }] })).toEqual({ kind: 'notKnown' });
    expect(hostOf({ ...unread, licensing: [product] })).toEqual(by('2022', true));
  });

  it('is nothing if it has no key, and unknown if it doesn’t answer', () => {
    expect(hostOf({ activationError: '0xC004F014', licensing: '[]' })).toEqual({ kind: 'noKey' });
    const failure = { reason: 'unreachable', message: '' } as const;
    expect(hostStateOf(statusOf(server, { kind: 'failure', failure }))).toEqual({ kind: 'notKnown' });
  });

  it('isn’t known yet while the server is being checked', () => {
    const checking = hostStateOf(statusOf(server, { kind: 'checking' }));
    expect(checking).toEqual({ kind: 'checking' });
    expect(here({}, checking)).toEqual({ kind: 'notKnown', why: 'hostChecking' });
  });

  it('is the own license of a Windows Server Datacenter host, for its own release', () => {
    const own = { ...product, name: 'Windows(R), ServerDatacenter edition' };
    const windows = { osSku: 8, osCaption: 'Microsoft Windows Server 2022 Datacenter', moduleSource: null };
    expect(hostOf({ ...windows, licensing: [own] })).toEqual(by('2022'));
    expect(hostOf({ ...windows, licensing: [{ ...own, licenseStatus: 5 }] })).toEqual({ kind: 'ownNotActive' });
    expect(hostOf({ ...windows, licensing: '[]' })).toEqual({ kind: 'notKnown' });
    const standard = { ...own, name: 'Windows(R), ServerStandard edition', licenseFamily: 'ServerStandard' };
    expect(hostOf({ ...windows, licensing: [standard] })).toEqual({ kind: 'ownOtherEdition' });
  });
});
