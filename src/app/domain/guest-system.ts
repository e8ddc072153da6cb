import { GuestRelease, guestReleases } from './guest-matrix';
import published from './public-keys.json';
import { GuestFacts } from './virtual-machine';

/** The editions of Windows Server that make a difference to its activation by a host. */
export type GuestEdition = 'standard' | 'datacenter' | 'essentials' | 'azureEdition' | 'evaluation' | 'unknown';

/** What runs in a virtual machine, as far as activation is concerned. */
export type GuestSystem =
  /** `release` is null where it can't be told, as of releases that were no long-term ones. */
  | {
      readonly kind: 'windowsServer';
      readonly release: GuestRelease | 'older' | null;
      readonly edition: GuestEdition;
    }
  | { readonly kind: 'azureStackHci' }
  | { readonly kind: 'windowsClient' }
  | { readonly kind: 'notWindows' }
  | { readonly kind: 'unknown' };

/** The builds of the long-term releases. */
const builds: Record<string, GuestRelease> = {
  9600: '2012 R2',
  14393: '2016',
  17763: '2019',
  20348: '2022',
  26100: '2025'
};

/**
 * Numbers of editions (Microsoft Learn, "GetProductInfo"). That of Essentials is known from third parties only, so that
 * edition is told by its name.
 */
const editions: Record<number, GuestEdition> = {
  7: 'standard',
  8: 'datacenter',
  79: 'evaluation',
  80: 'evaluation',
  407: 'azureEdition',
  408: 'azureEdition'
};
const azureStackHciEdition = 406;

/** What runs in a virtual machine, by what its guest tells. Where a guest tells nothing, nothing is known. */
export function systemOf(facts: GuestFacts | null): GuestSystem {
  if (facts === null) {
    return { kind: 'unknown' };
  }
  const name = facts.osName ?? '';
  if (facts.osEditionId === azureStackHciEdition || /Azure (?:Stack HCI|Local)/i.test(name)) {
    return { kind: 'azureStackHci' };
  }
  if (facts.productType === 1 || /^(?:Microsoft )?Windows (?:\d|XP|Vista)/i.test(name)) {
    return { kind: 'windowsClient' };
  }
  if (/Windows Server/i.test(name) || isServer(facts)) {
    return { kind: 'windowsServer', release: releaseOf(facts), edition: editionOf(facts) };
  }
  return name !== '' && !/Windows/i.test(name) ? { kind: 'notWindows' } : { kind: 'unknown' };
}

/** The key that Microsoft publishes for guests of that release and edition; null where there is none. */
export function guestKeyOf(system: GuestSystem): string | null {
  if (system.kind !== 'windowsServer') {
    return null;
  }
  const names: Partial<Record<GuestEdition, string>> = {
    standard: 'Standard',
    datacenter: 'Datacenter',
    essentials: 'Essentials',
    azureEdition: 'Datacenter: Azure Edition'
  };
  // A release that is not known, or too old, makes no product's name.
  const product = `Windows Server ${system.release} ${names[system.edition] ?? ''}`;
  return published.avma.find(one => one.product === product)?.key ?? null;
}

/** Only Windows numbers its product types. */
function isServer({ productType }: GuestFacts): boolean {
  return productType === 2 || productType === 3;
}

function releaseOf({ osBuild, osVersion, osName }: GuestFacts): GuestRelease | 'older' | null {
  const build = osBuild ?? /^\d+\.\d+\.(\d+)/.exec(osVersion ?? '')?.[1] ?? '';
  const known = builds[build];
  if (known) {
    return known;
  }
  const [, named] = /Windows Server (20\d\d(?: R2)?)\b/i.exec(osName ?? '') ?? [];
  const release = guestReleases.find(one => one === named?.toUpperCase());
  // The build tells more than a name: where there is one that is not known, the release is not either.
  if (release && build === '') {
    return release;
  }
  return named && isOlder(named) ? 'older' : null;
}

/** Windows Server 2012 and before can't be activated by a host. */
function isOlder(named: string): boolean {
  return named === '2012' || Number(named.slice(0, 4)) < 2012;
}

function editionOf({ osEditionId, osName }: GuestFacts): GuestEdition {
  const known = editions[osEditionId ?? -1];
  if (known) {
    return known;
  }
  // Where the number is another one, the name tells these two.
  if (/\bEvaluation\b/i.test(osName ?? '')) {
    return 'evaluation';
  }
  return /\bEssentials\b/i.test(osName ?? '') ? 'essentials' : 'unknown';
}
