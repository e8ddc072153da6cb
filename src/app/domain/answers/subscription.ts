import { isRecord, listOf, textIn } from './json';
import { ownSystem } from './operating-system';
import { readOnce } from './read-once';
import { Report } from './report';

/**
 * What a server says of its Windows Server subscription, with its own word for it. "notOffered": it has nothing that
 * would tell; "none": no such subscription is listed.
 */
export type SubscriptionReading =
  | { readonly kind: 'notOffered' }
  | { readonly kind: 'none' }
  | { readonly kind: 'active' | 'notActive' | 'unknown'; readonly said: string };

/** Within so many days a server has to sync with Azure, or its licenses lapse (Microsoft Learn). */
export const daysBetweenSyncs = 30;

const subscriptionName = 'windows server subscription';

/** Microsoft's words for a subscription that is not active, in any spacing; one that is has one word only. */
const notActiveWords = ['disabled', 'warned', 'deleted', 'inactive', 'notactive', 'pastdue', 'expired'];

/**
 * What the cmdlet fails with on a server that can have no subscription: its cluster is not registered, or it is in
 * none (Azure Local's troubleshooting guide, "AzStackHci_Subscription_State").
 */
const isUnregistered = /\bis not (?:registered with Azure|part of a cluster)\b/i;

/**
 * What a registration is called that there is none of: "NotYet", and "OutOfPolicy" after thirty days (Microsoft Learn,
 * "Manage cluster registration").
 */
const unregisteredWords = ['notyet', 'outofpolicy'];

const millisecondsInDay = 24 * 60 * 60 * 1000;

/** Before this year there was nothing to sync with: a date so old stands for "never". */
const firstYear = 2015;

/**
 * Reads what `Get-AzureStackHCISubscriptionStatus` answered. "active" is claimed only where every row of that name says
 * so; a number, or a word that we do not know, is shown and nothing concluded from it.
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
  const rows = listOf(subscription.value);
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

/** Whether a server may be covered by a subscription without having said so. */
export function isSubscriptionUnread(report: Report | null): boolean {
  return report !== null && subscriptionOf(report).kind === 'unknown';
}

/** When a server last synced with Azure; null where it does not say, or has never done so. */
export function lastSyncOf({ lastAzureSync }: Report): Date | null {
  const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
  const moment = isoTime.test(lastAzureSync ?? '') ? new Date(lastAzureSync ?? '') : null;
  return moment !== null && moment.getUTCFullYear() >= firstYear ? moment : null;
}

/**
 * Whether a server calls its connection to Azure out of policy: mostly since it had none for thirty days, but also
 * where its firmware's settings differ from the others' (Microsoft Learn, "Manage cluster registration").
 */
export function isOutOfPolicy(report: Report | null): boolean {
  return plain(report?.azureConnection) === 'outofpolicy';
}

/** Whether a server is known to have gone without Azure for longer than it may, by the time it was asked. */
export function isSyncOverdue(report: Report | null, askedAt: number | null): boolean {
  const last = report && lastSyncOf(report);
  return last !== null && askedAt !== null && askedAt - last.getTime() > daysBetweenSyncs * millisecondsInDay;
}

/** Whether a server's activation module is recent enough for a subscription: version 1.1 or later. */
export function supportsSubscription(report: Report | null): 'yes' | 'no' | 'notKnown' {
  if (report?.moduleSource === null) {
    return ownSystem(report) === 'azureStackHci' ? 'no' : 'notKnown';
  }
  const [, major, minor] = /^(\d+)\.(\d+)(?:\.\d+){0,2}$/.exec(report?.moduleVersion ?? '') ?? [];
  // A module that is found by its path alone has no version: PowerShell calls that 0.0.
  if (major === undefined || Number(major) + Number(minor) === 0) {
    return 'notKnown';
  }
  const isRecent = Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 1);
  return isRecent ? 'yes' : 'no';
}

function isWindowsServer(row: Record<string, unknown>): boolean {
  return textOf(row, 'subscriptionname').toLowerCase() === subscriptionName;
}

/** The status, by either of the names that documents have for it; both where they differ. */
function statusIn(row: Record<string, unknown>): string {
  const words = ['subscriptionstatus', 'status'].map(name => textOf(row, name));
  return [...new Set(words.filter(word => word !== ''))].join(', ');
}

function kindOf(word: string): 'active' | 'notActive' | 'unknown' {
  return plain(word) === 'active' ? 'active' : notActiveWords.includes(plain(word)) ? 'notActive' : 'unknown';
}

/** A state's word whatever its case and spacing. */
function plain(word: string | null | undefined): string {
  return (word ?? '').toLowerCase().replace(/\s/g, '');
}

/** A property in whatever case its name is. */
function textOf(row: Record<string, unknown>, name: string): string {
  const property = Object.keys(row).find(key => key.toLowerCase() === name) ?? name;
  return (textIn(row, property) ?? '').trim().replace(/\s+/g, ' ');
}
