import { KeyCertificate } from '../domain/servers/key-certificate';
import { derIdentifier, derInteger, derOf, derTag } from '../domain/keys/der';
import { ProductKey } from '../domain/keys/product-key';

const identifiers = {
  envelopedData: derIdentifier('1.2.840.113549.1.7.3'),
  data: derIdentifier('1.2.840.113549.1.7.1'),
  rsaOaep: derIdentifier('1.2.840.113549.1.1.7'),
  aes256Cbc: derIdentifier('2.16.840.1.101.3.4.1.42')
};

/**
 * Encrypts a product key for a server's certificate, as a CMS message (RFC 5652, EnvelopedData) in base64. It has the
 * form that Windows PowerShell's own Protect-CmsMessage gives to its messages, which Unprotect-CmsMessage is sure to
 * read: AES-256-CBC with a key of its own, and that key by RSA-OAEP with SHA-1 (RFC 3560).
 *
 * Rejects if the browser can't use the certificate's key.
 */
export async function envelopedFor(certificate: KeyCertificate, key: ProductKey): Promise<string> {
  const { subtle } = crypto;
  const oaep = { name: 'RSA-OAEP', hash: 'SHA-1' };
  const recipient = await subtle.importKey('spki', certificate.publicKey, oaep, false, ['wrapKey']);
  const aes = await subtle.generateKey({ name: 'AES-CBC', length: 256 }, true, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const content = await subtle.encrypt({ name: 'AES-CBC', iv }, aes, new TextEncoder().encode(key));
  const wrapped = await subtle.wrapKey('raw', aes, recipient, oaep);
  return toBase64(messageOf(certificate, new Uint8Array(wrapped), iv, new Uint8Array(content)));
}

function messageOf(
  { issuer, serialNumber }: KeyCertificate,
  wrappedKey: Uint8Array,
  iv: Uint8Array,
  content: Uint8Array
): Uint8Array {
  const { sequence, set, octetString, context0, context0Constructed } = derTag;
  const recipient = derOf(
    sequence,
    derInteger(0),
    derOf(sequence, issuer, serialNumber),
    // Without parameters: SHA-1 is what they say if they say nothing.
    derOf(sequence, identifiers.rsaOaep, derOf(sequence)),
    derOf(octetString, wrappedKey)
  );
  const encrypted = derOf(
    sequence,
    identifiers.data,
    derOf(sequence, identifiers.aes256Cbc, derOf(octetString, iv)),
    derOf(context0, content)
  );
  const enveloped = derOf(sequence, derInteger(0), derOf(set, recipient), encrypted);
  return derOf(sequence, identifiers.envelopedData, derOf(context0Constructed, enveloped));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}
