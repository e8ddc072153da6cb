import assert from 'node:assert/strict';
import * as http from 'node:http';
import { after, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { InMemorySessionHost } from '../gateway/testing/in-memory-session-host';
import { Lab, startLab } from '../lab';
import { extensionName } from '../shell/extension-name';
import { fakeExtension } from '../shell/testing/fake-extension';

const startSessions = () => Promise.resolve(new InMemorySessionHost());
const page = `modules/${extensionName}/index.html`;
const styles = 'assets/styles/main-v2.css';

interface Answer {
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** Uses plain HTTP, because fetch unpacks what it gets and doesn't show how it came. */
function ask(lab: Lab, where: string, headers: http.OutgoingHttpHeaders): Promise<Answer> {
  return new Promise((resolve, reject) => {
    http
      .get(lab.address + where, { headers }, response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
      })
      .on('error', reject);
  });
}

describe('what the lab serves', () => {
  const labs: Lab[] = [];
  after(() => Promise.all(labs.map(lab => lab.stop())));

  async function started(compress?: boolean): Promise<Lab> {
    const lab = await startLab({ bundle: fakeExtension, startSessions, compress });
    labs.push(lab);
    return lab;
  }

  it('is compressed only if the lab is to do so, and for who takes it', async () => {
    const [plain, compressing] = [await started(), await started(true)];
    for (const where of [page, styles]) {
      const original = await ask(plain, where, { 'Accept-Encoding': 'gzip' });
      assert.equal(original.headers['content-encoding'], undefined, where);

      const packed = await ask(compressing, where, { 'Accept-Encoding': 'br, gzip' });
      assert.equal(packed.headers['content-encoding'], 'gzip', where);
      assert.match(String(packed.headers.vary), /Accept-Encoding/);
      assert.equal(Number(packed.headers['content-length']), packed.body.length);
      assert.deepEqual(gunzipSync(packed.body), original.body);

      const unasked = await ask(compressing, where, {});
      assert.equal(unasked.headers['content-encoding'], undefined, where);
      assert.deepEqual(unasked.body, original.body);
    }
  });

  it('stays as it is if it’s compressed already', async () => {
    const lab = await started(true);
    const font = 'assets/fonts/open-sans/open-sans-latin-400-normal.woff2';
    const { headers, body } = await ask(lab, font, { 'Accept-Encoding': 'gzip' });
    assert.equal(headers['content-encoding'], undefined);
    assert.ok(body.length > 1000);
  });
});
