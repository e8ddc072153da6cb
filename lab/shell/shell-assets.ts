import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { iconFontFamily } from './icon-font/icon-font';
import { packageFolder } from './package-folder';

/** The families that the SDK's styles name, each with the weight that it has in fact. */
const textFamilies: [family: string, weight: number][] = [
  ['Segoe UI Light', 300],
  ['Segoe UI SemiLight', 300],
  ['Segoe UI', 400],
  ['Segoe UI SemiBold', 600],
  ['Segoe UI Bold', 700]
];

/** Where the SDK keeps its style sheets. */
export function sdkStyleFolder(): string {
  return path.join(packageFolder('@microsoft/windows-admin-center-sdk'), 'styles', 'css');
}

/** Where the files of the text font are. */
export function textFontFolder(): string {
  return path.join(packageFolder('@fontsource/open-sans'), 'files');
}

/** The style sheet that declares the lab's faces under the names that the SDK asks for. */
export function fontFaces(iconFontName: string): string {
  const text = textFamilies.map(([family, weight]) => facesOf(family, weight));
  const icons = `@font-face {
  font-family: '${iconFontFamily}';
  src: url('/assets/fonts/${iconFontName}') format('truetype');
  font-display: block;
}
`;
  return [...text, icons].join('\n');
}

/**
 * The font's own faces of that weight, with their ranges of characters, under another family's
 * name.
 */
function facesOf(family: string, weight: number): string {
  const file = path.join(packageFolder('@fontsource/open-sans'), `${weight}.css`);
  return (
    readFileSync(file, 'utf8')
      .replace(/font-family: *'[^']*'/g, `font-family: '${family}'`)
      // One face for each family, of normal weight: bold text of a light family is made by the
      // browser, as in a shell.
      .replace(/font-weight: *\d+/g, 'font-weight: 400')
      .replace(/font-display: *swap/g, 'font-display: block')
      .replace(/url\(\.\/files\//g, 'url(/assets/fonts/open-sans/')
  );
}
