import assert from 'node:assert/strict';
import * as http from 'node:http';
import { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { sendFileOf } from '../web/static-files';
import { fakeExtension } from './testing/fake-extension';
import { shellHarness } from './testing/shell-harness';

describe('an extension that is side-loaded', () => {
  const shell = shellHarness();
  const { open, heard, ask } = shell;
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://side');
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    void sendFileOf(response, fakeExtension, name, { 'Access-Control-Allow-Origin': '*' }).then(
      isThere => isThere || response.writeHead(404).end()
    );
  });
  let origin: string;

  before(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => server.close());

  /** Opens the shell as somebody does who side-loads from there, in the way that the SDK reads from an address. */
  function sideLoad(from: string): ReturnType<typeof open> {
    shell.lab.configureGateway({ corsSites: [origin] });
    return open(`?sideload=${encodeURIComponent(from)}`);
  }

  it('replaces the installed one, from its own origin, and is told so', async () => {
    const frame = await sideLoad(`${origin}/`);
    assert.match(frame.url(), new RegExp(`^${origin}/\\?version=s-`));
    const init = (await heard(frame)).find(({ command }) => command === 'Init');
    assert.deepEqual(init?.data['sideLoad'], { [origin]: { origin } });
    const [module] = init?.data['modules'] as { origin: string; isSideLoaded: boolean }[];
    assert.equal(module?.origin, origin);
    assert.equal(module?.isSideLoaded, true);
  });

  it('is listed with its own icon, from its own origin', async () => {
    await sideLoad(origin);
    const entry = shell.page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'A fake entry' });
    const icon = entry.locator('img');
    assert.equal(await icon.getAttribute('src'), `${origin}/assets/icon.svg`);
    assert.equal(await icon.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)), 16);
  });

  it('is answered, and learns the address of the gateway, which is the shell’s', async () => {
    const frame = await sideLoad(origin);
    const { result } = await ask(frame, 'Forward', { service: 'gateway-connection', type: 2 });
    assert.equal((result as { gatewayName: string }).gatewayName, new URL(shell.lab.address).origin);
  });

  it('is not there: the shell says what to do', async () => {
    shell.lab.configureGateway({ corsSites: [origin] });
    await shell.page.goto(`${shell.lab.address}?sideload=${encodeURIComponent(`${origin}/nowhere`)}`);
    await shell.page.getByText(`Cannot side-load ${origin}/nowhere: is the extension being served there?`).waitFor();
    shell.expectFault(/CORS|ERR_FAILED|Cannot side-load/);
  });
});
