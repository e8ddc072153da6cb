import { lineAt, Problem } from '../problems';
import type { SourceFile } from './source-files';

const colourNames =
  'aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet ' +
  'brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan ' +
  'darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta ' +
  'darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue ' +
  'darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey ' +
  'dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray ' +
  'green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush ' +
  'lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray ' +
  'lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray ' +
  'lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon ' +
  'mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue ' +
  'mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin ' +
  'navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen ' +
  'paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple ' +
  'rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna ' +
  'silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle ' +
  'tomato turquoise violet wheat white whitesmoke yellow yellowgreen';
const colour = new RegExp(
  '#[0-9a-f]{3,8}\\b|\\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\\(' +
    `|(?<![\\w-])(?:${colourNames.split(' ').join('|')})(?![\\w-])`,
  'i'
);

const physical = new RegExp(
  '^(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\\w+)?' +
    '|border-(?:top|bottom)-(?:left|right)-radius|left|right)$'
);
const sided = /^(?:text-align|float|clear|caption-side)$/;
const boxed = /^(?:margin|padding|inset|border-(?:width|color|style))$/;

/** Finds colors and physical sides in the project's own style sheets. */
export function styleProblems({ name, text }: SourceFile): Problem[] {
  if (!name.startsWith('src/')) {
    return [];
  }
  return styleSheets(name, text).flatMap(({ css, from }) => {
    const plain = css.replace(/\/\*[\s\S]*?\*\//g, blank);
    const declaration = /([\w-]+)\s*:\s*([^;{}]+)(?=[;}]|$)/g;
    return [...plain.matchAll(declaration)].flatMap(({ 1: property, 2: value, index = 0 }) =>
      reasons(property, value.trim()).map(reason => ({
        file: name,
        line: lineAt(text, from + index),
        reason
      }))
    );
  });
}

/** The style sheets in a file: the whole file, or a component's `styles`. */
function styleSheets(name: string, text: string): { css: string; from: number }[] {
  if (/\.(css|scss)$/.test(name)) {
    return [{ css: text, from: 0 }];
  }
  const inline = name.endsWith('.ts') ? [...text.matchAll(/\bstyles\s*:\s*\[?\s*`([^`]*)`/g)] : [];
  return inline.map(match => ({
    css: match[1],
    from: (match.index ?? 0) + match[0].indexOf('`') + 1
  }));
}

function reasons(property: string, value: string): string[] {
  const found: string[] = [];
  const own = value.replace(/url\([^)]*\)|"[^"]*"|'[^']*'|--[\w-]+/g, '');
  const literal = colour.exec(own)?.[0];
  if (literal !== undefined) {
    found.push(
      `${property}: ${value}: no colour of our own (${literal}): it would not follow the dark theme ` +
        'or high contrast; take one of the variables that the shell gives.'
    );
  }
  if (physical.test(property) || (sided.test(property) && /^(?:left|right)\b/.test(value))) {
    found.push(`${property}: ${value}: a logical property (inline-start, inline-end) turns with the language.`);
  }
  if (boxed.test(property)) {
    const sides = value.replace(/!important/, '').match(/(?:[^\s(]|\([^)]*\))+/g) ?? [];
    if (sides.length === 4 && sides[1] !== sides[3]) {
      found.push(`${property}: ${value}: left and right differ: write ${property}-inline instead.`);
    }
  }
  return found;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
