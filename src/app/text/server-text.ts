import { Report } from '../domain/answers/report';
import { NodeState } from '../domain/servers/server';
import { Badge, OwnLicense, ServerStatus } from '../domain/servers/status';
import { KeyEntry, isKeylessByLicensing } from '../domain/servers/states';
import { KeyType } from '../domain/keys/key-version';
import { AppStrings, fillIn } from '../platform/strings';

/** The maximum length of an answer in a row, in characters. The details show all of it. */
export const longestAnswer = 300;

/** A server's state in a few words, for the table. Details and alerts have sentences. */
export function shortWordsOf(status: ServerStatus, strings: AppStrings): string {
  switch (status.state) {
    case 'ownActivation':
      return shortWordsOfHost(status.license, strings);
    default:
      return isNamed(status.state, strings.Short) ? strings.Short[status.state] : wordsOf(status, strings);
  }
}

/** A server's state in words. */
export function wordsOf(status: ServerStatus, strings: AppStrings): string {
  const words = strings.State;
  switch (status.state) {
    case 'ownActivation':
      return ownActivationInWords(status.license, strings);
    case 'noKey':
      return isKeylessByLicensing(status) ? words.noKeyFound : words.noKey;
    case 'unknownAnswer':
      return status.said ? fillIn(words.unknownAnswer, status.said.slice(0, longestAnswer)) : words.unknownSilent;
    default:
      return strings.State[status.state];
  }
}

/** What to do about a state that needs no other explanation; empty if there's nothing to do. */
export function nextStepOf(status: ServerStatus, strings: AppStrings): string {
  switch (status.state) {
    case 'ownActivation':
      return nextOfHost(status.license, strings);
    case 'notConfirmed':
      return strings.Attempt.notConfirmedNext;
    default:
      return isNamed(status.state, strings.NextOf) ? strings.NextOf[status.state] : '';
  }
}

function isNamed<Names extends object>(name: PropertyKey, names: Names): name is keyof Names {
  return name in names;
}

function nextOfHost(license: OwnLicense, { NextOf: words }: AppStrings): string {
  switch (license) {
    case 'notActive':
      return words.ownNotActive;
    case 'otherEdition':
      return words.ownOtherEdition;
    case 'active':
    case 'unknown':
      return '';
  }
}

/** The text of a badge, which appears beside a state. */
export function badgeInWords(badge: Badge, strings: AppStrings): string {
  const words: Record<Badge, string> = {
    olderKey: strings.Badge.olderKey,
    subscription: strings.Badge.subscription,
    applicationControl: strings.Badge.applicationControl,
    paused: strings.Badge.paused,
    joining: strings.Badge.joining
  };
  return words[badge];
}

/** The state of a server in the cluster, in words. */
export function nodeStateInWords(state: NodeState, strings: AppStrings): string {
  const words: Record<NodeState, string> = {
    up: strings.NodeState.up,
    down: strings.NodeState.down,
    paused: strings.NodeState.paused,
    joining: strings.NodeState.joining,
    unknown: strings.NodeState.unknown
  };
  return words[state];
}

function ownActivationInWords(license: OwnLicense, strings: AppStrings): string {
  switch (license) {
    case 'active':
    case 'unknown':
      return strings.State.ownActivation;
    case 'notActive':
      return strings.State.ownNotActive;
    case 'otherEdition':
      return strings.State.ownOtherEdition;
  }
}

function shortWordsOfHost(license: OwnLicense, { Short: words }: AppStrings): string {
  const all: Record<OwnLicense, string> = {
    active: words.ownActive,
    notActive: words.ownNotActive,
    otherEdition: words.ownOtherEdition,
    unknown: words.ownUnknown
  };
  return all[license];
}

/** Where a key comes from, in words. */
export function keyTypeInWords(type: KeyType, strings: AppStrings): string {
  const words: Record<KeyType, string> = {
    volume: strings.KeyType.volume,
    oem: strings.KeyType.oem,
    retail: strings.KeyType.retail,
    unknown: strings.Table.notKnown
  };
  return words[type];
}

/** Why a server can't take a key now; empty if it can. */
export function whyNoKey(entry: KeyEntry, strings: AppStrings): string {
  if (entry.can) {
    return '';
  }
  switch (entry.because) {
    case 'down':
      return strings.Keys.disabledDown;
    case 'tooOld':
      return strings.Keys.disabledTooOld;
    case 'noAccess':
      return strings.Keys.disabledNoAccess;
    case 'readOnly':
      return strings.Keys.disabledReadOnly;
    case 'applicationControl':
      return strings.State.applicationControl;
    case 'ownActivation':
      return strings.State.ownActivation;
    case 'checking':
      return strings.State.checking;
    case 'couldNotCheck':
      return strings.Keys.disabledNotChecked;
  }
}

/** The operating system that a server reports, with its release and build. */
export function systemInWords(report: Report, strings: AppStrings): string {
  const { osCaption, osDisplayVersion, osBuild, osUpdateRevision } = report;
  if (osCaption === null) {
    return report.osError ?? '';
  }
  const words = strings.Details;
  const system = osDisplayVersion ? fillIn(words.systemRelease, osCaption, osDisplayVersion) : osCaption;
  const build = osBuild && osUpdateRevision ? `${osBuild}.${osUpdateRevision}` : (osBuild ?? osUpdateRevision);
  return build ? fillIn(words.systemOf, system, build) : system;
}
