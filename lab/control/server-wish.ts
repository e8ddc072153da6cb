import {
  Access, ActivationModule, answerDialects, languages, NodeState
} from '../servers/server-state';
import { LabServerChange } from './lab-state';
import { amount, BadWish, choice, textOrNull, Wish } from './wish';

const accesses: readonly Access[] = ['administrator', 'hyperVAdministrator', 'reader', 'none'];
const nodeStates: readonly NodeState[] = ['Up', 'Down', 'Paused', 'Joining'];
const found: readonly ActivationModule['found'][] = ['name', 'path', 'missing', 'broken'];
const versions: readonly ActivationModule['version'][] = ['1.0', '1.1'];
const licenseStatuses = [0, 1, 2, 3, 4, 5, 6];

/** Reads what is to be changed of a server. Throws BadWish. */
export function readServerChange(wish: Wish): LabServerChange {
  return {
    power: choice(wish, 'power', ['on', 'off']),
    clusterState: choice(wish, 'clusterState', nodeStates),
    latencyMs: amount(wish, 'latencyMs'),
    access: choice(wish, 'access', accesses),
    activationModule: moduleChange(wish['activationModule']),
    answerDialect: choice(wish, 'answerDialect', answerDialects),
    language: choice(wish, 'language', languages),
    statusError: code(wish, 'statusError'),
    statusErrorText: words(wish, 'statusErrorText'),
    applyError: code(wish, 'applyError'),
    applyErrorText: words(wish, 'applyErrorText'),
    errorsQuoteKey: choice(wish, 'errorsQuoteKey', [true, false]),
    applicationControl: choice(wish, 'applicationControl', [true, false]),
    ownLicenseStatus: choice(wish, 'ownLicenseStatus', licenseStatuses)
  };
}

function moduleChange(wish: unknown): Partial<ActivationModule> | undefined {
  if (wish === undefined) {
    return undefined;
  }
  if (typeof wish !== 'object' || wish === null) {
    throw new BadWish('"activationModule" is an object with "found" or "version".');
  }
  return {
    found: choice(wish as Wish, 'found', found),
    version: choice(wish as Wish, 'version', versions)
  };
}

function code(wish: Wish, name: string): string | null | undefined {
  return textOrNull(wish, name, /^0x[0-9A-F]{8}$/, 'an HRESULT such as "0xC004C003"');
}

function words(wish: Wish, name: string): string | null | undefined {
  return textOrNull(wish, name, /./, 'a text');
}
