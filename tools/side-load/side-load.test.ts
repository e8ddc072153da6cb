import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, test } from 'node:test';
import { labOptions } from '../../lab/options.cjs';
import { findPowerShell } from '../../machine/powershell';
import { extension } from '../project';
import { instructions, readSideLoadPort } from './side-load';
import { serveForSideLoad, SideLoadServer } from './side-load-server';

const folder = mkdtempSync(path.join(os.tmpdir(), 'side-load-'));
const bundle = path.join(folder, 'bundle');
const noCertificates = path.join(folder, 'none');
mkdirSync(bundle);
for (const [name, content] of [
  ['index.html', '<!doctype html>'],
  ['manifest.json', '{"target":""}'],
  ['main.js', 'run()']
]) {
  writeFileSync(path.join(bundle, name), content);
}
writeFileSync(path.join(folder, 'secret.txt'), 'not of the bundle');

const servers: SideLoadServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()));
});
after(() => rmSync(folder, { recursive: true, force: true }));

async function serve(certificates = noCertificates, port = 0): Promise<SideLoadServer> {
  const server = await serveForSideLoad({ bundle, port, certificates });
  servers.push(server);
  return server;
}

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** Uses plain HTTP, because a browser's fetch forbids the very headers that are tested here. */
function ask(
  address: string,
  { method = 'GET', headers = {}, ca }: { method?: string; headers?: http.OutgoingHttpHeaders; ca?: Buffer } = {}
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { request } = address.startsWith('https:') ? https : http;
    // The server listens on IPv4 alone.
    const sent = request(address, { method, headers, family: 4, ...(ca && { ca }) }, response => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('serves the page at its origin, and below the target that an older shell may keep', async () => {
  const { origin } = await serve();
  assert.match(origin, /^http:\/\/localhost:\d+$/);
  for (const place of ['/', '/?version=s-2.4.0', `/modules/${extension.name}/?version=s-2.4.0`, '/index.html']) {
    const { status, headers, body } = await ask(origin + place);
    assert.deepEqual([status, body], [200, '<!doctype html>'], place);
    assert.match(String(headers['content-type']), /^text\/html/);
  }
  assert.equal((await ask(`${origin}/modules/${extension.name}/main.js`)).body, 'run()');
  for (const place of ['/none.js', '/..%2fsecret.txt', '/modules/another/index.html', '/%E0%A4%A']) {
    assert.equal((await ask(origin + place)).status, 404, place);
  }
});

test('lets a shell at another origin read the manifest, also over a preflight from a more public network', async () => {
  const { origin } = await serve();
  const from = { Origin: 'https://localhost:6600' };
  const read = await ask(`${origin}/manifest.json`, { headers: from });
  assert.equal(read.headers['access-control-allow-origin'], '*');
  assert.equal(read.headers['cache-control'], 'no-store');
  const preflight = await ask(`${origin}/manifest.json`, {
    method: 'OPTIONS',
    headers: {
      ...from,
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'pragma',
      'Access-Control-Request-Private-Network': 'true'
    }
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers['access-control-allow-origin'], '*');
  assert.equal(preflight.headers['access-control-allow-headers'], 'pragma');
  assert.equal(preflight.headers['access-control-allow-private-network'], 'true');
});

test('lets only pages of this computer frame the extension, and changes nothing', async () => {
  const { origin } = await serve();
  const { headers } = await ask(origin);
  const [, sources = ''] = /frame-ancestors ([^;]+)/.exec(String(headers['content-security-policy'])) ?? [];
  assert.deepEqual(sources.split(' ').sort(), [
    'http://127.0.0.1:*',
    'http://localhost:*',
    'https://127.0.0.1:*',
    'https://localhost:*'
  ]);
  assert.equal(headers['x-frame-options'], undefined);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    assert.equal((await ask(origin, { method })).status, 405, method);
  }
});

test("serves HTTPS with the certificate that Microsoft's instructions make", async () => {
  const certificates = path.join(folder, 'certificate');
  mkdirSync(certificates);
  makeCertificate(certificates);
  const { origin } = await serve(certificates);
  assert.match(origin, /^https:\/\/localhost:\d+$/);
  const ca = readFileSync(path.join(certificates, 'localhost.cert'));
  assert.equal((await ask(`${origin}/manifest.json`, { ca })).body, '{"target":""}');

  rmSync(path.join(certificates, 'localhost.key'));
  assert.match((await serve(certificates)).origin, /^http:/, 'a certificate without its key');
});

/** Makes what Microsoft's openssl command makes. PowerShell is always there, and openssl isn't. */
function makeCertificate(into: string): void {
  const script = `
    $ErrorActionPreference = 'Stop'
    $key = [Security.Cryptography.RSA]::Create(2048)
    $hash = [Security.Cryptography.HashAlgorithmName]::SHA256
    $padding = [Security.Cryptography.RSASignaturePadding]::Pkcs1
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=localhost', $key, $hash, $padding)
    $names = [Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder]::new()
    $names.AddDnsName('localhost')
    $request.CertificateExtensions.Add($names.Build())
    $now = [DateTimeOffset]::UtcNow
    $certificate = $request.CreateSelfSigned($now.AddDays(-1), $now.AddDays(1))
    Set-Content "$env:INTO/localhost.cert" $certificate.ExportCertificatePem()
    Set-Content "$env:INTO/localhost.key" $key.ExportPkcs8PrivateKeyPem()`;
  const { command, args } = findPowerShell();
  const { status, stderr } = spawnSync(command, [...args, '-NoProfile', '-Command', script], {
    env: { ...process.env, INTO: into },
    encoding: 'utf8'
  });
  assert.equal(status, 0, stderr);
}

test('tells in one sentence that the port is in use', async () => {
  const { origin } = await serve();
  const port = Number(new URL(origin).port);
  await assert.rejects(serve(noCertificates, port), {
    message: `Port ${port} is in use by another program; name another with --port.`
  });
});

test("has Microsoft's port unless another is named, and takes no option of the lab", () => {
  assert.equal(readSideLoadPort(['--side-load']), 4201);
  assert.equal(readSideLoadPort(['--side-load', '--port', '4300']), 4300);
  for (const [words, message] of [
    ...Object.entries(labOptions)
      .filter(([name]) => name !== 'port')
      .map(([name, { type }]) => [
        ['--side-load', `--${name}`, ...(type === 'boolean' ? [] : ['any'])],
        new RegExp(`^Option --${name} is for the lab, and --side-load opens none: leave out one of them\\.$`)
      ]),
    [['--side-load', '--package', 'a.nupkg', '--colour'], /^Unknown option "--colour"; there are: .*--side-load\.$/],
    [['--side-load', '--port', 'many'], /^"many" is not a port/],
    [['--side-load=yes'], /^Option --side-load takes no value\.$/]
  ] as [string[], RegExp][]) {
    assert.throws(() => readSideLoadPort(words), { name: 'WrongOption', message });
  }
});

test('says what to type into the console, and what a gateway with HTTPS needs', () => {
  const [secure, plain] = ['https://localhost:4201', 'http://localhost:4201'].map(instructions);
  assert.match(secure, /MsftSme\.sideLoad\('https:\/\/localhost:4201'\)/);
  assert.doesNotMatch(secure, /certificate/);
  assert.match(plain, /MsftSme\.sideLoad\('http:\/\/localhost:4201'\)/);
  assert.match(plain, /certificate\/ has no localhost\.key and localhost\.cert/);
});
