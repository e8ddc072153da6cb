import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import { ServerResponse } from 'node:http';
import * as path from 'node:path';
import { inProject } from '../../machine/project-paths';
import { Compression } from '../web/compression';
import { moduleHeaders, shellHeaders } from '../web/security-headers';
import { sendContent, sendFileOf } from '../web/static-files';
import { extensionName } from './extension-name';
import { iconFontFile } from './icon-font/icon-font';
import { fontStyles, sdkStyles } from './shell-addresses';
import { fontFaces, sdkStyleFolder, textFontFolder } from './shell-assets';

const pageFolder = path.join(__dirname, 'page');
/** The page's styles, in the order in which the page links them. */
const styleFiles = ['theme.css', 'controls.css', 'shell.css', 'panels.css'];
const modulePrefix = `/modules/${extensionName}/`;
const textFontPrefix = '/assets/fonts/open-sans/';

/** Something that is served as it is: by what name, and with what. */
type Content = [fileName: string, content: Buffer | string];

/** Where the lab keeps what it makes once. */
export const madeFolder = inProject('out', 'lab');

/**
 * The shell's own page and script, the SDK's styles with faces of our own, and the extension's
 * bundle.
 */
export class ShellRoutes {
  private constructor(
    private bundle: string,
    private contents: Map<string, Content>,
    private compression: Compression
  ) {}

  /** Makes the font and bundles the shell's script. With `compress`, compresses what it serves. */
  static async prepare(bundle: string, compress: boolean): Promise<ShellRoutes> {
    const iconFont = await iconFontFile(madeFolder);
    const iconFontName = path.basename(iconFont);
    const sdkFile = path.join(sdkStyleFolder(), path.basename(sdkStyles));
    return new ShellRoutes(
      bundle,
      new Map<string, Content>([
        ['/', pageFile('shell.html')],
        ...styleFiles.map(name => [`/shell/${name}`, pageFile(name)] as const),
        ['/shell/shell.js', ['shell.js', bundledScript()]],
        [`/assets/${sdkStyles}`, ['main-v2.css', readFileSync(sdkFile)]],
        [`/assets/${fontStyles}`, ['fonts.css', fontFaces(iconFontName)]],
        [`/assets/fonts/${iconFontName}`, [iconFontName, readFileSync(iconFont)]]
      ]),
      new Compression(compress)
    );
  }

  /**
   * Answers a request for something that is served as it is; false where there is nothing of that
   * name. The shell may side-load from these sites.
   */
  async answer(pathname: string, response: ServerResponse, sites: readonly string[]): Promise<boolean> {
    const content = this.contents.get(pathname);
    if (content) {
      sendContent(response, content[0], content[1], shellHeaders(sites), this.compression);
      return true;
    }
    if (pathname.startsWith(textFontPrefix)) {
      const name = pathname.slice(textFontPrefix.length);
      return sendFileOf(response, textFontFolder(), name, shellHeaders(sites), this.compression);
    }
    if (pathname.startsWith(modulePrefix)) {
      const name = pathname.slice(modulePrefix.length) || 'index.html';
      return sendFileOf(response, this.bundle, name, moduleHeaders, this.compression);
    }
    return false;
  }
}

/** A file of the shell's page. */
function pageFile(name: string): Content {
  return [name, readFileSync(path.join(pageFolder, name))];
}

/**
 * The shell's script, made of its TypeScript: a tenth of a second, so nothing is kept that could be
 * out of date.
 */
function bundledScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(pageFolder, 'shell.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2021',
    sourcemap: 'inline',
    write: false,
    logLevel: 'silent'
  });
  return outputFiles[0]?.text ?? '';
}
