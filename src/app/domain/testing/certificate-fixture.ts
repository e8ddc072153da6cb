import { derIdentifier, derInteger, derOf, derTag } from '../keys/der';

/** A certificate that OpenSSL made: RSA, 2048 bits, CN=ActivateWindowsServerVms. */
export const opensslCertificate = fromBase64(
  'MIIDHDCCAgSgAwIBAgIJAPHi08S1ppeIMA0GCSqGSIb3DQEBCwUAMCMxITAfBgNVBAMMGEFjdGl2YXRlV2luZG93c1NlcnZlclZtczAeFw0yNjEx' +
    'MjkyMTEwMDlaFw0yNjExMzAyMTEwMDlaMCMxITAfBgNVBAMMGEFjdGl2YXRlV2luZG93c1NlcnZlclZtczCCASIwDQYJKoZIhvcNAQEBBQADggEP' +
    'ADCCAQoCggEBALcjJOFWYkTuPJaDd8GnLVpjR5dW5AGb5N64dFFGenf4nZsR4lhHUVSF4Qs9IosRVAM0J+QRRmIagj507e1qr9N3mcqm1yUapIdQ' +
    'NZjfjlLSRw6hGuex+MXiIi8FhwtFuopwsWSLjQxtlR01VViACzLDZ4ikDoKVQKaQBFpbS8O4zV65uTXDLTHWL/ql/f2op4l5d52QKxVB4YtNEQrB' +
    'IfxMx7bO2O+en6+69tqQw3qZQUcq6dtKJyI0sdlO0DmKEIz5EMvClOylILAEd7x0ZuN7/QPfXzlAV26Q6CktND5i7RyQ6JhepCzKVt0Bf7LNAPvX' +
    'rM6XbW5v48DFV2Pc0CUCAwEAAaNTMFEwHQYDVR0OBBYEFNqElm3voW/8BfvsWANn237vS2BEMB8GA1UdIwQYMBaAFNqElm3voW/8BfvsWANn237v' +
    'S2BEMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBAJNTX9rBLHa/osTJrekh0y2OBOzfUrXQs1bxYlJcI0QTVyirnGhzpzTLas/K' +
    'cBmzMDAnSC+L1FMSQ0yWTdg/IXJZIn98jvx1HehDvaizSsZFO71fXIoEgocy0ASvkpQpyOb2TD0ZfBgYv4iWDL5joHTfvx6evOON6AfuVAGMkXTB' +
    'oMUbZTcsrjm8QZ/XLmon2cWv9oGw9Vkx+/re+nRyjBWgwqCraRWce4HNpu+iQIAa7ZmgcFnHZRvoCuil7ac2Nfx/tPoJX8LNT0bcDzIP2YB/h+ck' +
    'jpbjxy7C8V8mIkuZwUghffjnoLHR/xr4CQGqZ8SXOEuSw9eSnR/DWVpQbG8='
);
export const opensslThumbprint = '65D2B5DDB030FF96C1C3D2D6375B1699BBFD5436';
export const opensslSerialNumber = '00f1e2d3c4b5a69788';

/** A certificate that OpenSSL made, whose key is for elliptic curves. */
export const ellipticCertificate = fromBase64(
  'MIIBnDCCAUGgAwIBAgIUUcwMh8DwFhd1iicpIwdFxTvM7wkwCgYIKoZIzj0EAwIwIzEhMB8GA1UEAwwYQWN0aXZhdGVXaW5kb3dzU2VydmVyVm1z' +
    'MB4XDTI2MTEyOTIxMTAwOVoXDTI2MTEzMDIxMTAwOVowIzEhMB8GA1UEAwwYQWN0aXZhdGVXaW5kb3dzU2VydmVyVm1zMFkwEwYHKoZIzj0CAQYI' +
    'KoZIzj0DAQcDQgAEWFXBn3+H7AvbEATDIsHMDok9AUGz1e22Vo+xP52BEKPBYlfxe5gTU8lxn93fFAERgXiqrRF/VkamdaF+1kLhFqNTMFEwHQYD' +
    'VR0OBBYEFAKM05asxp/U4USBpTTF+xcgDmxuMB8GA1UdIwQYMBaAFAKM05asxp/U4USBpTTF+xcgDmxuMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI' +
    'zj0EAwIDSQAwRgIhAJm3P1TzkWB93NgkrF/XBpArKnkHacbhgZxbJKfVnmoiAiEAinvoTVimpOGEtL03oSXKdcuXe1jwSMXyswPMociUTK0='
);

/** A public key for RSA, as SubjectPublicKeyInfo. */
export function rsaPublicKey(
  modulus: Uint8Array,
  exponent = Uint8Array.of(1, 0, 1),
  algorithm = '1.2.840.113549.1.1.1'
): Uint8Array {
  const { bitString, integer, sequence } = derTag;
  const key = derOf(sequence, derOf(integer, modulus), derOf(integer, exponent));
  const identifier = derOf(sequence, derIdentifier(algorithm), Uint8Array.of(5, 0));
  return derOf(sequence, identifier, derOf(bitString, Uint8Array.of(0), key));
}

/** A certificate with that public key. Its signature is empty, because nothing checks it. */
export function certificateWith(publicKey: Uint8Array, serialNumber = Uint8Array.of(0, 0xf1)): Uint8Array {
  const { bitString, context0Constructed, integer, sequence, set } = derTag;
  const name = derOf(
    sequence,
    derOf(set, derOf(sequence, derIdentifier('2.5.4.3'), derOf(0x0c, new TextEncoder().encode('Test'))))
  );
  const algorithm = derOf(sequence, derIdentifier('1.2.840.113549.1.1.11'));
  const signed = derOf(
    sequence,
    derOf(context0Constructed, derInteger(2)),
    derOf(integer, serialNumber),
    algorithm,
    name,
    derOf(sequence),
    name,
    publicKey
  );
  return derOf(sequence, signed, algorithm, derOf(bitString, Uint8Array.of(0)));
}

/** What `New-KeyCertificate` answers. */
export function certificateAnswer(properties: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    schema: 1,
    computerName: 'NODE01',
    languageMode: 'ConstrainedLanguage',
    certificate: opensslCertificate.join(','),
    thumbprint: opensslThumbprint,
    error: null,
    errorCode: null,
    expiredLeft: null,
    expiredError: null,
    ...properties
  };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), character => character.charCodeAt(0));
}
