/** A way in which a server might refuse a key: what `Set-ServerActivationKey` answers then. For specs only. */
export interface Refusal {
  readonly about: string;
  readonly outcome: 'applied' | 'failed';
  readonly error?: string;
  readonly errorCode?: string;

  /** What the cmdlet returned. */
  readonly returned?: unknown;
  readonly warning?: string;
}

/** The key as the script masks it. */
const key = '*****-*****-*****-*****-6789N';

function thrown(about: string, error: string, errorCode?: string): Refusal {
  return { about, outcome: 'failed', error, errorCode };
}

/** The cmdlet ended without an error. */
function ended(about: string, said: Pick<Refusal, 'returned' | 'warning'>): Refusal {
  return { about, outcome: 'applied', ...said };
}

/** Refusals that an error, the cmdlet’s output, or a warning states so clearly that we can read them. */
export const toldRefusals: readonly Refusal[] = [
  thrown('thrown as a COM error', `The product key ${key} is invalid.`, '0xC004F050'),
  thrown('thrown as a CIM error', `${key} is blocked.`, '0xC004C003'),
  thrown('thrown with the code in an inner error', `The activation did not succeed.\nActivation failed.`, '0xC004C008'),
  thrown('thrown as text alone', `The product key ${key} is not for this edition.`),
  thrown('thrown as text with the code', `Error: 0xC004F069 ${key} does not match.`),
  thrown('thrown with the code as a number', `slmgr failed with -1073422333 for ${key}`),
  thrown('written as a COM error', `The Multiple Activation Key ${key} has exceeded its limit.`, '0xC004C020'),
  thrown('written as text alone', `${key} was refused.`),
  ended('returned as false', { returned: false }),
  ended('returned as an object with the code', { returned: { Success: false, ErrorCode: '0xC004F050', Key: key } }),
  ended('returned as a return value', { returned: { ReturnValue: 3221549136, Message: `SetProductKey ${key}` } }),
  ended('returned as a result in words', { returned: { Result: 'Failed', ProductKey: key } }),
  ended('returned as a status in words', { returned: { Status: 'Rejected', PartialProductKey: key } }),
  ended('returned as a number', { returned: 3221549136 }),
  ended('returned as a number with a sign', { returned: -1073418160 }),
  ended('returned as a sentence', { returned: `The product key ${key} is invalid. 0xC004F050` }),
  ended('returned as lines', { returned: [`Installing ${key}`, 'Error: 0xC004F069'] }),
  ended('returned in a nested object', { returned: { Operation: { Succeeded: false }, Key: { Value: key } } }),
  ended('warned about with the code', { warning: `0xC004C003: ${key} is blocked.` })
];

/** Refusals that aren’t clearly stated: the server just doesn’t show the key. */
export const untoldRefusals: readonly Refusal[] = [
  ended('warned about in words', { warning: `The key ${key} was not accepted.` }),
  ended('shown only by the returned key', { returned: { ProductKey: key } }),
  ended('not shown at all', {}),
  ended('hidden by a false success', { returned: { Success: true, ProductKey: key } }),
  ended('stated in another language', { returned: 'Dieser Schlüssel gehört zu einer anderen Edition.' }),
  ended('stated in a contradiction', { returned: { Success: true, ErrorCode: '0xC004F050' } })
];

/** The script’s answer for a refusal, as it comes from the gateway. */
export function answerOfRefusal({ outcome, error, errorCode, returned, warning }: Refusal): Record<string, unknown> {
  return {
    schema: 1,
    computerName: 'NODE01',
    languageMode: 'FullLanguage',
    outcome,
    error: error ?? null,
    errorCode: errorCode ?? null,
    answer: returned === undefined ? null : JSON.stringify(returned),
    warning: warning ?? null
  };
}
