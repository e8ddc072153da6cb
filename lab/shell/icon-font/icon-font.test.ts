import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sdkStyleFolder } from '../shell-assets';
import { iconCodePoints, iconFontFile } from './icon-font';

describe('the icon font', () => {
  let folder: string;

  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'icon-font-'))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('has a glyph for every code point that the styles of the SDK use', () => {
    const styles = fs.readFileSync(path.join(sdkStyleFolder(), 'main-v2.css'), 'utf8');
    const escaped = [...styles.matchAll(/content: *["']\\([0-9a-f]{4,5})["']/gi)].map(([, code]) => code ?? '');
    const written = [...styles.matchAll(/content: *["']([\ue000-\uf8ff])["']/g)].map(
      ([, character]) => character?.codePointAt(0)?.toString(16) ?? ''
    );
    const used = new Set([...escaped, ...written].map(code => code.toUpperCase()));
    assert.ok(used.size > 200, 'The styles were read.');
    assert.deepEqual(
      [...used].filter(code => !iconCodePoints().includes(code)),
      []
    );
  });

  it('has the same code points in its character map, with a drawing for each', async () => {
    const font = readFont(fs.readFileSync(await iconFontFile(folder)));
    for (const code of iconCodePoints()) {
      const glyph = font.glyphOf(parseInt(code, 16));
      assert.ok(glyph > 0, `${code} leads to a glyph.`);
      assert.ok(font.lengthOf(glyph) > 0, `${code} has a drawing.`);
    }
  });

  it('is made only once', async () => {
    const file = await iconFontFile(folder);
    const { mtimeMs } = fs.statSync(file);
    assert.equal(await iconFontFile(folder), file);
    assert.equal(fs.statSync(file).mtimeMs, mtimeMs);
    assert.deepEqual(fs.readdirSync(folder), [path.basename(file)]);
  });
});

/** Reads only as much of the TrueType format as it takes to look up glyphs. */
function readFont(font: Buffer) {
  const tables = new Map<string, number>();
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const at = 12 + index * 16;
    tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8));
  }
  const table = (name: string): number => {
    const at = tables.get(name);
    assert.ok(at !== undefined, `The font has a table ${name}.`);
    return at;
  };
  const isLong = font.readInt16BE(table('head') + 50) === 1;
  const offsetOf = (glyph: number): number =>
    isLong ? font.readUInt32BE(table('loca') + glyph * 4) : font.readUInt16BE(table('loca') + glyph * 2) * 2;
  return {
    glyphOf: (code: number) => glyphInMap(font, table('cmap'), code),
    lengthOf: (glyph: number) => offsetOf(glyph + 1) - offsetOf(glyph)
  };
}

/** Looks up a code point's glyph in a character map of format 4, which consists of segments of code points. */
function glyphInMap(font: Buffer, map: number, code: number): number {
  const parts = Array.from(
    { length: font.readUInt16BE(map + 2) },
    (_, index) => map + font.readUInt32BE(map + 4 + index * 8 + 4)
  );
  const part = parts.find(at => font.readUInt16BE(at) === 4);
  assert.ok(part !== undefined, 'The character map has a part in format 4.');
  const bytes = font.readUInt16BE(part + 6);
  const ends = part + 14;
  const starts = ends + bytes + 2;
  for (let at = 0; at < bytes; at += 2) {
    const start = font.readUInt16BE(starts + at);
    if (code > font.readUInt16BE(ends + at) || code < start) {
      continue;
    }
    const delta = font.readUInt16BE(starts + bytes + at);
    const range = starts + 2 * bytes + at;
    const offset = font.readUInt16BE(range);
    return offset === 0 ? (code + delta) & 0xffff : font.readUInt16BE(range + offset + 2 * (code - start));
  }
  return 0;
}
