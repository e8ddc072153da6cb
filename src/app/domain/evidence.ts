import { addOns, ownSystemName } from './answer-words';
import { readActivation } from './dialects';
import { findErrorCode, meaningOf } from './error-codes';
import { KeyType, KeyVersion, keyTypeOf, readKeyVersion } from './key-version';
import { ownSystem } from './operating-system';
import { LicensingProduct, Report } from './report';

/** What is known of the key that a server has. */
export interface KeyFacts {
  readonly keyVersion: KeyVersion;
  readonly keyType: KeyType;

  /** The last five characters; null where they are not known. */
  readonly lastFive: string | null;
}

/** What a server's own words show of its activation. */
export interface Evidence extends KeyFacts {
  readonly says: 'activated' | 'noKey' | 'keyNotActive' | 'unknown';

  /** Whose word it is; "none" where neither speaks. */
  readonly source: 'cmdlet' | 'licensing' | 'none';

  /** The HRESULT behind a key that is not active. */
  readonly code: string | null;

  /** The cmdlet's answer as it came, masked; null where it was silent. */
  readonly said: string | null;
}

/** Of a key nothing is known, or there is none. */
export const noKeyFacts: KeyFacts = { keyVersion: 'unknown', keyType: 'unknown', lastFive: null };

/**
 * Weighs what a server said: the cmdlet's own words first, then the licensing products, else
 * unknown.
 */
export function evidenceOf(report: Report): Evidence {
  const hostKey = hostKeyIn(report);
  const said = report.activation?.text ?? null;
  const cmdlet = cmdletEvidence(report, hostKey);
  if (cmdlet) {
    return { ...cmdlet, source: 'cmdlet', said };
  }
  if (hostKey) {
    return { ...licensingEvidence(hostKey), source: 'licensing', said };
  }
  if (lacksHostKey(report)) {
    return { ...noKeyFacts, says: 'noKey', source: 'licensing', code: null, said };
  }
  return { ...noKeyFacts, says: 'unknown', source: 'none', code: null, said };
}

/**
 * What the cmdlet's words show; null where they leave it open, or the licensing products contradict
 * them.
 */
function cmdletEvidence(report: Report, hostKey: LicensingProduct | null): Omit<Evidence, 'source' | 'said'> | null {
  if (report.activationError !== null) {
    return saysNoKey(report) ? { ...noKeyFacts, says: 'noKey', code: null } : null;
  }
  const reading = readActivation(report.activation?.value);
  if (isOwnLicense(report, reading.lastFive)) {
    return null;
  }
  const facts = merged(reading, hostKey ? factsOf(hostKey) : noKeyFacts);
  const code = reading.code ?? (hostKey ? codeOf(hostKey) : null);
  switch (reading.says) {
    case 'activated':
      return { ...facts, says: 'activated', code: null };
    case 'noKey':
      return { ...noKeyFacts, says: 'noKey', code: null };
    case 'keyEmpty':
      // Where licensing shows a key, the cmdlet only does not.
      return hostKey ? null : { ...noKeyFacts, says: 'noKey', code: null };
    case 'keyNotActive':
      return { ...facts, says: 'keyNotActive', code };
    case 'notActivated':
      return notActivated(report, hostKey, facts, code);
    case 'unknown':
      return null;
  }
}

/**
 * "Not activated" leaves open whether there is a key: the licensing products, where they can be
 * read, tell.
 */
function notActivated(
  report: Report,
  hostKey: LicensingProduct | null,
  facts: KeyFacts,
  code: string | null
): Omit<Evidence, 'source' | 'said'> | null {
  if (hostKey || facts.lastFive) {
    return { ...facts, says: 'keyNotActive', code };
  }
  return lacksHostKey(report) ? { ...noKeyFacts, says: 'noKey', code: null } : null;
}

/**
 * Whether Windows' licensing shows that there is no host key: the products with a key were read, the system's own among
 * them, and none is Windows Server Datacenter. Where the cmdlet was not asked, or failed, that has to be told instead.
 */
function lacksHostKey(report: Report): boolean {
  const products = report.licensing ?? [];
  const wasAsked = report.moduleError === null && report.activationError === null;
  const isRead = ownSystem(report) === 'azureStackHci' && products.some(isOwnProduct);
  return wasAsked && isRead && !products.some(isHostKey);
}

/** Whether a licensing product is the license of an Azure Stack HCI host's own system. */
function isOwnProduct({ name, description, licenseFamily }: LicensingProduct): boolean {
  return ownSystemName.test([name, description, licenseFamily].join('\n'));
}

/** Whether these are the last five characters of another license than a host key's. */
function isOwnLicense({ licensing }: Report, lastFive: string | null): boolean {
  const same = (licensing ?? []).filter(({ partialProductKey }) => partialProductKey?.toUpperCase() === lastFive);
  return lastFive !== null && same.length > 0 && !same.some(isDatacenter);
}

function saysNoKey(report: Report): boolean {
  return meaningOf(report.activationErrorCode, report.activationError) === 'noKeyInstalled';
}

function licensingEvidence(product: LicensingProduct): Omit<Evidence, 'source' | 'said'> {
  return product.licenseStatus === 1
    ? { ...factsOf(product), says: 'activated', code: null }
    : { ...factsOf(product), says: 'keyNotActive', code: codeOf(product) };
}

/**
 * The licensing product of the key that activates VMs. Only one shown to be Windows Server
 * Datacenter can be it, and only on a host whose own system is another: on a Windows Server host
 * that row is the host's own licence.
 */
function hostKeyIn(report: Report): LicensingProduct | null {
  if (ownSystem(report) !== 'azureStackHci') {
    return null;
  }
  const products = (report.licensing ?? []).filter(isHostKey);
  return products.find(product => product.licenseStatus === 1) ?? products[0] ?? null;
}

function isHostKey(product: LicensingProduct): boolean {
  const hasStatus = product.licenseStatus !== null && product.partialProductKey !== null;
  return isDatacenter(product) && hasStatus;
}

/** Whether a product is Windows Server Datacenter, and no other edition that has the word in it. */
export function isDatacenter(product: LicensingProduct): boolean {
  const words = [product.name, product.description, product.licenseFamily].join('\n');
  const datacenter = /\bServerDatacenter(?!\w*Eval)|Windows Server\b.*\bDatacenter/i.test(words);
  const other = /Azure|Turbine|Evaluation|VIRTUAL_MACHINE_ACTIVATION/i.test(words) || addOns.test(words);
  return datacenter && !other;
}

function factsOf(product: LicensingProduct): KeyFacts {
  const version = readKeyVersion(product.name);
  return {
    keyVersion: version === 'unknown' ? readKeyVersion(product.description) : version,
    keyType: keyTypeOf(`${product.productKeyChannel ?? ''} ${product.description ?? ''}`),
    lastFive: product.partialProductKey?.toUpperCase() ?? null
  };
}

/** The reason of a licence that is not active; zero is no reason. */
function codeOf(product: LicensingProduct): string | null {
  return findErrorCode(product.licenseStatusReason, null);
}

/**
 * What the cmdlet said, filled up from the licensing products, unless they speak of another key.
 */
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
