import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import svg2ttf from 'svg2ttf';
import { packageFolder } from '../package-folder';

/** The font family of the SDK's icon classes. */
export const iconFontFamily = 'Server-MDL2';

/** Increase this number when the font is made differently, so that a kept one isn't used. */
const recipe = 2;

/** Large enough to keep the curves of a 20-pixel drawing smooth. */
const unitsPerEm = 2000;

/** A picture for a code point of the SDK's icon classes. */
interface Glyph {
  codePoint: string;
  name: string;
  svg: string;
}

/** The code points that the font has, as four hexadecimal digits each. */
export function iconCodePoints(): string[] {
  return Object.keys(readGlyphNames());
}

/**
 * Makes the icon font as a TrueType file, with free pictures at the code points that the SDK's classes use. It makes
 * the file once and keeps it in that folder, with a name that depends on what went into it. Returns the file's path.
 */
export async function iconFontFile(cacheFolder: string): Promise<string> {
  const glyphs = readGlyphs();
  const hash = createHash('sha256').update(JSON.stringify({ recipe, glyphs })).digest('hex');
  const file = path.join(cacheFolder, `server-mdl2-${hash.slice(0, 16)}.ttf`);
  if (!fs.existsSync(file)) {
    fs.mkdirSync(cacheFolder, { recursive: true });
    // Write to another file first, because another lab may be starting at the same time.
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

/** Puts every picture into a full square on the baseline, as the SDK's own font does. */
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

/** The form in which the font maker takes a picture: a stream with metadata. */
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

/** Finds the file of a picture. The lab has its own drawings for layers of other icons, which the free set lacks. */
function pictureFile(name: string): string {
  const drawn = path.join(__dirname, 'drawn', `${name}.svg`);
  const found = path.join(packageFolder('@fluentui/svg-icons'), 'icons', `${name}.svg`);
  return fs.existsSync(drawn) ? drawn : found;
}

function readGlyphNames(): Record<string, string> {
  const text = fs.readFileSync(path.join(__dirname, 'glyphs.json'), 'utf8');
  return JSON.parse(text) as Record<string, string>;
}
