import { Outcome } from './failure';
import { isRecord, toRows, numberIn, packed, parsed, textIn } from './json';
import { keptText } from '../keys/product-key-mask';
import { notUnderstood } from './said';

/** A licensing product of a server that has a product key. */
export interface LicensingProduct {
  readonly name: string | null;
  readonly description: string | null;
  readonly licenseFamily: string | null;

  /** 0 unlicensed, 1 licensed, 2 to 6 a grace period or notification. */
  readonly licenseStatus: number | null;

  /** The HRESULT that explains the status, as in "0xC004F034". */
  readonly licenseStatusReason: string | null;

  /** The last five characters of its key. */
  readonly partialProductKey: string | null;

  readonly productKeyChannel: string | null;

  /** Minutes. */
  readonly gracePeriodRemaining: number | null;
}

/** What the cmdlet answered: the text, masked but otherwise unchanged, and its parsed value. */
export interface CmdletAnswer {
  readonly text: string;
  readonly value: unknown;
}

/**
 * The endpoint that let us in: all of PowerShell, or only the functions of a role that can look but not change
 * anything.
 */
export type Endpoint = 'full' | 'restricted';

/** Whether the subscriptions, which are requested last, were read, are still pending, or didn’t come in time. */
export type AzurePart = 'read' | 'awaited' | 'missing';

/** What a server said about its activation, raw: nothing is concluded here. What it left out is null. */
export interface Report {
  readonly computerName: string | null;

  /** The endpoint that answered. */
  readonly endpoint: Endpoint;

  /** PowerShell’s language mode: "ConstrainedLanguage" if application control restricts our scripts. */
  readonly languageMode: string | null;

  readonly moduleVersion: string | null;

  /** How the module was found; null if the server doesn’t have it. */
  readonly moduleSource: 'name' | 'path' | null;

  /** Why an existing module couldn’t be loaded. */
  readonly moduleError: string | null;

  /** Null if the cmdlet returned nothing. */
  readonly activation: CmdletAnswer | null;
  readonly activationError: string | null;
  readonly activationErrorCode: string | null;

  /** Null if they couldn’t be read. */
  readonly licensing: readonly LicensingProduct[] | null;
  readonly licensingError: string | null;

  readonly osCaption: string | null;
  readonly osVersion: string | null;
  readonly osBuild: string | null;
  readonly osUpdateRevision: string | null;
  readonly osSku: number | null;
  readonly osDisplayVersion: string | null;
  readonly osError: string | null;

  /** The thumbprints of certificates for keys that are still on the server; null if it wasn’t asked for them. */
  readonly keyCertificates: readonly string[] | null;

  /** Whether all parts have come. Those about Azure are requested last, because its cmdlets can hang. */
  readonly azure: AzurePart;

  /** The rows of `Get-AzureStackHCISubscriptionStatus`; null if the cmdlet doesn’t exist or failed. */
  readonly subscription: CmdletAnswer | null;
  readonly subscriptionError: string | null;

  /** When it last connected to Azure, in ISO format if it’s a time. */
  readonly lastAzureSync: string | null;

  /** Its registration with Azure and its connection to Azure, each in Windows’ own word, such as "Connected". */
  readonly azureRegistration: string | null;
  readonly azureConnection: string | null;
  readonly lastAzureSyncError: string | null;
}

/** A property of each part that follows the first one. */
const laterParts = ['osVersion', 'licensing', 'lastAzureSync', 'subscription'];

/**
 * Reads what `Get-ServerActivation` answered: all parts, or only the first. Never throws: an answer that isn’t from
 * our script is returned as a failure, with its text.
 */
export function readReport(
  answer: unknown,
  endpoint: Endpoint = 'full',
  withoutAzure: Exclude<AzurePart, 'read'> = 'missing'
): Outcome<Report> {
  const rows = partsIn(answer);
  const parts = rows.filter(isRecord).filter(row => numberIn(row, 'schema') === 1);
  const later = parts.slice(1);
  const isOurs = parts.length === rows.length && parts.length > 0 && later.every(isLaterPart);
  if (!isOurs || repeatsProperty(parts)) {
    return notUnderstood(answer);
  }
  const row = Object.assign({}, ...parts) as Record<string, unknown>;
  const azure = 'subscription' in row ? 'read' : withoutAzure;
  return { kind: 'answer', value: { ...reportIn(row), endpoint, azure } };
}

/**
 * Whether an answer has the part with the licensing products. Until then, it might show a key as active that the
 * products show not to be.
 */
export function hasLicensing(answer: unknown): boolean {
  return partsIn(answer).some(row => isRecord(row) && 'licensing' in row);
}

function partsIn(answer: unknown): readonly unknown[] {
  return toRows(parsed(answer)).map(parsed);
}

function isLaterPart(part: Record<string, unknown>): boolean {
  return !('computerName' in part) && laterParts.some(name => name in part);
}

function repeatsProperty(parts: readonly Record<string, unknown>[]): boolean {
  const names = parts.flatMap(part => Object.keys(part)).filter(name => name !== 'schema');
  return new Set(names).size < names.length;
}

function reportIn(row: Record<string, unknown>): Omit<Report, 'endpoint' | 'azure'> {
  const source = row['moduleSource'];
  return {
    computerName: wordsIn(row, 'computerName'),
    languageMode: wordsIn(row, 'languageMode'),
    moduleVersion: wordsIn(row, 'moduleVersion'),
    moduleSource: source === 'name' || source === 'path' ? source : null,
    moduleError: wordsIn(row, 'moduleError'),
    activation: answerIn(row['activation']),
    activationError: wordsIn(row, 'activationError'),
    activationErrorCode: wordsIn(row, 'activationErrorCode'),
    ...licensingIn(row),
    ...operatingSystemIn(row),
    subscription: answerIn(row['subscription']),
    subscriptionError: wordsIn(row, 'subscriptionError'),
    lastAzureSync: wordsIn(row, 'lastAzureSync'),
    azureRegistration: wordsIn(row, 'azureRegistration'),
    azureConnection: wordsIn(row, 'azureConnection'),
    lastAzureSyncError: wordsIn(row, 'lastAzureSyncError')
  };
}

function operatingSystemIn(row: Record<string, unknown>) {
  return {
    osCaption: wordsIn(row, 'osCaption'),
    osVersion: wordsIn(row, 'osVersion'),
    osBuild: wordsIn(row, 'osBuild'),
    osUpdateRevision: wordsIn(row, 'osUpdateRevision'),
    osSku: numberIn(row, 'osSku'),
    osDisplayVersion: wordsIn(row, 'osDisplayVersion'),
    osError: wordsIn(row, 'osError'),
    keyCertificates: thumbprintsIn(textIn(row, 'keyCertificates'))
  };
}

function licensingIn(row: Record<string, unknown>): Pick<Report, 'licensing' | 'licensingError'> {
  const said = wordsIn(row, 'licensingError');
  const value = parsed(row['licensing']);
  if (value === null || value === undefined) {
    return { licensing: null, licensingError: said };
  }
  const products = toRows(value);
  if (!products.every(isRecord)) {
    // If it isn’t a list of products, keep the text, which might still help an admin.
    return { licensing: null, licensingError: said ?? wordsIn(row, 'licensing') };
  }
  return { licensing: products.map(productIn), licensingError: said };
}

function productIn(row: Record<string, unknown>): LicensingProduct {
  return {
    name: wordsIn(row, 'name'),
    description: wordsIn(row, 'description'),
    licenseFamily: wordsIn(row, 'licenseFamily'),
    licenseStatus: numberIn(row, 'licenseStatus'),
    licenseStatusReason: wordsIn(row, 'licenseStatusReason'),
    partialProductKey: lastFiveIn(wordsIn(row, 'partialProductKey')),
    productKeyChannel: wordsIn(row, 'productKeyChannel'),
    gracePeriodRemaining: numberIn(row, 'gracePeriodRemaining')
  };
}

/** The cmdlet’s answer. The script sends JSON text. If a gateway unpacked it on the way, this packs it again. */
function answerIn(value: unknown): CmdletAnswer | null {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  const text = keptText(typeof value === 'string' ? value : packed(value));
  return { text, value: parsed(text) };
}

/** Text from a server, with any product keys masked again. */
function wordsIn(row: Record<string, unknown>, property: string): string | null {
  const words = textIn(row, property)?.trim();
  return words ? keptText(words) : null;
}

/** Windows gives only the last five characters of a key. Of any other text, no more than these are kept. */
function lastFiveIn(text: string | null): string | null {
  return /[0-9A-Z]{5}$/i.exec(text ?? '')?.[0] ?? null;
}

/** What isn’t a thumbprint could be anything, and would be shown as part of a command. */
function thumbprintsIn(text: string | null): readonly string[] | null {
  return text === null ? null : text.split(',').filter(thumbprint => /^[0-9A-F]{40}$/i.test(thumbprint));
}
