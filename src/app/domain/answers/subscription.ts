import { isRecord, toRows, textIn } from './json';
import { ownSystem } from './operating-system';
import { readOnce } from './read-once';
import { Report } from './report';

/**
 * What a server says about its Windows Server subscription, in its own word. "notOffered": it has no cmdlet for it;
 * "none": no such subscription is listed.
 */
export type SubscriptionReading =
  | { readonly kind: 'notOffered' }
  | { readonly kind: 'none' }
  | { readonly kind: 'active' | 'notActive' | 'unknown'; readonly said: string };

/** A server must sync with Azure within this many days, or its licenses lapse (Microsoft Learn). */
export const daysBetweenSyncs = 30;

const subscriptionName = 'windows server subscription';

/** Microsoft’s words for a subscription that isn’t active, without spaces. There is only one word for an active one. */
const notActiveWords = ['disabled', 'warned', 'deleted', 'inactive', 'notactive', 'pastdue', 'expired'];

/**
 * The error of the cmdlet on a server that can’t have a subscription: its cluster isn’t registered, or the server isn’t
 * part of one (Azure Local’s troubleshooting guide, "AzStackHci_Subscription_State").
 */
const isUnregistered = /\bis not (?:registered with Azure|part of a cluster)\b/i;

/**
 * The status of a cluster that isn’t registered: "NotYet", and "OutOfPolicy" after thirty days (Microsoft Learn,
 * "Manage cluster registration").
 */
const unregisteredWords = ['notyet', 'outofpolicy'];

const millisecondsInDay = 24 * 60 * 60 * 1000;

/** There was nothing to sync with before this year. An older date means "never". */
const firstYear = 2015;

/**
 * Reads what `Get-AzureStackHCISubscriptionStatus` answered. The result is "active" only if every row of that name says
 * so. A number or an unknown word is shown, and nothing is concluded from it.
 */
export const subscriptionOf = readOnce((report: Report): SubscriptionReading => {
  const { subscription, subscriptionError, azureRegistration } = report;
  if (report.azure !== 'read') {
    return { kind: 'unknown', said: '' };
  }
  const isWithout =
    unregisteredWords.includes(plain(azureRegistration)) || isUnregistered.test(subscriptionError ?? '');
  if (subscriptionError !== null && isWithout) {
    return { kind: 'none' };
  }
  if (subscription === null) {
    return subscriptionError === null ? { kind: 'notOffered' } : { kind: 'unknown', said: '' };
  }
  const rows = toRows(subscription.value);
  if (!rows.every(isRecord)) {
    return { kind: 'unknown', said: subscription.text };
  }
  const words = rows.filter(isWindowsServer).map(statusIn);
  if (words.length === 0) {
    return subscriptionError === null ? { kind: 'none' } : { kind: 'unknown', said: '' };
  }
  const said = [...new Set(words)].join(', ');
  const kinds = new Set(words.map(kindOf));
  const [kind] = kinds;
  return { kind: kinds.size === 1 ? kind : 'unknown', said };
});

/** Whether a subscription might cover a server that hasn’t said so. */
export function isSubscriptionUnread(report: Report | null): boolean {
  return report !== null && subscriptionOf(report).kind === 'unknown';
}

/** When a server last synced with Azure; null if it doesn’t say, or never has. */
export function lastSyncOf({ lastAzureSync }: Report): Date | null {
  const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
  const moment = isoTime.test(lastAzureSync ?? '') ? new Date(lastAzureSync ?? '') : null;
  return moment !== null && moment.getUTCFullYear() >= firstYear ? moment : null;
}

/**
 * Whether a server calls its connection to Azure out of policy. The usual reason is thirty days without a connection,
 * but it also happens if its firmware settings differ from the other servers’ (Microsoft Learn, "Manage cluster
 * registration").
 */
export function isOutOfPolicy(report: Report | null): boolean {
  return plain(report?.azureConnection) === 'outofpolicy';
}

/** Whether a server is known to have been without Azure for too long when it was checked. */
export function isSyncOverdue(report: Report | null, askedAt: number | null): boolean {
  const last = report && lastSyncOf(report);
  return last !== null && askedAt !== null && askedAt - last.getTime() > daysBetweenSyncs * millisecondsInDay;
}

/** Whether a server’s activation module is recent enough for a subscription: version 1.1 or later. */
export function supportsSubscription(report: Report | null): 'yes' | 'no' | 'notKnown' {
  if (report?.moduleSource === null) {
    return ownSystem(report) === 'azureStackHci' ? 'no' : 'notKnown';
  }
  const [, major, minor] = /^(\d+)\.(\d+)(?:\.\d+){0,2}$/.exec(report?.moduleVersion ?? '') ?? [];
  // A module that is found only by its path has no version, which PowerShell shows as 0.0.
  if (major === undefined || Number(major) + Number(minor) === 0) {
    return 'notKnown';
  }
  const isRecent = Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 1);
  return isRecent ? 'yes' : 'no';
}

function isWindowsServer(row: Record<string, unknown>): boolean {
  return textOf(row, 'subscriptionname').toLowerCase() === subscriptionName;
}

/** The status, in either property that the documents name; both if they differ. */
function statusIn(row: Record<string, unknown>): string {
  const words = ['subscriptionstatus', 'status'].map(name => textOf(row, name));
  return [...new Set(words.filter(word => word !== ''))].join(', ');
}

function kindOf(word: string): 'active' | 'notActive' | 'unknown' {
  return plain(word) === 'active' ? 'active' : notActiveWords.includes(plain(word)) ? 'notActive' : 'unknown';
}

/** A state’s word in lowercase, without spaces. */
function plain(word: string | null | undefined): string {
  return (word ?? '').toLowerCase().replace(/\s/g, '');
}

/** A property’s text. The case of the name doesn’t matter. */
function textOf(row: Record<string, unknown>, name: string): string {
  const property = Object.keys(row).find(key => key.toLowerCase() === name) ?? name;
  return (textIn(row, property) ?? '').trim().replace(/\s+/g, ' ');
}
