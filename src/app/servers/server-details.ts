import { AttemptFailed, AttemptNotConfirmed, AttemptNotKnown } from '../domain/servers/attempt';
import { Findings, badgesOf } from '../domain/servers/findings';
import { maskProductKeys } from '../domain/keys/product-key-mask';
import { Report } from '../domain/answers/report';
import { serverId } from '../domain/servers/server';
import { packed } from '../domain/answers/json';
import { ownSystem } from '../domain/answers/operating-system';
import { ServerStatus, causeOf } from '../domain/servers/status';
import { isKeylessByLicensing, traitsOf } from '../domain/servers/states';
import { daysBetweenSyncs, isSyncOverdue, lastSyncOf, subscriptionOf } from '../domain/answers/subscription';
import { dateOf, formatFacts, numberInWords, timeOf } from '../platform/locale';
import { AppStrings, fillIn } from '../platform/strings';
import { attemptInWords, explanationOf, leftCertificateInWords, stillActivated } from '../text/explanation';
import { inOrder, labeled } from '../text/joined';
import {
  badgeInWords,
  keyTypeInWords,
  nextStepOf,
  nodeStateInWords,
  systemInWords,
  wordsOf
} from '../text/server-text';

/** How much of an answer the page shows, in characters. A server's usual answer has some five thousand. */
const mostShown = 100_000;

/** A detail of a server, with its name. */
export interface DetailLine {
  readonly label: string;
  readonly value: string;
}

/** All that's known about a server, in words. */
export interface ServerDetails {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  /** The server's name with its state. */
  readonly heading: string;
  readonly lines: readonly DetailLine[];
  /** The server's answer as it arrived, keys masked; empty if there was none. */
  readonly raw: string;
  /** As much of it as a page can show. */
  readonly rawShown: string;
  /** How much that is; empty if it's all. */
  readonly rawNote: string;
}

/** Describes a server's state, the reason, what to do, and what it said. */
export function detailsOf(status: ServerStatus, findings: Findings, strings: AppStrings): ServerDetails {
  const badges = badgesOf(status, findings).map(badge => badgeInWords(badge, strings));
  const state = wordsOf(status, strings);
  const lines = [
    line(strings.Details.state, formatFacts([state, ...badges])),
    ...whatHappened(status, strings),
    line(strings.Details.next, inOrder(nextStepsOf(status, findings, strings), strings)),
    ...facts(status, strings)
  ];
  const raw = status.report ? rawOf(status.report) : '';
  return {
    id: serverId(status.server),
    name: status.server.name,
    state,
    heading: labeled(status.server.name, state, strings),
    lines: lines.filter(({ value }) => value !== ''),
    raw,
    ...partOf(raw, strings)
  };
}

/** An answer may have megabytes, with which a browser is busy for seconds. */
function partOf(raw: string, strings: AppStrings): Pick<ServerDetails, 'rawShown' | 'rawNote'> {
  if (raw.length <= mostShown) {
    return { rawShown: raw, rawNote: '' };
  }
  const [part, all] = [mostShown, raw.length].map(numberInWords);
  return { rawShown: raw.slice(0, mostShown), rawNote: fillIn(strings.Details.rawCut, part, all) };
}

/** The details as plain text, to share with someone else. */
export function textOf(details: ServerDetails, strings: AppStrings): string {
  const lines = details.lines.map(({ label, value }) => labeled(label, value, strings));
  const raw = details.raw ? ['', strings.Details.raw, details.raw] : [];
  return maskProductKeys([details.name, ...lines, ...raw].join('\n'));
}

function whatHappened(status: ServerStatus, strings: AppStrings): DetailLine[] {
  const words = strings.Details;
  const why = causeOf(status);
  const also = alsoHappened(status, strings);
  if (!why) {
    const [what, message] =
      status.state === 'notConfirmed' ? [strings.Attempt.notConfirmedSilent, status.message] : ['', ''];
    const all = inOrder([what, stillActivated(status, strings), also], strings);
    return [line(words.what, all), line(words.said, message)];
  }
  const { what, code } = explanationOf(why, strings);
  return [
    line(words.what, inOrder([what, stillActivated(status, strings), also], strings)),
    line(words.code, code),
    line(words.said, why.message === what ? '' : why.message)
  ];
}

/** What the state doesn't show: its source, and a key that didn't arrive or work. */
function alsoHappened(status: ServerStatus, strings: AppStrings): string {
  const attempt = untoldAttempt(status);
  const isByLicensing = isKeylessByLicensing(status);
  const source = isByLicensing ? strings.Details.byLicensing : '';
  return inOrder([source, attempt ? attemptInWords(attempt, strings) : ''], strings);
}

function untoldAttempt(status: ServerStatus): AttemptFailed | AttemptNotConfirmed | AttemptNotKnown | null {
  const { state, attempt } = status;
  const last = attempt?.attempt;
  if (last?.kind === 'notKnown' || (last?.kind === 'notConfirmed' && !traitsOf(status).isOfSentKey)) {
    return last;
  }
  const isTold = traitsOf(status).isOfSentKey || (last?.kind === 'failed' && state === last.reason);
  return last?.kind === 'failed' && !isTold ? last : null;
}

function nextStepsOf(status: ServerStatus, findings: Findings, strings: AppStrings): string[] {
  const isOverdue = isSyncOverdue(status.report, status.checkedAt);
  const sync = isOverdue ? [fillIn(strings.Alert.syncOverdue.next, daysBetweenSyncs)] : [];
  return [...nextStepsOfState(status, findings, strings), ...sync];
}

function nextStepsOfState(status: ServerStatus, findings: Findings, strings: AppStrings): string[] {
  const words = strings.NextOf;
  const why = causeOf(status);
  const older = badgesOf(status, findings).includes('olderKey') ? [words.olderKey] : [];
  if (why) {
    return [explanationOf(why, strings).next, ...older];
  }
  return [nextStepOf(status, strings), ...older].filter(Boolean);
}

function facts(status: ServerStatus, strings: AppStrings): DetailLine[] {
  const words = strings.Details;
  const { report, server, checkedAt } = status;
  return [
    line(words.unread, unreadOf(status, strings)),
    line(words.key, keyOf(status, strings)),
    line(words.subscription, report ? subscriptionInWords(report, strings) : ''),
    line(fillIn(words.lastSync, daysBetweenSyncs), report ? lastSyncInWords(report, strings) : ''),
    line(words.azure, report ? azureInWords(report) : ''),
    line(words.module, report ? moduleOf(report, strings) : ''),
    line(words.system, report ? systemInWords(report, strings) : ''),
    line(words.certificatesLeft, certificatesIn(status, strings)),
    line(words.clusterSays, nodeStateInWords(server.state, strings)),
    line(words.checkedAt, checkedAt === null ? '' : timeOf(new Date(checkedAt)))
  ];
}

/** What couldn't be read besides the source of the state. */
function unreadOf(status: ServerStatus, strings: AppStrings): string {
  const { moduleError, activationError, licensingError, osError } = status.report ?? {};
  const { subscriptionError, lastAzureSyncError } = status.report ?? {};
  const isModuleMissing = status.report?.moduleSource === null;
  const errors = [
    isModuleMissing ? null : moduleError,
    activationError,
    licensingError,
    osError,
    subscriptionError,
    lastAzureSyncError,
    status.report?.azure === 'missing' ? strings.Details.azureMissing : null
  ];
  const said = causeOf(status)?.message;
  return [...new Set(errors)].filter(error => error && error !== said).join('\n');
}

function keyOf({ keyVersion, keyType, lastFive, showsKey }: ServerStatus, strings: AppStrings): string {
  if (!showsKey) {
    return '';
  }
  const type = keyTypeInWords(keyType, strings);
  const end = lastFive ?? strings.Table.notKnown;
  return keyVersion === 'unknown'
    ? fillIn(strings.Details.keyOfUnknown, type, end)
    : fillIn(strings.Details.keyOf, keyVersion, type, end);
}

/** Empty if the server has nothing that would report it. */
function subscriptionInWords(report: Report, strings: AppStrings): string {
  const words = strings.Subscription;
  const reading = subscriptionOf(report);
  switch (reading.kind) {
    case 'notOffered':
      return '';
    case 'none':
      return words.none;
    case 'active':
      return words.active;
    case 'notActive':
      return fillIn(words.notActive, reading.said);
    case 'unknown':
      return reading.said ? fillIn(words.unknown, reading.said) : strings.Table.notKnown;
  }
}

/** A Windows Server host doesn't need Azure. */
function lastSyncInWords(report: Report, strings: AppStrings): string {
  const last = lastSyncOf(report);
  if (last) {
    return dateOf(last);
  }
  return ownSystem(report) === 'windowsServer' ? '' : strings.Table.notKnown;
}

/** In Windows' own words; Microsoft has documented only some. */
function azureInWords({ azureRegistration, azureConnection }: Report): string {
  return formatFacts([...new Set([azureRegistration ?? '', azureConnection ?? ''])].filter(Boolean));
}

function certificatesIn({ certificatesLeft }: ServerStatus, strings: AppStrings): string {
  return certificatesLeft.map(left => leftCertificateInWords(left, strings)).join('\n');
}

function moduleOf({ moduleSource, moduleVersion }: Report, strings: AppStrings): string {
  const words = strings.Details;
  return moduleSource === null ? words.moduleNone : fillIn(words.moduleOf, moduleVersion ?? '').trim();
}

/** The whole answer as readable JSON, with the cmdlets' answers unpacked. */
function rawOf({ activation, subscription, ...rest }: Report): string {
  const unpacked = {
    ...rest,
    activation: activation?.value ?? null,
    subscription: subscription?.value ?? null
  };
  return maskProductKeys(packed(unpacked, 2));
}

function line(label: string, value: string): DetailLine {
  return { label, value };
}
