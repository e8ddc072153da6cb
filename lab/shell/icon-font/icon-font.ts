import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import svg2ttf from 'svg2ttf';
import { packageFolder } from '../package-folder';

/** The family that the SDK's icon classes ask for. */
export const iconFontFamily = 'Server-MDL2';

/** To be raised when the font is made in another way, so that no kept one is taken for it. */
const recipe = 2;

/** High enough that the curves of a 20-pixel drawing stay smooth. */
const unitsPerEm = 2000;

/** A picture for a code point of the SDK's icon classes. */
interface Glyph {
  codePoint: string;
  name: string;
  svg: string;
}

/** Every code point that the font has, as four hexadecimal digits. */
export function iconCodePoints(): string[] {
  return Object.keys(readGlyphNames());
}

/**
 * The icon font as a TrueType file: free pictures at the code points that the SDK's classes use. It
 * is made once and kept in that folder, under a name that tells what it was made from. Answers with
 * the file's path.
 */
export async function iconFontFile(cacheFolder: string): Promise<string> {
  const glyphs = readGlyphs();
  const hash = createHash('sha256').update(JSON.stringify({ recipe, glyphs })).digest('hex');
  const file = path.join(cacheFolder, `server-mdl2-${hash.slice(0, 16)}.ttf`);
  if (!fs.existsSync(file)) {
    fs.mkdirSync(cacheFolder, { recursive: true });
    // Written aside first: another lab may be starting at the same time.
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, await makeFont(glyphs));
    fs.renameSync(draft, file);
  }
  return file;
}

async function makeFont(glyphs: Glyph[]): Promise<Uint8Array> {
  const svgFont = await makeSvgFont(glyphs);
  return svg2ttf(svgFont, { ts: 0, description: 'Icons of the lab', url: '' }).buffer;
}

/**
 * Sets every picture into a full square on the baseline, which is how the SDK's own font has them.
 */
async function makeSvgFont(glyphs: Glyph[]): Promise<string> {
  const { SVGIcons2SVGFontStream } = await import('svgicons2svgfont');
  const stream = new SVGIcons2SVGFontStream({
    fontName: iconFontFamily,
    fontHeight: unitsPerEm,
    ascent: unitsPerEm,
    descent: 0,
    normalize: true,
    round: 1
  });
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (chunk: Buffer | string) => (text += chunk.toString()));
    stream.on('end', () => resolve(text));
    stream.on('error', reject);
    glyphs.forEach(glyph => stream.write(glyphStream(glyph)));
    stream.end();
  });
}

/** The form in which the font maker takes a picture: a stream with what it is for. */
function glyphStream({ codePoint, name, svg }: Glyph): Readable {
  const unicode = [String.fromCodePoint(parseInt(codePoint, 16))];
  return Object.assign(Readable.from([svg]), {
    metadata: { name: `${name}-${codePoint}`, unicode }
  });
}

function readGlyphs(): Glyph[] {
  return Object.entries(readGlyphNames()).map(([codePoint, name]) => ({
    codePoint,
    name,
    svg: fs.readFileSync(pictureFile(name), 'utf8')
  }));
}

/** Our own drawings where an icon is a layer of another, which the free set does not have. */
function pictureFile(name: string): string {
  const drawn = path.join(__dirname, 'drawn', `${name}.svg`);
  const found = path.join(packageFolder('@fluentui/svg-icons'), 'icons', `${name}.svg`);
  return fs.existsSync(drawn) ? drawn : found;
}

function readGlyphNames(): Record<string, string> {
  const text = fs.readFileSync(path.join(__dirname, 'glyphs.json'), 'utf8');
  return JSON.parse(text) as Record<string, string>;
}
