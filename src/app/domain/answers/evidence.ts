import { addOns, ownSystemName } from './answer-words';
import { ActivationReading, readActivation } from './dialects';
import { findErrorCode, meaningOf } from './error-codes';
import { KeyType, KeyVersion, keyTypeOf, readKeyVersion } from '../keys/key-version';
import { ownSystem } from './operating-system';
import { readOnce } from './read-once';
import { LicensingProduct, Report } from './report';

/** What is known about a server’s key. */
export interface KeyFacts {
  readonly keyVersion: KeyVersion;
  readonly keyType: KeyType;

  /** The last five characters; null if unknown. */
  readonly lastFive: string | null;
}

/** What a server’s own words show about its activation. */
export interface Evidence extends KeyFacts {
  readonly says: 'activated' | 'noKey' | 'keyNotActive' | 'unknown';

  /** Whether the server shows that it has a host key, even if it doesn’t show which one or its state. */
  readonly showsKey: boolean;

  /** The last five characters of every host key shown. A server can have a second one. */
  readonly allLastFives: readonly string[];

  /** Which source says so; "none" if neither does. */
  readonly source: 'cmdlet' | 'licensing' | 'none';

  /** The HRESULT that explains why a key isn’t active. */
  readonly code: string | null;

  /** The cmdlet’s answer, unchanged but masked; null if there was none. */
  readonly said: string | null;
}

/** What one of the two sources shows. */
type Showing = KeyFacts & Pick<Evidence, 'says' | 'code'>;

/** The facts if there is no key, or nothing is known about it. */
export const noKeyFacts: KeyFacts = { keyVersion: 'unknown', keyType: 'unknown', lastFive: null };

const noKey: Showing = { ...noKeyFacts, says: 'noKey', code: null };

/** Weighs a report once: the cmdlet’s own words first, then the licensing products; otherwise the result is unknown. */
export const evidenceOf = readOnce((report: Report): Evidence => {
  const hostKey = hostKeyIn(report);
  const reading = readingOf(report);
  const tails = tailsIn(report);
  const lastFives = [
    reading?.lastFive,
    ...tails,
    ...hostKeysIn(report).map(row => row.partialProductKey?.toUpperCase())
  ];
  const beside = {
    said: report.activation?.text ?? null,
    allLastFives: [...new Set(lastFives.filter((one): one is string => typeof one === 'string'))]
  };
  // If the answer shows a key, the server has one, whatever else the answer says.
  const isShown = (reading?.showsKey ?? false) || tails.length > 0;
  const cmdlet = reading ? cmdletShowing(reading, report, hostKey) : saysNoKey(report) ? noKey : null;
  if (cmdlet && !(isShown && cmdlet.says === 'noKey')) {
    return { ...cmdlet, ...beside, showsKey: cmdlet.says !== 'noKey', source: 'cmdlet' };
  }
  if (hostKey) {
    return { ...licensingShowing(hostKey), ...beside, showsKey: true, source: 'licensing' };
  }
  if (!isShown && lacksHostKey(report)) {
    return { ...noKey, ...beside, showsKey: false, source: 'licensing' };
  }
  const facts = { ...noKeyFacts, lastFive: reading?.lastFive ?? (tails.length === 1 ? tails[0] : null) };
  return { ...facts, ...beside, says: 'unknown', showsKey: isShown, source: 'none', code: null };
});

/** The ends of all masked keys in the cmdlet’s answer, except those of other licenses. */
function tailsIn(report: Report): readonly string[] {
  const masked = report.activation?.text.matchAll(/\*{5}-([0-9A-Z]{5})(?![0-9A-Z])/gi) ?? [];
  const tails = new Set([...masked].map(([, tail]) => tail.toUpperCase()));
  return [...tails].filter(tail => !isOtherKey(report, lastFive => lastFive === tail));
}

/**
 * The reading of the cmdlet’s answer; null if the cmdlet failed, or its answer is about a license that isn’t a host
 * key’s.
 */
function readingOf(report: Report): ActivationReading | null {
  const reading = report.activationError === null ? readActivation(report.activation?.value) : null;
  return reading && !isOwnLicense(report) ? reading : null;
}

/** What the cmdlet’s words show; null if they leave it open, or the licensing products contradict them. */
function cmdletShowing(reading: ActivationReading, report: Report, hostKey: LicensingProduct | null): Showing | null {
  const facts = merged(reading, hostKey ? factsOf(hostKey) : noKeyFacts);
  const code = reading.code ?? (hostKey ? codeOf(hostKey) : null);
  switch (reading.says) {
    case 'activated':
      return isContradicted(reading, hostKey) ? null : { ...facts, says: 'activated', code: null };
    case 'noKey':
      return noKey;
    case 'keyEmpty':
      // If licensing shows a key, the cmdlet just doesn’t show it.
      return hostKey ? null : noKey;
    case 'keyNotActive':
      return { ...facts, says: 'keyNotActive', code };
    case 'notActivated':
      // This leaves open whether there is a key. The licensing products show it if they can be read.
      return hostKey ? { ...facts, says: 'keyNotActive', code } : lacksHostKey(report) ? noKey : null;
    case 'unknown':
      return null;
  }
}

/**
 * Whether Windows licensing shows that there is no host key: the products with a key were read, they include the one
 * for the server’s own operating system, and none of them is or might be Windows Server Datacenter. If the cmdlet
 * wasn’t run or failed, that has to be reported instead.
 */
function lacksHostKey(report: Report): boolean {
  const products = report.licensing ?? [];
  const wasAsked = report.moduleError === null && report.activationError === null;
  const isRead = report.licensingError === null && ownSystem(report) === 'azureStackHci' && products.some(isOwnProduct);
  return wasAsked && isRead && !products.some(mayBeHostKey);
}

/** Whether a licensing product is the license for the operating system of an Azure Stack HCI host. */
function isOwnProduct(product: LicensingProduct): boolean {
  return ownSystemName.test(wordsOf(product));
}

/**
 * Whether licensing shows the same key as not active. Then the key isn’t known to be active, whatever the cmdlet says.
 */
function isContradicted({ lastFive }: ActivationReading, hostKey: LicensingProduct | null): boolean {
  const isSame = lastFive === null || lastFive === hostKey?.partialProductKey?.toUpperCase();
  return hostKey !== null && isSame && hostKey.licenseStatus !== 1;
}

/** Whether the answer contains the last five characters of another license, and of no host key. */
function isOwnLicense(report: Report): boolean {
  const words = new Set(report.activation?.text.toUpperCase().match(/[0-9A-Z]+/g) ?? []);
  return isOtherKey(report, lastFive => words.has(lastFive));
}

/** Whether the matching last five characters belong to a license that isn’t a host key’s. */
function isOtherKey({ licensing }: Report, isMeant: (lastFive: string) => boolean): boolean {
  const meant = (licensing ?? []).filter(row => isMeant(row.partialProductKey?.toUpperCase() ?? ''));
  return meant.length > 0 && !meant.some(isDatacenter);
}

function saysNoKey(report: Report): boolean {
  return meaningOf(report.activationErrorCode, report.activationError) === 'noKeyInstalled';
}

function licensingShowing(product: LicensingProduct): Showing {
  return product.licenseStatus === 1
    ? { ...factsOf(product), says: 'activated', code: null }
    : { ...factsOf(product), says: 'keyNotActive', code: codeOf(product) };
}

/**
 * The licensing product of the key that activates VMs. It must be shown to be Windows Server Datacenter, on a host that
 * runs another operating system: on a Windows Server host, that row is the host’s own license.
 */
function hostKeyIn(report: Report): LicensingProduct | null {
  const products = hostKeysIn(report);
  return products.find(product => product.licenseStatus === 1) ?? products[0] ?? null;
}

function hostKeysIn(report: Report): readonly LicensingProduct[] {
  return ownSystem(report) === 'azureStackHci' ? (report.licensing ?? []).filter(isHostKey) : [];
}

function isHostKey(product: LicensingProduct): boolean {
  const hasStatus = product.licenseStatus !== null && product.partialProductKey !== null;
  return isDatacenter(product) && hasStatus;
}

/** Whether a product is Windows Server Datacenter, and not another edition with that word in its name. */
export function isDatacenter(product: LicensingProduct): boolean {
  const words = wordsOf(product);
  const datacenter = /\bServerDatacenter(?!\w*Eval)|Windows Server\b.{0,200}\bDatacenter/i.test(words);
  return datacenter && !/Azure|Turbine|Evaluation/i.test(words) && !addOns.test(words);
}

/**
 * Whether a product could be the host key, even if nothing shows that it is. Then nothing shows that there is no key.
 */
function mayBeHostKey(product: LicensingProduct): boolean {
  const isOther = addOns.test(wordsOf(product)) || ownSystemName.test(product.licenseFamily ?? '');
  return /datacenter/i.test(wordsOf(product)) && !isOther;
}

function wordsOf({ name, description, licenseFamily }: LicensingProduct): string {
  return [name, description, licenseFamily].join('\n');
}

function factsOf(product: LicensingProduct): KeyFacts {
  const version = readKeyVersion(product.name);
  return {
    keyVersion: version === 'unknown' ? readKeyVersion(product.description) : version,
    keyType: keyTypeOf(`${product.productKeyChannel ?? ''} ${product.description ?? ''}`),
    lastFive: product.partialProductKey?.toUpperCase() ?? null
  };
}

/**
 * The reason why a license isn’t active. Zero isn’t a reason, and neither is "no key installed", because there is a
 * key.
 */
function codeOf(product: LicensingProduct): string | null {
  const code = findErrorCode(product.licenseStatusReason, null);
  return meaningOf(code, null) === 'noKeyInstalled' ? null : code;
}

/** What the cmdlet said, completed from the licensing products unless they’re about another key. */
function merged(said: Partial<KeyFacts>, licensing: KeyFacts): KeyFacts {
  const sameKey = !said.lastFive || !licensing.lastFive || said.lastFive === licensing.lastFive;
  const rest = sameKey ? licensing : noKeyFacts;
  const version = said.keyVersion ?? 'unknown';
  const type = said.keyType ?? 'unknown';
  return {
    keyVersion: version === 'unknown' ? rest.keyVersion : version,
    keyType: type === 'unknown' ? rest.keyType : type,
    lastFive: said.lastFive ?? rest.lastFive
  };
}
