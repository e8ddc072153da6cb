'use strict';

// Rules that say why. Those about imports and about words are in tools/checks/eslint, and those about styles in
// stylelint.config.cjs. Options of a rule in a later override replace those of an earlier one, so each override that
// adds to no-restricted-syntax names the whole list.

const { hiddenImport, noPackages, onlyFastCheck, productZones, zones } = require('./tools/checks/eslint/imports.cjs');
const { joinedInCode, joinedInTemplates, wordsInCode, wordsInTemplates } = require('./tools/checks/eslint/words.cjs');

// The rule no-nested-subscribe of eslint-plugin-rxjs needs types, which would make ESLint several times slower.
const nestedSubscribe = {
  selector: "CallExpression[callee.property.name='subscribe'] CallExpression[callee.property.name='subscribe']",
  message: 'A subscribe inside a subscribe is never ended and hides its order: use switchMap or mergeMap.'
};
const standalone = {
  selector:
    'Decorator[expression.callee.name=/^(Component|Directive|Pipe)$/] > CallExpression > ' +
    "ObjectExpression:not(:has(> Property[key.name='standalone']))",
  message: 'Write out standalone: its default differs between versions of Angular.'
};
const inlineStyles = {
  selector:
    "Decorator[expression.callee.name='Component'] > CallExpression > ObjectExpression > Property[key.name='styles']",
  message: 'Put styles in a .css file, where stylelint checks them.'
};
// By hand, because the plugins for Playwright and Jasmine know one test runner each, and none knows node:test.
const focusedTest = {
  selector: "CallExpression[callee.name=/^(fdescribe|fit)$/], CallExpression[callee.property.name='only']",
  message: 'Alone it would pass while every other test is left out.'
};
// Nothing else here has methods of these names, so whatever is called with them (test, it, describe, step, testInfo,
// Node's test context), it's a test.
const disabledTest = {
  selector:
    'CallExpression[callee.name=/^(xdescribe|xit|pending)$/], ' +
    'CallExpression[callee.property.name=/^(skip|todo|fixme)$/], ' +
    "CallExpression[callee.property.name='fail']:matches([callee.object.name=/^(describe|it|suite|test|testInfo)$/], " +
    "[callee.object.callee.property.name='info']), " +
    'CallExpression[callee.name=/^(describe|it|suite|test)$/] > ObjectExpression > Property[key.name=/^(skip|todo)$/]',
  message: "A test that doesn't run proves nothing: fix it or remove it."
};

// By hand, because eslint-plugin-jasmine doesn't know expectAsync(), and eslint-plugin-playwright has it for e2e/ only.
const idleExpectation = {
  selector:
    'ExpressionStatement > CallExpression[callee.name=/^expect(Async)?$/], ' +
    'ExpressionStatement > MemberExpression CallExpression[callee.name=/^expect(Async)?$/], ' +
    "ExpressionStatement > CallExpression > MemberExpression.callee CallExpression[callee.name='expectAsync']",
  message: 'Without its matcher, or without await, this expectation never fails.'
};
const everywhere = [nestedSubscribe, standalone, inlineStyles, focusedTest, disabledTest, idleExpectation];
const bounded = [...everywhere, hiddenImport];
const tests = ['*.spec.ts', '**/testing/**'];

const noRestrictedSyntax = selectors => ({ 'no-restricted-syntax': ['error', ...selectors] });
const noRestrictedPaths = zones => ({ 'import/no-restricted-paths': ['error', { basePath: __dirname, zones }] });

module.exports = {
  root: true,
  ignorePatterns: [
    'node_modules',
    'dist',
    'out',
    'coverage',
    '.angular',
    'src/generated',
    // Whole pages, which no template parser reads.
    'src/index.html',
    'lab/**/*.html'
  ],
  reportUnusedDisableDirectives: true,
  plugins: ['import'],
  settings: { 'import/resolver': { node: { extensions: ['.ts', '.d.ts', '.js', '.cjs'] } } },
  overrides: [
    {
      files: ['*.ts', '*.js', '*.cjs'],
      rules: noRestrictedPaths(zones)
    },
    {
      files: ['*.ts'],
      parser: '@typescript-eslint/parser',
      parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
      plugins: ['@typescript-eslint', '@angular-eslint'],
      extends: ['eslint:recommended', 'plugin:@typescript-eslint/recommended'],
      rules: {
        '@typescript-eslint/no-explicit-any': 'error',
        '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
        '@typescript-eslint/explicit-module-boundary-types': 'error',
        '@typescript-eslint/no-non-null-assertion': 'error',
        '@typescript-eslint/ban-ts-comment': 'error',
        eqeqeq: 'error',
        'no-console': 'off',
        'no-undef': 'off',
        'no-eval': 'error',
        'no-implied-eval': 'error',
        'no-var': 'error',
        'prefer-const': 'error',
        'max-len': ['error', { code: 120, ignoreUrls: true, ignoreRegExpLiterals: true }],
        'max-lines': ['error', { max: 400 }],
        'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
        ...noRestrictedSyntax(everywhere)
      }
    },
    {
      // The ambient types that the SDK declares are modules and namespaces.
      files: ['*.d.ts'],
      rules: { '@typescript-eslint/no-namespace': 'off' }
    },
    {
      files: ['src/**/*.ts'],
      plugins: ['@angular-eslint'],
      extends: ['plugin:@angular-eslint/template/process-inline-templates'],
      rules: {
        'no-console': 'error',
        '@angular-eslint/contextual-lifecycle': 'error',
        '@angular-eslint/no-conflicting-lifecycle': 'error',
        '@angular-eslint/no-empty-lifecycle-method': 'error',
        '@angular-eslint/no-host-metadata-property': 'off',
        '@angular-eslint/no-input-rename': 'error',
        '@angular-eslint/no-output-native': 'error',
        '@angular-eslint/no-output-on-prefix': 'error',
        '@angular-eslint/prefer-on-push-component-change-detection': 'error',
        '@angular-eslint/use-lifecycle-interface': 'error',
        '@angular-eslint/use-pipe-transform-interface': 'error'
      }
    },
    {
      files: ['src/**/*.ts', 'lab/**/*.ts', 'machine/**/*.ts'],
      rules: noRestrictedSyntax(bounded)
    },
    {
      // What reads answers takes no longer than their length. src/bench measures what these rules can't see.
      files: ['src/app/**/*.ts'],
      excludedFiles: tests,
      plugins: ['regexp'],
      rules: {
        'regexp/no-super-linear-backtracking': 'error',
        'regexp/no-super-linear-move': 'error'
      }
    },
    {
      // Fakes play servers, and specs quote what people see.
      files: ['src/app/**/*.ts'],
      excludedFiles: tests,
      rules: {
        ...noRestrictedPaths([...zones, ...productZones]),
        ...noRestrictedSyntax([...bounded, wordsInCode, joinedInCode])
      }
    },
    {
      // PowerShell, which is the same in every language.
      files: ['src/app/help/power-shell-commands.ts', 'src/app/virtual-machines/guest-script.ts'],
      rules: noRestrictedSyntax([...bounded, wordsInCode])
    },
    {
      // The domain knows the words of Windows, to read servers' answers.
      files: ['src/app/domain/**/*.ts'],
      rules: noRestrictedSyntax([...bounded, noPackages])
    },
    {
      files: ['src/app/domain/**/*.spec.ts', 'src/app/domain/testing/**/*.ts'],
      rules: noRestrictedSyntax([...bounded, onlyFastCheck])
    },
    {
      // The components of a test are its stage, and its describe blocks are as long as the story.
      files: ['*.spec.ts', '*.test.ts', '*-harness.ts', '*-for-specs.ts'],
      rules: {
        'max-lines-per-function': 'off',
        '@angular-eslint/prefer-on-push-component-change-detection': 'off',
        '@typescript-eslint/no-non-null-assertion': 'off'
      }
    },
    {
      files: ['e2e/**/*.ts'],
      excludedFiles: ['*.test.ts'],
      extends: ['plugin:playwright/recommended'],
      rules: {
        // Said above, with the reason.
        'playwright/no-focused-test': 'off',
        'playwright/no-skipped-test': 'off',
        // Pages and helpers expect, too.
        'playwright/expect-expect': 'off',
        // Tests that run for several gateways, or narrow a type, have conditions.
        'playwright/no-conditional-in-test': 'off',
        // Matters of taste.
        'playwright/consistent-spacing-between-blocks': 'off',
        'playwright/prefer-to-have-length': 'off'
      }
    },
    {
      files: ['*.html'],
      extends: ['plugin:@angular-eslint/template/recommended'],
      rules: {
        '@angular-eslint/template/accessibility-alt-text': 'error',
        '@angular-eslint/template/accessibility-elements-content': 'error',
        '@angular-eslint/template/accessibility-label-for': 'off',
        '@angular-eslint/template/accessibility-valid-aria': 'error',
        '@angular-eslint/template/button-has-type': 'error',
        '@angular-eslint/template/click-events-have-key-events': 'error',
        '@angular-eslint/template/no-any': 'error',
        '@angular-eslint/template/no-autofocus': 'error',
        '@angular-eslint/template/no-duplicate-attributes': 'error',
        '@angular-eslint/template/no-positive-tabindex': 'error',
        '@angular-eslint/template/use-track-by-function': 'error'
      }
    },
    {
      // Inline templates, too: the processor makes a file of each, below the name of its component's file.
      files: ['src/app/**/*.html'],
      excludedFiles: ['**/*.spec.ts/**', '**/testing/**'],
      rules: noRestrictedSyntax([wordsInTemplates, joinedInTemplates])
    },
    {
      files: ['*.js', '*.cjs'],
      parserOptions: { ecmaVersion: 2022 },
      env: { node: true, es2022: true },
      extends: ['eslint:recommended'],
      rules: { 'max-lines': ['error', { max: 400 }] }
    },
    {
      files: ['lab/**/*.js'],
      env: { browser: true, node: false }
    }
  ]
};
