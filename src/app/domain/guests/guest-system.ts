import { GuestRelease, guestReleases } from './guest-matrix';
import published from '../keys/public-keys.json';
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

/** The builds of the long-term releases. A map: a guest may tell any text, the names of an object's own parts too. */
const builds: ReadonlyMap<string, GuestRelease> = new Map([
  ['9600', '2012 R2'],
  ['14393', '2016'],
  ['17763', '2019'],
  ['20348', '2022'],
  ['26100', '2025']
]);

/** Servers of an earlier build, that of Windows Server 2012 R2, can't be activated by a host. */
const firstBuild = 9600;

/**
 * Numbers of editions (winnt.h; Microsoft Learn, "GetProductInfo"): whole, as Server Core, without Hyper-V, as Nano
 * Server, of annual channels. That of Essentials is known from third parties only, so that edition is told by its name.
 */
const editionNumbers: readonly (readonly [GuestEdition, readonly number[]])[] = [
  ['standard', [7, 13, 36, 40, 144, 146, 148]],
  ['datacenter', [8, 12, 37, 39, 143, 145, 147]],
  ['evaluation', [79, 80, 159, 160]],
  ['azureEdition', [407, 408, 409]]
];
const editions: ReadonlyMap<number, GuestEdition> = new Map(
  editionNumbers.flatMap(([edition, numbers]) => numbers.map(number => [number, edition] as const))
);
const azureStackHciEdition = 406;

/** The editions that are told by a name that is theirs alone. */
const namedEditions = ['essentials', 'datacenter', 'standard'] as const;

/** Products of their own, whose editions have the same names and are others. */
const otherProducts = /Storage|Hyper-V Server|MultiPoint|Small Business|Web Server|HPC|Foundation/i;

/** What runs in a virtual machine, by what its guest tells. Where a guest tells nothing, nothing is known. */
export function systemOf(facts: GuestFacts | null): GuestSystem {
  if (facts === null) {
    return { kind: 'unknown' };
  }
  const name = facts.osName ?? '';
  if (facts.osEditionId === azureStackHciEdition || /Azure (?:Stack HCI|Local)/i.test(name)) {
    return { kind: 'azureStackHci' };
  }
  if (facts.productType === 1 || /^(?:Microsoft )?Windows (?:\d{1,2}\b|XP|Vista)/i.test(name)) {
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
  const known = builds.get(build);
  if (known) {
    return known;
  }
  const [, named] = /Windows Server(?: ?(?:\(R\)|\u00ae))? (20\d\d(?: R2)?)\b/i.exec(osName ?? '') ?? [];
  const release = guestReleases.find(one => one === named?.toUpperCase());
  // The build tells more than a name: where there is one that is not known, the release is not either.
  if (release && build === '') {
    return release;
  }
  const isOldBuild = /^\d{4,5}$/.test(build) && Number(build) < firstBuild;
  return isOldBuild || (named && isOlder(named)) ? 'older' : null;
}

/** Windows Server 2012 and before can't be activated by a host. */
function isOlder(named: string): boolean {
  return named === '2012' || Number(named.slice(0, 4)) < 2012;
}

/** The edition by its number; where there is none, or another one, by its name. */
function editionOf({ osEditionId, osName }: GuestFacts): GuestEdition {
  const name = osName ?? '';
  const known = editions.get(osEditionId ?? -1);
  if (known) {
    return known;
  }
  if (/\bEvaluation\b/i.test(name)) {
    return 'evaluation';
  }
  if (otherProducts.test(name)) {
    return 'unknown';
  }
  if (/\bAzure Edition\b/i.test(name)) {
    return 'azureEdition';
  }
  const named = namedEditions.filter(edition => new RegExp(`\\b${edition}\\b`, 'i').test(name));
  return named.length === 1 ? named[0] : 'unknown';
}
