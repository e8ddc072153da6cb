/** The page's messages, read by others: a library, and OpenSSL where it's installed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { ContentInfo, EnvelopedData, IssuerAndSerialNumber } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { envelopedFor } from '../../src/app/cluster/enveloped-key';
import { KeyCertificate, readKeyCertificate } from '../../src/app/domain/servers/key-certificate';
import { opensslCertificate, opensslSerialNumber } from '../../src/app/domain/testing/certificate-fixture';
import { formOfKey } from '../../src/app/domain/testing/product-key-fixture';

const folder = mkdtempSync(path.join(os.tmpdir(), 'message-'));
after(() => rmSync(folder, { recursive: true }));

function certificateIn(bytes: Uint8Array): KeyCertificate {
  const certificate = readKeyCertificate(bytes, 'A'.repeat(40));
  assert.ok(certificate);
  return certificate;
}

function openssl(...args: string[]): string {
  const run = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

describe('a key for a certificate', () => {
  it('is a CMS message of the form that Protect-CmsMessage makes', async () => {
    const message = Buffer.from(await envelopedFor(certificateIn(opensslCertificate), formOfKey), 'base64');
    const info = AsnConvert.parse(message, ContentInfo);
    assert.equal(info.contentType, '1.2.840.113549.1.7.3');
    const enveloped = AsnConvert.parse(info.content, EnvelopedData);
    assert.equal(enveloped.version, 0);
    assert.equal(enveloped.recipientInfos.length, 1);
    const { ktri } = enveloped.recipientInfos[0];
    assert.ok(ktri);
    assert.equal(ktri.version, 0);
    assert.equal(ktri.keyEncryptionAlgorithm.algorithm, '1.2.840.113549.1.1.7');
    assert.equal(Buffer.from(ktri.keyEncryptionAlgorithm.parameters ?? new ArrayBuffer(0)).toString('hex'), '3000');
    assert.equal(ktri.encryptedKey.byteLength, 256);
    const { issuerAndSerialNumber } = ktri.rid;
    assert.ok(issuerAndSerialNumber instanceof IssuerAndSerialNumber);
    assert.equal(Buffer.from(issuerAndSerialNumber.serialNumber).toString('hex'), opensslSerialNumber);
    const { contentType, contentEncryptionAlgorithm, encryptedContent } = enveloped.encryptedContentInfo;
    assert.equal(contentType, '1.2.840.113549.1.7.1');
    assert.equal(contentEncryptionAlgorithm.algorithm, '2.16.840.1.101.3.4.1.42');
    const iv = AsnConvert.parse(contentEncryptionAlgorithm.parameters ?? new ArrayBuffer(0), OctetString);
    assert.equal(iv.byteLength, 16);
    // 29 characters, filled up to whole blocks.
    assert.equal(encryptedContent?.value?.byteLength, 32);
  });

  // Without OpenSSL, the whole chain still has PowerShell's own cmdlet open such messages.
  if (spawnSync('openssl', ['version']).status === 0) {
    for (const bits of ['2048', '3072']) {
      it(`is opened by OpenSSL, with a key of ${bits} bits`, async () => {
        const request = ['req', '-x509', '-newkey', `rsa:${bits}`, '-nodes', '-keyout', 'key.pem'];
        openssl(...request, '-subj', '/CN=Test', '-days', '1', '-outform', 'DER', '-out', 'certificate.der');
        const certificate = certificateIn(readFileSync(path.join(folder, 'certificate.der')));
        const message = await envelopedFor(certificate, formOfKey);
        writeFileSync(path.join(folder, 'message.der'), Buffer.from(message, 'base64'));
        const decrypt = ['cms', '-decrypt', '-inform', 'DER', '-in', 'message.der', '-inkey', 'key.pem'];
        assert.equal(openssl(...decrypt).trim(), formOfKey);
      });
    }
  }
});
