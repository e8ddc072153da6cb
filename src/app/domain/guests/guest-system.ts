import { GuestRelease, guestReleases } from './guest-matrix';
import published from '../keys/public-keys.json';
import { readOnce } from '../answers/read-once';
import { GuestFacts } from './virtual-machine';

/** The editions of Windows Server that matter for activation by a host. */
export type GuestEdition = 'standard' | 'datacenter' | 'essentials' | 'azureEdition' | 'evaluation' | 'unknown';

/** What runs in a virtual machine, as far as activation is concerned. */
export type GuestSystem =
  /** `release` is null if it can’t be determined, for example for releases that weren’t long-term ones. */
  | {
      readonly kind: 'windowsServer';
      readonly release: GuestRelease | 'older' | null;
      readonly edition: GuestEdition;
    }
  | { readonly kind: 'azureStackHci' }
  | { readonly kind: 'windowsClient' }
  | { readonly kind: 'notWindows' }
  | { readonly kind: 'unknown' };

/**
 * The builds of the long-term releases. A map, because a guest can report any text, including the names of an object’s
 * built-in properties.
 */
const builds: ReadonlyMap<string, GuestRelease> = new Map([
  ['9600', '2012 R2'],
  ['14393', '2016'],
  ['17763', '2019'],
  ['20348', '2022'],
  ['26100', '2025']
]);

/** The build of Windows Server 2012 R2. A host can’t activate servers with an earlier build. */
const firstBuild = 9600;

/**
 * Edition numbers (winnt.h; Microsoft Learn, "GetProductInfo"): full, Server Core, without Hyper-V, Nano Server, annual
 * channels. The number for Essentials is known only from third parties, so that edition is identified by its name.
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

/** The editions identified by a name that no other edition has. */
const namedEditions = ['essentials', 'datacenter', 'standard'] as const;

/** Separate products whose editions have the same names but are different. */
const otherProducts = /Storage|Hyper-V Server|MultiPoint|Small Business|Web Server|HPC|Foundation/i;

/** What runs in a virtual machine, from what its guest reports. If a guest reports nothing, it’s unknown. */
export function systemOf(facts: GuestFacts | null): GuestSystem {
  return facts === null ? { kind: 'unknown' } : systemIn(facts);
}

/** Memoized, because thousands of machines are described again whenever a server changes. */
const systemIn = readOnce((facts: GuestFacts): GuestSystem => {
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
});

/** The key that Microsoft publishes for guests of this release and edition; null if there is none. */
export const guestKeyOf = readOnce((system: GuestSystem): string | null => {
  if (system.kind !== 'windowsServer') {
    return null;
  }
  const names: Partial<Record<GuestEdition, string>> = {
    standard: 'Standard',
    datacenter: 'Datacenter',
    essentials: 'Essentials',
    azureEdition: 'Datacenter: Azure Edition'
  };
  // If the release is unknown or too old, the name doesn’t match any product.
  const product = `Windows Server ${system.release} ${names[system.edition] ?? ''}`;
  return published.avma.find(one => one.product === product)?.key ?? null;
});

/** Only Windows has numbers for its product type. */
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
  // The build says more than the name: if there is a build and it’s unknown, the release is unknown too.
  if (release && build === '') {
    return release;
  }
  const isOldBuild = /^\d{4,5}$/.test(build) && Number(build) < firstBuild;
  return isOldBuild || (named && isOlder(named)) ? 'older' : null;
}

/** A host can’t activate Windows Server 2012 and earlier. */
function isOlder(named: string): boolean {
  return named === '2012' || Number(named.slice(0, 4)) < 2012;
}

/** The edition for the number, or the edition in the name if there is no number or an unknown one. */
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
