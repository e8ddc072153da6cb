import {
  Access,
  ActivationModule,
  answerDialects,
  AzureConnection,
  languages,
  NodeState,
  noKeyAnswers,
  refusals,
  subscriptionStatuses
} from '../servers/server-state';
import { LabServerChange } from './lab-state';
import { amount, BadWish, choice, count, textOrNull, Wish } from './wish';

const accesses: readonly Access[] = ['administrator', 'hyperVAdministrator', 'reader', 'none'];
const nodeStates: readonly NodeState[] = ['Up', 'Down', 'Paused', 'Joining'];
const found: readonly ActivationModule['found'][] = ['name', 'path', 'missing', 'broken'];
const versions: readonly ActivationModule['version'][] = ['1.0', '1.1'];
const azureModules: readonly AzureConnection['module'][] = ['complete', 'withoutSubscriptions', 'missing'];
const licenseStatuses = [0, 1, 2, 3, 4, 5, 6];

/** Reads what is to be changed of a server. Throws BadWish. */
export function readServerChange(wish: Wish): LabServerChange {
  return {
    power: choice(wish, 'power', ['on', 'off']),
    unreachableText: words(wish, 'unreachableText'),
    clusterState: choice(wish, 'clusterState', nodeStates),
    latencyMs: amount(wish, 'latencyMs'),
    access: choice(wish, 'access', accesses),
    activationModule: moduleChange(wish['activationModule']),
    azure: azureChange(wish['azure']),
    answerDialect: choice(wish, 'answerDialect', answerDialects),
    noKeyAnswer: choice(wish, 'noKeyAnswer', [null, ...noKeyAnswers.map(({ id }) => id)]),
    language: choice(wish, 'language', languages),
    statusError: code(wish, 'statusError'),
    statusErrorText: words(wish, 'statusErrorText'),
    applyError: code(wish, 'applyError'),
    applyErrorText: words(wish, 'applyErrorText'),
    refusal: choice(wish, 'refusal', [null, ...refusals.map(({ id }) => id)]),
    errorsQuoteKey: choice(wish, 'errorsQuoteKey', [true, false]),
    answersQuoteKey: choice(wish, 'answersQuoteKey', [true, false]),
    applicationControl: choice(wish, 'applicationControl', [true, false]),
    licensingErrorText: words(wish, 'licensingErrorText'),
    ownLicenseStatus: choice(wish, 'ownLicenseStatus', licenseStatuses)
  };
}

function moduleChange(wish: unknown): Partial<ActivationModule> | undefined {
  if (wish === undefined) {
    return undefined;
  }
  if (!isWish(wish)) {
    throw new BadWish('"activationModule" is an object with "found" or "version".');
  }
  return {
    found: choice(wish, 'found', found),
    version: choice(wish, 'version', versions)
  };
}

function azureChange(wish: unknown): Partial<AzureConnection> | undefined {
  if (wish === undefined) {
    return undefined;
  }
  if (!isWish(wish)) {
    throw new BadWish('"azure" is an object with "module", "subscription" or others of its kind.');
  }
  return {
    module: choice(wish, 'module', azureModules),
    subscription: choice(wish, 'subscription', [...subscriptionStatuses, null]),
    statusProperty: choice(wish, 'statusProperty', ['Status', 'SubscriptionStatus']),
    daysSinceSync: count(wish, 'daysSinceSync'),
    error: words(wish, 'error')
  };
}

function isWish(value: unknown): value is Wish {
  return typeof value === 'object' && value !== null;
}

function code(wish: Wish, name: string): string | null | undefined {
  return textOrNull(wish, name, /^0x[0-9A-F]{8}$/, 'an HRESULT such as "0xC004C003"');
}

function words(wish: Wish, name: string): string | null | undefined {
  return textOrNull(wish, name, /./, 'a text');
}
