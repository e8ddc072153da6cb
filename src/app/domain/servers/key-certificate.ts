import { findErrorCode } from '../answers/error-codes';
import { Failure, Outcome } from '../answers/failure';
import { isRecord, numberIn, soleRow, textIn } from '../answers/json';
import { saidIn } from '../answers/said';
import { DerElement, derIdentifier, derTag, readDer } from '../keys/der';
import { keptText } from '../keys/product-key-mask';

/** What a message for a certificate needs of it, as DER. */
export interface KeyCertificate {
  readonly thumbprint: string;
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;

  /** The SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
}

/** A certificate that was made for a key, and may still be on its server with its private key. */
export interface LeftCertificate {
  /** Null if the server’s answer was lost, so that only the subject is known. */
  readonly thumbprint: string | null;

  /**
   * What is left: the certificate with its private key; perhaps the private key alone, since removing it failed; or
   * perhaps both, since it isn’t known what became of them.
   */
  readonly kind: 'certificate' | 'privateKey' | 'perhaps';

  /** Why it couldn’t be removed, in the server’s words, masked; empty if it said nothing. */
  readonly message: string;
}

/** Why a key can’t be encrypted for a server’s certificate. */
export type CertificateFailure = 'certificateNotMade' | 'certificateNotFit';

/** What `New-KeyCertificate` answered. */
export type MadeCertificate =
  | { readonly kind: 'made'; readonly certificate: KeyCertificate }
  | {
      readonly kind: 'failed';
      readonly reason: CertificateFailure;

      /** The HRESULT, as in "0x80070005", if known. */
      readonly code: string | null;

      /** The server’s own words, masked; empty if it said nothing. */
      readonly message: string;

      /** The thumbprint of a certificate that was made but can’t be used; null if there’s none. */
      readonly thumbprint: string | null;
    };

/** In bits. What’s shorter isn’t considered safe any more (NIST SP 800-131A). */
const shortestModulus = 2048;

/** The smallest public exponent that NIST SP 800-56B allows. With 1, a message would be its own clear text. */
const smallestExponent = 65_537;

const rsa = derIdentifier('1.2.840.113549.1.1.1');

/** Reads what `New-KeyCertificate` answered. A certificate is taken only if a key is safe with it. */
export function readMadeCertificate(answer: unknown): Outcome<MadeCertificate> {
  const row = soleRow(answer);
  if (!isRecord(row) || numberIn(row, 'schema') !== 1) {
    return { kind: 'failure', failure: { reason: 'notUnderstood', message: saidIn(answer) } };
  }
  const error = textIn(row, 'error');
  const named = textIn(row, 'thumbprint');
  // Anything else would become part of a command that is shown.
  const thumbprint = named !== null && isThumbprint(named) ? named : null;
  const bytes = bytesIn(textIn(row, 'certificate') ?? '');
  const certificate = thumbprint !== null && bytes ? readKeyCertificate(bytes, thumbprint) : null;
  if (certificate) {
    return { kind: 'answer', value: { kind: 'made', certificate } };
  }
  return {
    kind: 'answer',
    value: {
      kind: 'failed',
      reason: named === null ? 'certificateNotMade' : 'certificateNotFit',
      code: findErrorCode(textIn(row, 'errorCode'), error),
      message: keptText(error ?? ''),
      thumbprint
    }
  };
}

/**
 * What may be left if `New-KeyCertificate` gave no answer; undefined if it surely never ran. If the server couldn’t be
 * reached, only the answer may have been lost.
 */
export function certificateAfter({ reason }: Failure): LeftCertificate | undefined {
  const neverRan: readonly Failure['reason'][] = ['denied', 'applicationControl', 'badServerName', 'tooManyServers'];
  return neverRan.includes(reason) ? undefined : { thumbprint: null, kind: 'perhaps', message: '' };
}

/** What a script’s answer says about a certificate that it removed; null if nothing is left of it. */
export function readLeftCertificate(row: Record<string, unknown>, thumbprint: string): LeftCertificate | null {
  const message = keptText(textIn(row, 'certificateError') ?? '');
  switch (row['certificateLeft']) {
    case true:
      return { thumbprint, kind: 'certificate', message };
    case false:
      return message === '' ? null : { thumbprint, kind: 'privateKey', message };
    default:
      return { thumbprint, kind: 'perhaps', message };
  }
}

/**
 * What is left on a server, from what attempts said and from the certificates that its report lists, which may have
 * come and gone since. A private key without its certificate is in no list.
 */
export function certificatesOn(
  left: readonly LeftCertificate[],
  listed: readonly string[] | null
): readonly LeftCertificate[] {
  if (listed === null) {
    return left;
  }
  const there = listed.map((thumbprint): LeftCertificate => {
    const message = left.find(one => one.thumbprint === thumbprint)?.message ?? '';
    return { thumbprint, kind: 'certificate', message };
  });
  return [
    ...there,
    ...left.filter(({ kind, thumbprint }) => kind === 'privateKey' && !listed.includes(thumbprint ?? ''))
  ];
}

/** What `Remove-KeyCertificate` says; without its answer, the certificate may still be there. */
export function readRemoval(answer: unknown, thumbprint: string): LeftCertificate | null {
  const row = soleRow(answer);
  const isOurs = isRecord(row) && numberIn(row, 'schema') === 1;
  return isOurs ? readLeftCertificate(row, thumbprint) : { thumbprint, kind: 'perhaps', message: '' };
}

/**
 * Reads an X.509 certificate (RFC 5280). Null if it isn’t one, or if its key isn’t RSA of at least 2048 bits: a product
 * key wouldn’t be safe with it.
 */
export function readKeyCertificate(bytes: Uint8Array, thumbprint: string): KeyCertificate | null {
  const [signed] = within(readDer(bytes)?.[0], derTag.sequence);
  const fields = within(signed, derTag.sequence);
  // The version comes first, unless it's the default one.
  const [serialNumber, , issuer, , , publicKey] = fields[0]?.tag === derTag.integer ? fields : fields.slice(1);
  const isWhole = serialNumber?.tag === derTag.integer && issuer?.tag === derTag.sequence;
  return isThumbprint(thumbprint) && isWhole && publicKey && isSafe(publicKey)
    ? { thumbprint, issuer: issuer.whole, serialNumber: serialNumber.whole, publicKey: publicKey.whole }
    : null;
}

function isThumbprint(text: string): boolean {
  return /^[0-9A-F]{40}$/i.test(text);
}

function isSafe(publicKey: DerElement): boolean {
  const [algorithm, key] = within(publicKey, derTag.sequence);
  const [identifier] = within(algorithm, derTag.sequence);
  if (!identifier || identifier.whole.join() !== rsa.join() || key?.tag !== derTag.bitString) {
    return false;
  }
  // A bit string begins with the number of bits that its last byte doesn't use.
  const [modulus, exponent] = within(readDer(key.content.subarray(1))?.[0], derTag.sequence);
  return (
    modulus?.tag === derTag.integer &&
    exponent?.tag === derTag.integer &&
    bitsOf(modulus.content) >= shortestModulus &&
    numberOf(exponent.content) >= smallestExponent
  );
}

/** The elements within one, if it has that tag; none if it hasn’t, or isn’t DER. */
function within(element: DerElement | undefined, tag: number): readonly DerElement[] {
  return element?.tag === tag ? (readDer(element.content) ?? []) : [];
}

function bitsOf(integer: Uint8Array): number {
  const first = integer.findIndex(byte => byte !== 0);
  return first < 0 ? 0 : (integer.length - first) * 8 - Math.clz32(integer[first]) + 24;
}

function numberOf(integer: Uint8Array): number {
  return integer.reduce((value, byte) => value * 256 + byte, 0);
}

/** Bytes as decimal numbers, separated by commas; null if they aren’t. */
function bytesIn(text: string): Uint8Array | null {
  const numbers = text.split(',');
  const isEach = numbers.every(number => /^\d{1,3}$/.test(number) && Number(number) < 256);
  return isEach ? Uint8Array.from(numbers.map(Number)) : null;
}
