import { TestBed } from '@angular/core/testing';
import { AppContextService } from '@microsoft/windows-admin-center-sdk/angular';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { Attempt } from '../domain/servers/attempt';
import { readDer } from '../domain/keys/der';
import { Server } from '../domain/servers/server';
import {
  certificateAnswer,
  certificateWith,
  ellipticCertificate,
  opensslThumbprint,
  rsaPublicKey
} from '../domain/testing/certificate-fixture';
import { formOfKey as testKey } from '../domain/testing/product-key-fixture';
import { ActiveCluster } from './active-cluster';
import { CredentialPrompts } from './credential-prompts';
import { CertificateKeys } from './certificate-keys';
import { ClusterCredentials } from './cluster-credentials';
import { KeyedSessions } from './keyed-sessions';
import { NodeReads } from './node-reads';
import { SdkClusterConnection } from './sdk-cluster-connection';
import { FakeAppContext, FakeRun } from './testing/fake-app-context';

const server: Server = { name: 'node01', fqdn: 'node01.contoso.com', state: 'up' };
const [make, apply, remove] = ['New-KeyCertificate', 'Set-ServerActivationKey', 'Remove-KeyCertificate'];
const thumbprint = opensslThumbprint;

describe('A key for a certificate', () => {
  let context: FakeAppContext;
  let cluster: SdkClusterConnection;
  let pair: CryptoKeyPair;
  /** What each script answers, by its name. */
  let says: Record<string, (run: FakeRun) => void>;

  beforeAll(async () => {
    const algorithm = { name: 'RSA-OAEP', hash: 'SHA-1', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) };
    pair = await crypto.subtle.generateKey(algorithm, true, ['unwrapKey', 'wrapKey']);
  });

  beforeEach(async () => {
    context = new FakeAppContext();
    TestBed.configureTestingModule({
      providers: [
        SdkClusterConnection,
        ActiveCluster,
        CredentialPrompts,
        ClusterCredentials,
        NodeReads,
        KeyedSessions,
        CertificateKeys,
        { provide: AppContextService, useValue: context.asAppContext() }
      ]
    });
    cluster = TestBed.inject(SdkClusterConnection);
    const publicKey = await publicKeyOf(pair);
    says = {
      [make]: answer(certificateAnswer({ certificate: certificateWith(publicKey).join(','), thumbprint })),
      [apply]: answer({ schema: 1, outcome: 'applied', certificateLeft: false, certificateError: null }),
      [remove]: answer({ schema: 1, certificateLeft: false, certificateError: null })
    };
    context.answer = run => says[run.command.command](run);
  });

  async function publicKeyOf({ publicKey }: CryptoKeyPair): Promise<Uint8Array> {
    return new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  }

  function answer(row: object): (run: FakeRun) => void {
    return run => run.end({ results: [row] });
  }

  function applyKey(): Promise<Attempt> {
    return lastValueFrom(cluster.apply(server, testKey, 'certificate'));
  }

  function parametersOf(command: string): Record<string, string>[] {
    const runs = context.runs.filter(run => run.command.command === command);
    return runs.map(run => run.command.parameters as Record<string, string>);
  }

  /** Opens a message as its server does. */
  async function opened(message: string): Promise<string> {
    const bytes = Uint8Array.from(atob(message), character => character.charCodeAt(0));
    const within = (part: Uint8Array): readonly { content: Uint8Array }[] => readDer(part) ?? [];
    const [, explicit] = within(within(bytes)[0].content);
    const [, recipients, content] = within(within(explicit.content)[0].content);
    const [, , , wrapped] = within(within(recipients.content)[0].content);
    const [, algorithm, text] = within(content.content);
    const [, iv] = within(algorithm.content);
    const aes = { name: 'AES-CBC', iv: iv.content };
    const oaep = { name: 'RSA-OAEP' };
    const key = await crypto.subtle.unwrapKey('raw', wrapped.content, pair.privateKey, oaep, aes, false, ['decrypt']);
    return new TextDecoder().decode(await crypto.subtle.decrypt(aes, key, text.content));
  }

  it('is encrypted for the certificate that the server just made', async () => {
    expect(await applyKey()).toEqual({ kind: 'notConfirmed', saysYes: false, message: '' });
    expect(context.commands()).toEqual([make, apply]);
    const [sent] = parametersOf(apply);
    expect(sent['certificateThumbprint']).toBe(thumbprint);
    expect(await opened(sent['encryptedKey'])).toBe(testKey);
  });

  it('is encrypted differently each time, so nobody can tell that two keys are the same', async () => {
    await applyKey();
    await applyKey();
    const [first, second] = parametersOf(apply).map(sent => sent['encryptedKey']);
    expect(first.slice(-40)).not.toBe(second.slice(-40));
  });

  it('is nowhere in clear in what is sent', async () => {
    await applyKey();
    const all = JSON.stringify(context.runs.map(({ command, options }) => ({ command, options })));
    for (const group of testKey.split('-')) {
      expect(all).not.toMatch(new RegExp(`\\b${group}\\b`));
    }
  });

  it('has the gateway log both changes', async () => {
    await applyKey();
    expect(context.runs.map(run => run.options.logAudit)).toEqual([true, true]);
  });

  it('isn’t sent where no certificate could be made', async () => {
    says[make] = answer(
      certificateAnswer({ certificate: null, thumbprint: null, error: 'Access is denied.', errorCode: '0x80070005' })
    );
    expect(await applyKey()).toEqual({
      kind: 'failed',
      reason: 'certificateNotMade',
      code: '0x80070005',
      message: 'Access is denied.'
    });
    expect(context.commands()).toEqual([make]);
  });

  it('isn’t sent where the answer with the certificate is lost, which may be left', async () => {
    says[make] = run => run.end(null);
    expect(await applyKey()).toEqual(
      jasmine.objectContaining({
        kind: 'failed',
        reason: 'sessionLost',
        left: { thumbprint: null, kind: 'perhaps', message: '' }
      })
    );
    // What a second session made and used is gone, but not what the first may have made.
    let lost = 0;
    const made = answer(
      certificateAnswer({ certificate: certificateWith(await publicKeyOf(pair)).join(','), thumbprint })
    );
    says[make] = run => (lost++ === 0 ? run.end(null) : made(run));
    expect(await applyKey()).toEqual(
      jasmine.objectContaining({
        kind: 'notConfirmed',
        left: { thumbprint: null, kind: 'perhaps', message: '' }
      })
    );
    context.runs.length = 0;
    context.givesNoCredentials = true;
    says[make] = run => run.fail({ status: 403, message: 'no' });
    expect(await applyKey()).toEqual({ kind: 'failed', reason: 'denied', code: null, message: 'no' });
    expect(context.commands()).not.toContain(apply);
  });

  it('isn’t sent where it wouldn’t be safe, and the certificate is removed', async () => {
    const short = certificateWith(rsaPublicKey(new Uint8Array(128).fill(0x7f)));
    for (const certificate of [short, ellipticCertificate]) {
      context.runs.length = 0;
      says[make] = answer(certificateAnswer({ certificate: certificate.join(',') }));
      expect(await applyKey()).toEqual({ kind: 'failed', reason: 'certificateNotFit', code: null, message: '' });
      expect(context.commands()).toEqual([make, remove]);
      expect(parametersOf(remove)).toEqual([{ certificateThumbprint: thumbprint }]);
    }
  });

  it('isn’t sent where the browser can’t use the certificate’s key', async () => {
    // A modulus that is long enough, and even: no browser's RSA takes it, or what it encrypts can't be read.
    spyOn(crypto.subtle, 'importKey').and.rejectWith(new DOMException('no', 'DataError'));
    expect(await applyKey()).toEqual(jasmine.objectContaining({ kind: 'failed', reason: 'certificateNotFit' }));
    expect(context.commands()).toEqual([make, remove]);
  });

  it('says what is left where a certificate that isn’t used couldn’t be removed', async () => {
    says[make] = answer(certificateAnswer({ certificate: ellipticCertificate.join(',') }));
    says[remove] = answer({ schema: 1, certificateLeft: true, certificateError: 'no' });
    expect(await applyKey()).toEqual(
      jasmine.objectContaining({
        reason: 'certificateNotFit',
        left: { thumbprint, kind: 'certificate', message: 'no' }
      })
    );
    says[remove] = run => run.fail({ status: 500 });
    expect(await applyKey()).toEqual(jasmine.objectContaining({ left: { thumbprint, kind: 'perhaps', message: '' } }));
  });

  it('says what is left where the server couldn’t remove it', async () => {
    const row = { schema: 1, outcome: 'applied', certificateLeft: true, certificateError: 'Access is denied.' };
    says[apply] = answer(row);
    const left = { thumbprint, kind: 'certificate', message: 'Access is denied.' } as const;
    expect(await applyKey()).toEqual({ kind: 'notConfirmed', saysYes: false, message: '', left });
    // The certificate is gone, its key perhaps not.
    says[apply] = answer({ ...row, certificateLeft: false });
    expect(await applyKey()).toEqual(jasmine.objectContaining({ left: { ...left, kind: 'privateKey' } }));
    says[apply] = answer({ ...row, certificateLeft: null, certificateError: null });
    expect(await applyKey()).toEqual(jasmine.objectContaining({ left: { thumbprint, kind: 'perhaps', message: '' } }));
  });

  it('isn’t sent again after it couldn’t be decrypted', async () => {
    says[apply] = answer({
      schema: 1,
      languageMode: 'ConstrainedLanguage',
      outcome: 'notDecrypted',
      error: 'Not for it.',
      certificateLeft: false,
      certificateError: null
    });
    expect(await applyKey()).toEqual({
      kind: 'failed',
      reason: 'messageNotDecrypted',
      code: null,
      message: 'Not for it.'
    });
    expect(context.commands()).toEqual([make, apply]);
  });

  it('may have been applied, and its certificate be left, where the answer is lost', async () => {
    says[apply] = run => run.fail({ status: 0 });
    expect(await applyKey()).toEqual({
      kind: 'notKnown',
      failure: { reason: 'unreachable', message: '' },
      left: { thumbprint, kind: 'perhaps', message: '' }
    });
    says[apply] = run => run.end({ results: ['?'] });
    expect(await applyKey()).toEqual(jasmine.objectContaining({ kind: 'notKnown', left: jasmine.anything() }));
  });

  it('can’t be taken back once the server makes a certificate, because nothing stops it', () => {
    says[make] = () => undefined;
    const attempts: string[] = [];
    const applying = cluster.apply(server, testKey, 'certificate').subscribe(({ kind }) => attempts.push(kind));
    expect(attempts).toEqual(['applying']);
    expect(context.commands()).toEqual([make]);
    applying.unsubscribe();
  });

  it('needs a certificate only once it is applied', async () => {
    context.answer = run => run.end({ results: [] });
    await firstValueFrom(cluster.servers());
    expect(context.commands()).not.toContain(make);
  });
});
