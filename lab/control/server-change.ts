import {
  Access,
  ActivationModule,
  answerDialects,
  badOutputs,
  AzureConnection,
  certificateFaults,
  hangingCmdlets,
  languages,
  largeAnswers,
  NodeState,
  noKeyAnswers,
  refusals,
  statusFailures,
  subscriptionStatuses
} from '../servers/server-state';
import { LabServerChange } from './lab-state';
import { fieldsOf, milliseconds, oneOf, RequestBody, textOrNull, wholeNumberOrNull } from './request-body';

const accesses: readonly Access[] = ['administrator', 'hyperVAdministrator', 'reader', 'none'];
const nodeStates: readonly NodeState[] = ['Up', 'Down', 'Paused', 'Joining'];
const found: readonly ActivationModule['found'][] = ['name', 'path', 'missing', 'broken'];
const versions: readonly ActivationModule['version'][] = ['1.0', '1.1'];
const azureModules: readonly AzureConnection['module'][] = ['complete', 'withoutSubscriptions', 'missing'];
const licenseStatuses = [0, 1, 2, 3, 4, 5, 6];

/** Reads the change of a server from a request's body. Throws BadRequest if a value is not valid. */
export function readServerChange(body: RequestBody): LabServerChange {
  return {
    power: oneOf(body, 'power', ['on', 'off']),
    unreachableText: textOrNull(body, 'unreachableText'),
    clusterState: oneOf(body, 'clusterState', nodeStates),
    latencyMs: milliseconds(body, 'latencyMs'),
    access: oneOf(body, 'access', accesses),
    activationModule: moduleChange(fieldsOf(body, 'activationModule', '"found" or "version"')),
    azure: azureChange(fieldsOf(body, 'azure', 'fields such as "module" or "subscription"')),
    answerDialect: oneOf(body, 'answerDialect', answerDialects),
    noKeyAnswer: oneOf(body, 'noKeyAnswer', [null, ...noKeyAnswers.map(({ id }) => id)]),
    language: oneOf(body, 'language', languages),
    statusError: errorCode(body, 'statusError'),
    statusErrorText: textOrNull(body, 'statusErrorText'),
    statusFailure: oneOf(body, 'statusFailure', [null, ...statusFailures]),
    applyError: errorCode(body, 'applyError'),
    applyErrorText: textOrNull(body, 'applyErrorText'),
    refusal: oneOf(body, 'refusal', [null, ...refusals.map(({ id }) => id)]),
    hangingCmdlet: oneOf(body, 'hangingCmdlet', [null, ...hangingCmdlets]),
    badOutput: oneOf(body, 'badOutput', [null, ...badOutputs]),
    errorsQuoteKey: oneOf(body, 'errorsQuoteKey', [true, false]),
    answersQuoteKey: oneOf(body, 'answersQuoteKey', [true, false]),
    applicationControl: oneOf(body, 'applicationControl', [true, false]),
    certificateFault: oneOf(body, 'certificateFault', [null, ...certificateFaults]),
    largeAnswer: oneOf(body, 'largeAnswer', [null, ...largeAnswers]),
    licensingErrorText: textOrNull(body, 'licensingErrorText'),
    ownLicenseStatus: oneOf(body, 'ownLicenseStatus', licenseStatuses)
  };
}

function moduleChange(fields: RequestBody | undefined): Partial<ActivationModule> | undefined {
  return fields && { found: oneOf(fields, 'found', found), version: oneOf(fields, 'version', versions) };
}

function azureChange(fields: RequestBody | undefined): Partial<AzureConnection> | undefined {
  return (
    fields && {
      module: oneOf(fields, 'module', azureModules),
      subscription: oneOf(fields, 'subscription', [...subscriptionStatuses, null]),
      statusProperty: oneOf(fields, 'statusProperty', ['Status', 'SubscriptionStatus']),
      daysSinceSync: wholeNumberOrNull(fields, 'daysSinceSync'),
      error: textOrNull(fields, 'error'),
      hangs: oneOf(fields, 'hangs', [true, false])
    }
  );
}

function errorCode(body: RequestBody, name: string): string | null | undefined {
  return textOrNull(body, name, /^0x[0-9A-F]{8}$/, 'an HRESULT such as "0xC004C003"');
}
