/** What a licensing, activation, or network error of Windows means to an admin who applies keys. */
export type ErrorMeaning =
  | 'keyInvalid'
  | 'keyBlocked'
  | 'activationLimit'
  | 'volumeKeyUsedUp'
  | 'noNetwork'
  | 'oemKeyNotOnline'
  | 'volumeKeyNotSupported'
  | 'noKeyInstalled'
  | 'keyMistyped'
  | 'activationInProgress'
  | 'upgradeKey'
  | 'otherEdition'
  | 'noKmsHost'
  | 'notElevated'
  | 'keyNotAccepted'
  | 'proxyAuthentication'
  | 'nameNotResolved'
  | 'noConnection'
  | 'connectionTimedOut'
  | 'certificateOrClock'
  | 'guestThrottled'
  | 'hostNotSupported'
  | 'hostNotActivated'
  | 'editionNotCovered'
  | 'guestNotActivated';

/**
 * Sources: Microsoft Learn ("Troubleshoot Windows activation error codes", "Activate Windows Server VMs", "Automatic
 * Virtual Machine Activation"); for 0xC004E0.. and 0xC004F010 slerror.h of the Windows SDK; for 0x8007.... winerror.h.
 * Whether 0xC004E01C to 0xC004E01E mean an older key in place of a newer one isn’t known.
 */
const meanings: ReadonlyMap<string, ErrorMeaning> = new Map([
  ['0xC004C001', 'keyInvalid'],
  ['0xC004C004', 'keyInvalid'],
  ['0xC004C003', 'keyBlocked'],
  ['0xC004C060', 'keyBlocked'],
  ['0xC004F051', 'keyBlocked'],
  ['0xC004C008', 'activationLimit'],
  ['0xC004C020', 'volumeKeyUsedUp'],
  ['0xC004C021', 'volumeKeyUsedUp'],
  ['0xC004C012', 'noNetwork'],
  ['0xC004FC03', 'noNetwork'],
  ['0xC004C016', 'oemKeyNotOnline'],
  ['0xC004B100', 'volumeKeyNotSupported'],
  ['0xC004F014', 'noKeyInstalled'],
  ['0xC004F050', 'keyMistyped'],
  ['0xC004F010', 'keyMistyped'],
  ['0xC004E016', 'keyMistyped'],
  ['0xC004E017', 'keyMistyped'],
  ['0xC004E018', 'keyMistyped'],
  ['0xC004E01C', 'keyNotAccepted'],
  ['0xC004E01D', 'keyNotAccepted'],
  ['0xC004E01E', 'keyNotAccepted'],
  ['0xC004E028', 'activationInProgress'],
  ['0xC004F061', 'upgradeKey'],
  ['0xC004F069', 'otherEdition'],
  ['0xC004F210', 'otherEdition'],
  ['0xC004F074', 'noKmsHost'],
  ['0x80070005', 'notElevated'],
  ['0xC004F025', 'notElevated'],
  ['0x80070490', 'keyNotAccepted'],
  ['0x8004FE33', 'proxyAuthentication'],
  ['0x80072EE7', 'nameNotResolved'],
  ['0x8007232B', 'nameNotResolved'],
  ['0x80072EFD', 'noConnection'],
  ['0x80072EFE', 'noConnection'],
  ['0x80072EE2', 'connectionTimedOut'],
  ['0x80072F8F', 'certificateOrClock'],
  ['0xC004FD00', 'guestThrottled'],
  ['0xC004FD01', 'hostNotSupported'],
  ['0xC004FD02', 'hostNotActivated'],
  ['0xC004FD03', 'editionNotCovered'],
  ['0xC004FD04', 'guestNotActivated']
]);

/** Every code whose meaning is known. */
export const codesWithMeaning: readonly string[] = [...meanings.keys()];

/** The code of an unspecified error. */
const unspecified = '0x80004005';

/**
 * Finds the HRESULT of an error, written "0xC004C003". Of the code and the codes in the text, prefers the first whose
 * meaning is known, then the first that isn’t "unspecified". Ignores .NET’s own codes, which say nothing about what
 * failed in Windows.
 */
export function findErrorCode(code: string | null, text: string | null): string | null {
  const codes = [code ?? '', text ?? ''].flatMap(codesIn);
  const telling = codes.filter(found => found !== unspecified);
  return telling.find(found => meanings.has(found)) ?? telling[0] ?? codes[0] ?? null;
}

/** The text of an HRESULT that came as an unsigned number, as in WMI; null for any other value. */
export function codeOfNumber(value: unknown): string | null {
  return typeof value === 'number' && value >= 2 ** 31 && value < 2 ** 32 ? `0x${value.toString(16)}` : null;
}

/** What an error means, from its code or from a code in its text, in any language. */
export function meaningOf(code: string | null, text: string | null): ErrorMeaning | 'unknown' {
  return meanings.get(findErrorCode(code, text) ?? '') ?? 'unknown';
}

/** The error codes in a text. Some programs write them without 0x, or write HRESULTs as negative numbers. */
function codesIn(text: string): string[] {
  const hexadecimal = /(?<![0-9A-Z])(0x[89A-F]|800[47]|C004)([0-9A-F]{4,7})(?![0-9A-Z])/gi;
  const written = [...text.matchAll(hexadecimal)]
    .map(match => match[1].replace(/^0x/i, '') + match[2])
    .filter(digits => digits.length === 8);
  const negative = [...text.matchAll(/(?<!\w)-(\d{9,10})(?!\w)/g)]
    .map(match => 2 ** 32 - Number(match[1]))
    .filter(value => value >= 2 ** 31)
    .map(value => value.toString(16));
  return [...written, ...negative]
    .map(digits => '0x' + digits.toUpperCase())
    .filter(found => !found.startsWith('0x8013'));
}
