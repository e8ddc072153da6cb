import * as fc from 'fast-check';
import {
  certificateAnswer,
  certificateWith,
  ellipticCertificate,
  opensslCertificate,
  opensslSerialNumber,
  opensslThumbprint,
  rsaPublicKey
} from '../testing/certificate-fixture';
import { readKeyCertificate, readMadeCertificate } from './key-certificate';

/** A modulus of that many bits; a number whose first bit is set begins with a zero byte. */
function modulus(bits: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits / 8)).fill(0xff);
  bytes[0] = 2 ** (((bits - 1) % 8) + 1) - 1;
  return Uint8Array.of(...(bytes[0] >= 0x80 ? [0] : []), ...bytes);
}

describe('A certificate for a key', () => {
  function isTaken(publicKey: Uint8Array): boolean {
    return readKeyCertificate(certificateWith(publicKey), opensslThumbprint) !== null;
  }

  function hex(bytes: Uint8Array | undefined): string {
    return Array.from(bytes ?? [], byte => byte.toString(16).padStart(2, '0')).join('');
  }

  it('has its issuer, serial number, and public key taken out as they are', () => {
    const read = readKeyCertificate(opensslCertificate, opensslThumbprint);
    const all = hex(opensslCertificate);
    expect(hex(read?.serialNumber)).toBe(`0209${opensslSerialNumber}`);
    expect(hex(read?.issuer)).toContain(hex(new TextEncoder().encode('ActivateWindowsServerVms')));
    expect(all).toContain(hex(read?.issuer));
    expect(hex(read?.publicKey)).toContain('06092a864886f70d010101');
    expect(all).toContain(hex(read?.publicKey));
    expect(read?.thumbprint).toBe(opensslThumbprint);
  });

  it('is taken with a key of at least 2048 bits', () => {
    expect(isTaken(rsaPublicKey(modulus(2048)))).toBeTrue();
    expect(isTaken(rsaPublicKey(modulus(3072)))).toBeTrue();
    for (const bits of [512, 1024, 2040, 2047]) {
      expect(isTaken(rsaPublicKey(modulus(bits))))
        .withContext(`${bits} bits`)
        .toBeFalse();
    }
    expect(isTaken(rsaPublicKey(Uint8Array.of(...new Array<number>(300).fill(0), 1)))).toBeFalse();
  });

  it('is refused with an exponent that protects nothing', () => {
    const key = modulus(2048);
    expect(isTaken(rsaPublicKey(key, Uint8Array.of(1, 0, 1)))).toBeTrue();
    expect(isTaken(rsaPublicKey(key, Uint8Array.of(1, 0, 0, 1)))).toBeTrue();
    for (const exponent of [[], [0], [1], [3], [0, 0, 0, 3], [1, 0, 0]]) {
      expect(isTaken(rsaPublicKey(key, Uint8Array.from(exponent))))
        .withContext(exponent.join())
        .toBeFalse();
    }
  });

  it('is refused with a key of another kind', () => {
    expect(readKeyCertificate(ellipticCertificate, opensslThumbprint)).toBeNull();
    expect(isTaken(rsaPublicKey(modulus(2048), undefined, '1.2.840.10040.4.1'))).toBeFalse();
  });

  it('is refused without a thumbprint by which it can be removed', () => {
    for (const thumbprint of ['', '*', `${opensslThumbprint.slice(1)}*`, `${opensslThumbprint}0`]) {
      expect(readKeyCertificate(opensslCertificate, thumbprint)).withContext(thumbprint).toBeNull();
    }
  });

  it('is refused where its bytes are cut off or changed, and nothing throws', () => {
    for (let length = 0; length < opensslCertificate.length; length += 7) {
      expect(readKeyCertificate(opensslCertificate.subarray(0, length), opensslThumbprint)).toBeNull();
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), bytes => !readKeyCertificate(bytes, opensslThumbprint)));
  });
});

describe('The answer of New-KeyCertificate', () => {
  function read(properties: Record<string, unknown>): unknown {
    const outcome = readMadeCertificate([certificateAnswer(properties)]);
    return outcome.kind === 'answer' ? outcome.value : outcome;
  }

  it('is a certificate', () => {
    expect(read({})).toEqual({
      kind: 'made',
      certificate: jasmine.objectContaining({ thumbprint: opensslThumbprint })
    });
    expect(readMadeCertificate(JSON.stringify(certificateAnswer()))).toEqual(
      readMadeCertificate([certificateAnswer()])
    );
  });

  it('says why none was made, with what it may not show hidden', () => {
    const error = 'Access is denied. BCDFG-HJKMP-QRTVW-XY234-N6789';
    expect(read({ certificate: null, thumbprint: null, error, errorCode: '0x80070005' })).toEqual({
      kind: 'failed',
      reason: 'certificateNotMade',
      code: '0x80070005',
      message: 'Access is denied. *****-*****-*****-*****-N6789',
      thumbprint: null
    });
  });

  it('is a certificate that a key isn’t safe with', () => {
    const weak = certificateWith(rsaPublicKey(modulus(1024))).join(',');
    for (const certificate of [weak, ellipticCertificate.join(','), '48,256', '48,-1', 'x', '', null]) {
      expect(read({ certificate })).withContext(`${certificate}`.slice(0, 20)).toEqual({
        kind: 'failed',
        reason: 'certificateNotFit',
        code: null,
        message: '',
        thumbprint: opensslThumbprint
      });
    }
  });

  it('has no thumbprint where something else is in its place', () => {
    for (const thumbprint of ['*', 'x; Remove-Item', `${opensslThumbprint}0`]) {
      expect(read({ thumbprint })).toEqual(jasmine.objectContaining({ reason: 'certificateNotFit', thumbprint: null }));
    }
  });

  it('isn’t understood where it isn’t our script’s', () => {
    for (const answer of [null, [], 'Hello', [{}], [{ schema: 2 }], [certificateAnswer(), certificateAnswer()]]) {
      expect(readMadeCertificate(answer)).toEqual({
        kind: 'failure',
        failure: jasmine.objectContaining({ reason: 'notUnderstood' })
      });
    }
  });
});
