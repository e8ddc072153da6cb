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

/** The coverage of a machine on node01; the others are node02, node03. */
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
      it(`is as Microsoft’s documents have it: ${release} by ${license}`, () => {
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

  it('depends on the license for Azure Edition by a key, and not by the subscription', () => {
    const guest = guestRow('20348', 407, 'Windows Server 2022 Datacenter: Azure Edition');
    expect(here({ guest }, by('2022'))).toEqual({ kind: 'dependsOnLicense' });
    expect(here({ guest }, by('2025'))).toEqual({ kind: 'dependsOnLicense' });
    expect(here({ guest }, by('subscription'))).toEqual({ kind: 'can' });
    expect(here({ guest }, by('2019'))).toEqual({ kind: 'cannot', why: 'guestNewer' });
  });

  it('is no for evaluation editions and for releases before 2012 R2, whatever the server has', () => {
    for (const edition of [79, 80]) {
      const guest = guestRow('20348', edition, 'Windows Server 2022 Evaluation');
      expect(here({ guest }, { kind: 'noKey' })).toEqual({ kind: 'cannot', why: 'evaluation' });
    }
    const guest = guestRow('9200', 7, 'Windows Server 2012 Standard');
    expect(here({ guest }, by('2025'))).toEqual({ kind: 'cannot', why: 'guestTooOld' });
  });

  it('is no where Data Exchange is off, on or off as the machine is', () => {
    for (const enabledState of [2, 3]) {
      const off = { dataExchange: 3, enabledState, guest: null };
      expect(here(off, by('2025'))).toEqual({ kind: 'cannot', why: 'dataExchangeOff' });
    }
    expect(here({ dataExchange: 3 }, by('2025'))).toEqual({ kind: 'cannot', why: 'dataExchangeOff' });
  });

  it('is no where the server has no key, or one that is not active', () => {
    expect(here({}, { kind: 'noKey' })).toEqual({ kind: 'cannot', why: 'noKey' });
    expect(here({}, { kind: 'notActive' })).toEqual({ kind: 'cannot', why: 'keyNotActive' });
  });

  it('is not known of a machine that is off or saved, or whose guest told nothing', () => {
    const told = [3, 6, 2, 9].map(enabledState => here({ enabledState, guest: null }, by('2022')));
    expect(told).toEqual([
      { kind: 'notKnown', why: 'off' },
      { kind: 'notKnown', why: 'saved' },
      { kind: 'notKnown', why: 'noData' },
      { kind: 'notKnown', why: 'noData' }
    ]);
  });

  it('is not known where release, edition, server or key version are not', () => {
    const annual = guestRow('25398', 8, 'Windows Server');
    expect(here({ guest: annual }, by('2022'))).toEqual({ kind: 'notKnown', why: 'release' });
    const other = guestRow('20348', 4711, 'Windows Server 2022');
    expect(here({ guest: other }, by('2022'))).toEqual({ kind: 'notKnown', why: 'edition' });
    expect(here({}, { kind: 'notKnown' })).toEqual({ kind: 'notKnown', why: 'host' });
    expect(here({}, { kind: 'versionNotKnown' })).toEqual({ kind: 'notKnown', why: 'hostVersion' });
  });

  it('is not known of an edition that has no key of its own, or whose server may have a subscription besides', () => {
    const essentials = guestRow('20348', 50, 'Windows Server 2022 Essentials');
    expect(here({ guest: essentials }, by('2022'))).toEqual({ kind: 'notKnown', why: 'notDocumented' });
    expect(here({}, by('2019', true))).toEqual({ kind: 'notKnown', why: 'host' });
    expect(here({}, by('2022', true))).toEqual({ kind: 'can' });
  });

  it('is that of a Windows Server host’s own release, by its caption, also of those before 2019', () => {
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

  it('is no on a Windows Server host that is not Datacenter, or not activated itself', () => {
    expect(here({}, { kind: 'ownOtherEdition' })).toEqual({ kind: 'cannot', why: 'hostEdition' });
    expect(here({}, { kind: 'ownNotActive' })).toEqual({ kind: 'cannot', why: 'hostNotActive' });
  });

  it('does not apply to Linux, clients and Azure Stack HCI', () => {
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

describe('A machine that may move', () => {
  it('is covered only as far as the least of the servers that it may be on', () => {
    const coverage = covered({}, by('2022'), by('2025'), by('2019'));
    expect(coverage.here).toEqual({ kind: 'can' });
    expect(coverage.elsewhere).toEqual([{ server: 'node03', verdict: { kind: 'cannot', why: 'guestNewer' } }]);
    expect(kindOf(coverage)).toBe('canHere');
  });

  it('counts only its possible owners, by whatever case their names have', () => {
    const coverage = covered({ possibleOwners: ['NODE01', 'Node02'] }, by('2022'), by('2025'), { kind: 'noKey' });
    expect(kindOf(coverage)).toBe('can');
  });

  it('is not known to be covered on a possible owner that nothing is known of', () => {
    const coverage = covered({ possibleOwners: ['node01', 'node09'] }, by('2022'));
    expect(coverage.elsewhere).toEqual([{ server: 'node09', verdict: { kind: 'notKnown', why: 'host' } }]);
    expect(kindOf(coverage)).toBe('canHere');
  });

  it('that is not clustered stays where it is', () => {
    expect(kindOf(covered({ clustered: false }, by('2022'), { kind: 'noKey' }))).toBe('can');
  });

  it('of which that is not known is covered where it is, and no more is claimed', () => {
    const coverage = covered({ clustered: null as unknown as boolean }, by('2022'), by('2022'));
    expect(kindOf(coverage)).toBe('canHere');
    expect(coverage.elsewhere).toEqual([]);
  });

  it('says nothing of other servers where it can’t be activated where it is', () => {
    expect(covered({}, { kind: 'noKey' }, by('2022'), { kind: 'notKnown' }).elsewhere).toEqual([]);
  });

  it('names where even a license would not help', () => {
    const guest = guestRow('20348', 407, 'Windows Server 2022 Datacenter: Azure Edition');
    const coverage = covered({ guest }, by('2022'), by('subscription'), { kind: 'noKey' });
    expect(kindOf(coverage)).toBe('dependsOnLicense');
    expect(coverage.elsewhere.map(({ server }) => server)).toEqual(['node03']);
  });
});

describe('The list by which machines are counted', () => {
  it('has each word for a coverage', () => {
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

describe('By what a server activates guests', () => {
  const server = { name: 'node01', fqdn: 'node01.contoso.com', state: 'up' } as const;

  function hostOf(said: Record<string, unknown>): HostState {
    return hostStateOf(statusOf(server, { kind: 'answer', value: reportOf(said) }));
  }

  it('is its key, where that is active', () => {
    expect(hostOf({ licensing: [product] })).toEqual(by('2022'));
    expect(hostOf({ licensing: [{ ...product, name: 'Windows Server Datacenter' }] })).toEqual({
      kind: 'versionNotKnown'
    });
    expect(hostOf({ licensing: [{ ...product, licenseStatus: 5 }] })).toEqual({ kind: 'notActive' });
  });

  it('is the subscription, with a key or without', () => {
    expect(hostOf(subscribed)).toEqual(by('subscription'));
    expect(hostOf({ ...subscribed, licensing: [product] })).toEqual(by('subscription'));
  });

  it('goes on to be the key that is there when a later one did not work', () => {
    const refused = { kind: 'failed', reason: 'refused', code: null, message: '' } as const;
    const status = statusOf(
      server,
      { kind: 'answer', value: reportOf({ licensing: [product] }) },
      { attempt: refused, lastFiveBefore: '6789N', wasActivated: true }
    );
    expect(status.state).toBe('keyDidNotWork');
    expect(hostStateOf(status)).toEqual(by('2022'));
  });

  it('is not known where a subscription could not be read, and no key is active', () => {
    const unread = { subscription: null, subscriptionError: 'No answer.' };
    expect(hostOf({ ...unread, activationError: '0xC004F014', licensing: '[]' })).toEqual({ kind: 'notKnown' });
    expect(hostOf({ ...unread, licensing: [{ ...product, licenseStatus: 5 }] })).toEqual({ kind: 'notKnown' });
    expect(hostOf({ ...unread, licensing: [product] })).toEqual(by('2022', true));
  });

  it('is nothing where it has no key, and not known where it does not answer', () => {
    expect(hostOf({ activationError: '0xC004F014', licensing: '[]' })).toEqual({ kind: 'noKey' });
    const failure = { reason: 'unreachable', message: '' } as const;
    expect(hostStateOf(statusOf(server, { kind: 'failure', failure }))).toEqual({ kind: 'notKnown' });
  });

  it('is to be told yet while it is checked', () => {
    const checking = hostStateOf(statusOf(server, { kind: 'checking' }));
    expect(checking).toEqual({ kind: 'checking' });
    expect(here({}, checking)).toEqual({ kind: 'notKnown', why: 'hostChecking' });
  });

  it('is the own license of a Windows Server Datacenter host, of its own release', () => {
    const own = { ...product, name: 'Windows(R), ServerDatacenter edition' };
    const windows = { osSku: 8, osCaption: 'Microsoft Windows Server 2022 Datacenter', moduleSource: null };
    expect(hostOf({ ...windows, licensing: [own] })).toEqual(by('2022'));
    expect(hostOf({ ...windows, licensing: [{ ...own, licenseStatus: 5 }] })).toEqual({ kind: 'ownNotActive' });
    expect(hostOf({ ...windows, licensing: '[]' })).toEqual({ kind: 'notKnown' });
    const standard = { ...own, name: 'Windows(R), ServerStandard edition', licenseFamily: 'ServerStandard' };
    expect(hostOf({ ...windows, licensing: [standard] })).toEqual({ kind: 'ownOtherEdition' });
  });
});
