'use strict';

// Correctness in every style sheet, and two rules of the product that say why.

const color = {
  message: own =>
    `${own}: a color of our own would not follow the dark theme or high contrast: take the shell's variables.`
};
const logical = 'A logical property or value (inline-start, inline-end, start, end) turns with the language.';
const sides = property => `Left and right differ: write ${property}-inline instead, which turns with the language.`;

const part = '((?:[^\\s(]|\\([^)]*\\))+)';

/** Four values, of which the second and the fourth differ. */
const leftAndRight = `/^${part}\\s+${part}\\s+${part}\\s+(?!\\2$)${part}$/`;

module.exports = {
  extends: 'stylelint-config-recommended',
  ignoreFiles: ['**/{node_modules,dist,out,coverage,generated,.angular}/**'],
  reportNeedlessDisables: true,
  rules: {
    // Angular's, for elements of the SDK's components.
    'selector-pseudo-element-no-unknown': [true, { ignorePseudoElements: ['ng-deep'] }],
    // No other font has the icons.
    'font-family-no-missing-generic-family-keyword': [true, { ignoreFontFamilies: ['Server-MDL2'] }],
    // It compares selectors that never match the same element, since it knows no page.
    'no-descending-specificity': null
  },
  overrides: [
    {
      files: ['src/**/*.{css,scss}'],
      rules: {
        'color-no-hex': [true, color],
        'color-named': ['never', color],
        'function-disallowed-list': [['/^(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)$/i'], color],
        'property-disallowed-list': [
          [
            '/^(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-|$)/',
            '/^border-(?:top|bottom)-(?:left|right)-radius$/',
            '/^(?:left|right)$/'
          ],
          { message: logical }
        ],
        'declaration-property-value-disallowed-list': [
          {
            '/^(?:text-align|float|clear|caption-side)$/': ['/^(?:left|right)$/'],
            '/^(?:margin|padding|inset|border-(?:width|color|style))$/': [leftAndRight]
          },
          { message: (property, value) => (value.includes(' ') ? sides(property) : logical) }
        ]
      }
    }
  ]
};
