import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import { ServerResponse } from 'node:http';
import * as path from 'node:path';
import { inProject } from '../../machine/project-paths';
import { moduleHeaders, shellHeaders } from '../web/security-headers';
import { sendContent, sendFileOf } from '../web/static-files';
import { extensionName } from './extension-name';
import { iconFontFile } from './icon-font/icon-font';
import { fontStyles, sdkStyles } from './shell-addresses';
import { fontFaces, sdkStyleFolder, textFontFolder } from './shell-assets';

const pageFolder = path.join(__dirname, 'page');
const modulePrefix = `/modules/${extensionName}/`;
const textFontPrefix = '/assets/fonts/open-sans/';

/** Content that is served unchanged, and its name. */
type Content = [fileName: string, content: Buffer | string];

/** The folder for files that the lab makes once. */
export const madeFolder = inProject('out', 'lab');

/** The shell's page and script, the SDK's styles with the lab's fonts, and the extension's bundle. */
export class ShellRoutes {
  private constructor(
    private bundle: string,
    private contents: Map<string, Content>
  ) {}

  /** Makes the font, and bundles the shell's script. */
  static async prepare(bundle: string): Promise<ShellRoutes> {
    const iconFont = await iconFontFile(madeFolder);
    const iconFontName = path.basename(iconFont);
    const sdkFile = path.join(sdkStyleFolder(), path.basename(sdkStyles));
    return new ShellRoutes(
      bundle,
      new Map<string, Content>([
        ['/', ['shell.html', readFileSync(path.join(pageFolder, 'shell.html'))]],
        ['/shell/shell.css', ['shell.css', readFileSync(path.join(pageFolder, 'shell.css'))]],
        ['/shell/shell.js', ['shell.js', bundledScript()]],
        [`/assets/${sdkStyles}`, ['main-v2.css', readFileSync(sdkFile)]],
        [`/assets/${fontStyles}`, ['fonts.css', fontFaces(iconFontName)]],
        [`/assets/fonts/${iconFontName}`, [iconFontName, readFileSync(iconFont)]]
      ])
    );
  }

  /** Answers a request for content that is served unchanged. Returns false if there is none of that name. */
  async answer(pathname: string, response: ServerResponse): Promise<boolean> {
    const content = this.contents.get(pathname);
    if (content) {
      sendContent(response, content[0], content[1], shellHeaders);
      return true;
    }
    if (pathname.startsWith(textFontPrefix)) {
      const name = pathname.slice(textFontPrefix.length);
      return sendFileOf(response, textFontFolder(), name, shellHeaders);
    }
    if (pathname.startsWith(modulePrefix)) {
      const name = pathname.slice(modulePrefix.length) || 'index.html';
      return sendFileOf(response, this.bundle, name, moduleHeaders);
    }
    return false;
  }
}

/** Bundles the shell's TypeScript. This takes a tenth of a second, so no bundle is kept that could get out of date. */
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
