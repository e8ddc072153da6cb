import { Outcome } from './failure';
import { isRecord, listOf, numberIn, parsed, textIn } from './json';
import { keptText } from '../keys/product-key-mask';
import { notUnderstood } from './said';

/** One licensing product of a server that has a product key. */
export interface LicensingProduct {
  readonly name: string | null;
  readonly description: string | null;
  readonly licenseFamily: string | null;

  /** 0 unlicensed, 1 licensed, 2 to 6 some grace period or notification. */
  readonly licenseStatus: number | null;

  /** The HRESULT behind that status, as in "0xC004F034". */
  readonly licenseStatusReason: string | null;

  /** The last five characters of its key. */
  readonly partialProductKey: string | null;

  readonly productKeyChannel: string | null;

  /** Minutes. */
  readonly gracePeriodRemaining: number | null;
}

/** What the cmdlet answered: the text as it came, masked, and the value that it stands for. */
export interface CmdletAnswer {
  readonly text: string;
  readonly value: unknown;
}

/** Where a server let us in: to all of PowerShell, or to the functions of a role that may look and not change. */
export type Endpoint = 'full' | 'restricted';

/** Whether what a server knows of Azure was read, is still awaited, or did not come in time. */
export type AzurePart = 'read' | 'awaited' | 'missing';

/**
 * What a server said of its activation, raw: nothing is concluded here. Whatever it did not say is
 * null.
 */
export interface Report {
  readonly computerName: string | null;

  /** Which of its endpoints answered. */
  readonly endpoint: Endpoint;

  /**
   * PowerShell's language mode: "ConstrainedLanguage" where application control holds our scripts
   * back.
   */
  readonly languageMode: string | null;

  readonly moduleVersion: string | null;

  /** How the module was found; null where the server has none. */
  readonly moduleSource: 'name' | 'path' | null;

  /** Why a module that is there could not be loaded. */
  readonly moduleError: string | null;

  /** Null where the cmdlet returned nothing. */
  readonly activation: CmdletAnswer | null;
  readonly activationError: string | null;
  readonly activationErrorCode: string | null;

  /** Null where they could not be read. */
  readonly licensing: readonly LicensingProduct[] | null;
  readonly licensingError: string | null;

  readonly osCaption: string | null;
  readonly osVersion: string | null;
  readonly osBuild: string | null;
  readonly osUpdateRevision: string | null;
  readonly osSku: number | null;
  readonly osDisplayVersion: string | null;
  readonly osError: string | null;

  /** Whether the part on Azure has come: it is asked last, and its cmdlets may hang. */
  readonly azure: AzurePart;

  /** The rows of `Get-AzureStackHCISubscriptionStatus`; null where there is no such cmdlet, or it failed. */
  readonly subscription: CmdletAnswer | null;
  readonly subscriptionError: string | null;

  /** When it last connected to Azure, in ISO's form if it is a time. */
  readonly lastAzureSync: string | null;

  /** Its registration with Azure and its connection to it, each in Windows' own word, such as "Connected". */
  readonly azureRegistration: string | null;
  readonly azureConnection: string | null;
  readonly lastAzureSyncError: string | null;
}

/**
 * Reads what `Get-ServerActivation` answered: its two parts, or the first of them. Never throws: an answer that is none
 * of ours is handed back as it is.
 */
export function readReport(
  answer: unknown,
  endpoint: Endpoint = 'full',
  withoutAzure: Exclude<AzurePart, 'read'> = 'missing'
): Outcome<Report> {
  const rows = listOf(parsed(answer)).map(parsed);
  const parts = rows.filter(isRecord).filter(row => numberIn(row, 'schema') === 1);
  const isOurs = parts.length === rows.length && (parts.length === 1 || parts.length === 2);
  if (!isOurs || parts.slice(1).some(part => !isAzurePart(part) || 'computerName' in part)) {
    return notUnderstood(answer);
  }
  const row = Object.assign({}, ...parts) as Record<string, unknown>;
  const azure = isAzurePart(row) ? 'read' : withoutAzure;
  return { kind: 'answer', value: { ...reportIn(row), endpoint, azure } };
}

function isAzurePart(row: Record<string, unknown>): boolean {
  return 'subscription' in row || 'lastAzureSync' in row;
}

function reportIn(row: Record<string, unknown>): Omit<Report, 'endpoint' | 'azure'> {
  const source = row['moduleSource'];
  return {
    computerName: textIn(row, 'computerName'),
    languageMode: textIn(row, 'languageMode'),
    moduleVersion: textIn(row, 'moduleVersion'),
    moduleSource: source === 'name' || source === 'path' ? source : null,
    moduleError: wordsIn(row, 'moduleError'),
    activation: answerIn(row['activation']),
    activationError: wordsIn(row, 'activationError'),
    activationErrorCode: textIn(row, 'activationErrorCode'),
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
    osCaption: textIn(row, 'osCaption'),
    osVersion: textIn(row, 'osVersion'),
    osBuild: textIn(row, 'osBuild'),
    osUpdateRevision: textIn(row, 'osUpdateRevision'),
    osSku: numberIn(row, 'osSku'),
    osDisplayVersion: textIn(row, 'osDisplayVersion'),
    osError: wordsIn(row, 'osError')
  };
}

function licensingIn(row: Record<string, unknown>): Pick<Report, 'licensing' | 'licensingError'> {
  const said = wordsIn(row, 'licensingError');
  const value = parsed(row['licensing']);
  if (value === null || value === undefined) {
    return { licensing: null, licensingError: said };
  }
  const products = listOf(value);
  if (!products.every(isRecord)) {
    // What is no list of products is kept as words: it may tell an admin more than nothing.
    return { licensing: null, licensingError: said ?? wordsIn(row, 'licensing') };
  }
  return { licensing: products.map(productIn), licensingError: said };
}

function productIn(row: Record<string, unknown>): LicensingProduct {
  return {
    name: wordsIn(row, 'name'),
    description: wordsIn(row, 'description'),
    licenseFamily: textIn(row, 'licenseFamily'),
    licenseStatus: numberIn(row, 'licenseStatus'),
    licenseStatusReason: textIn(row, 'licenseStatusReason'),
    partialProductKey: textIn(row, 'partialProductKey'),
    productKeyChannel: textIn(row, 'productKeyChannel'),
    gracePeriodRemaining: numberIn(row, 'gracePeriodRemaining')
  };
}

/**
 * The cmdlet's answer. The script sends JSON text; where a gateway unpacked it on the way, it is
 * packed again.
 */
function answerIn(value: unknown): CmdletAnswer | null {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  const text = keptText(typeof value === 'string' ? value : JSON.stringify(value));
  return { text, value: parsed(text) };
}

/** Text that a server wrote, with any product key in it hidden once more. */
function wordsIn(row: Record<string, unknown>, property: string): string | null {
  const words = textIn(row, property)?.trim();
  return words ? keptText(words) : null;
}
