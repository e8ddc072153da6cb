import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { iconFontFamily } from './icon-font/icon-font';
import { packageFolder } from './package-folder';

/** The font families that the SDK's styles name, each with its actual weight. */
const textFamilies: [family: string, weight: number][] = [
  ['Segoe UI Light', 300],
  ['Segoe UI SemiLight', 300],
  ['Segoe UI', 400],
  ['Segoe UI SemiBold', 600],
  ['Segoe UI Bold', 700]
];

/** The folder of the SDK's style sheets. */
export function sdkStyleFolder(): string {
  return path.join(packageFolder('@microsoft/windows-admin-center-sdk'), 'styles', 'css');
}

/** The folder of the text font's files. */
export function textFontFolder(): string {
  return path.join(packageFolder('@fontsource/open-sans'), 'files');
}

/** The style sheet that declares the lab's fonts under the names that the SDK uses. */
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

/** The font's own faces of this weight, with their character ranges, under the name of another family. */
function facesOf(family: string, weight: number): string {
  const file = path.join(packageFolder('@fontsource/open-sans'), `${weight}.css`);
  return (
    readFileSync(file, 'utf8')
      .replace(/font-family: *'[^']*'/g, `font-family: '${family}'`)
      // Each family has one face, of normal weight. The browser makes a light family's bold text, as in a shell.
      .replace(/font-weight: *\d+/g, 'font-weight: 400')
      .replace(/font-display: *swap/g, 'font-display: block')
      .replace(/url\(\.\/files\//g, 'url(/assets/fonts/open-sans/')
  );
}
