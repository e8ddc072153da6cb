/** The release of Windows Server that a host key is for. It’s "unknown" if it can’t be read, never a guess. */
export type KeyVersion = '2019' | '2022' | '2025' | 'unknown';

/** A known version, which can be older or newer than another. */
export type KnownKeyVersion = Exclude<KeyVersion, 'unknown'>;

/** The source of a key, as far as Windows says. */
export type KeyType = 'volume' | 'oem' | 'retail' | 'unknown';

const releases: readonly KnownKeyVersion[] = ['2019', '2022', '2025'];

/**
 * Reads the release from words such as "Windows Server 2022 Datacenter". Words that name two releases are "unknown".
 */
export function readKeyVersion(words: string | null | undefined): KeyVersion {
  const named = new Set((words ?? '').match(/(?<!\d)20(?:12|16|19|22|25)(?!\d)/g) ?? []);
  const [only] = named;
  return named.size === 1 && isKnownVersion(only) ? only : 'unknown';
}

/** Whether the text is a release that host keys exist for. */
export function isKnownVersion(version: string): version is KnownKeyVersion {
  return releases.some(release => release === version);
}

/** Sorts versions, oldest first. "unknown" comes last and never counts as older. */
export function compareKeyVersions(one: KeyVersion, other: KeyVersion): number {
  return rank(one) - rank(other);
}

/** Whether a key is known to be for an older release than another. */
export function isOlderVersion(one: KeyVersion, other: KeyVersion): boolean {
  return isKnownVersion(one) && isKnownVersion(other) && rank(one) < rank(other);
}

/** The newest known version. */
export function newestVersion(versions: readonly KeyVersion[]): KeyVersion {
  const known = versions.filter(isKnownVersion).sort(compareKeyVersions);
  return known[known.length - 1] ?? 'unknown';
}

/** The type of a key, from words such as "Volume:MAK" or "OEM_COA_NSLP channel". */
export function keyTypeOf(words: string): KeyType {
  const types = new Set<KeyType>();
  for (const word of words.match(/VOLUME|MAK\b|OEM|RETAIL/gi) ?? []) {
    types.add(/OEM/i.test(word) ? 'oem' : /RETAIL/i.test(word) ? 'retail' : 'volume');
  }
  const [only] = types;
  return types.size === 1 ? only : 'unknown';
}

function rank(version: KeyVersion): number {
  return isKnownVersion(version) ? releases.indexOf(version) : releases.length;
}
