'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');

const domain = 'src/app/domain';
const report = 'out/mutation';

/**
 * The range of a file without the tables at its start. Tests can't show whether a row of data is right. A test that
 * notices a change only repeats the row.
 */
function fromFirstFunction(name) {
  const file = `${domain}/${name}`;
  const lines = readFileSync(path.join(__dirname, '..', '..', file), 'utf8').split('\n');
  const first = lines.findIndex(line => line.startsWith('export function'));
  return `${file}:${first + 1}-${lines.length}`;
}

module.exports = {
  mutate: [
    `${domain}/**/!(*.spec|*-fixture|answer-words|error-codes).ts`,
    fromFirstFunction('answers/answer-words.ts'),
    fromFirstFunction('answers/error-codes.ts')
  ],
  testRunner: 'jasmine',
  plugins: ['@stryker-mutator/jasmine-runner'],
  // The domain's specs need no browser. Node runs them directly.
  testRunnerNodeArgs: ['--import', 'tsx'],
  jasmineConfigFile: 'tools/mutation/jasmine.json',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A slow change counts as noticed, so a busy machine must not be the reason.
  timeoutMS: 20_000,
  // Copy only what the specs need to the sandbox.
  ignorePatterns: [
    '**',
    `!${domain}/**`,
    '!tools/mutation/**',
    '!machine/property-settings.cjs',
    '!tsconfig.json',
    '!package.json'
  ],
  tempDirName: `${report}/sandbox`,
  cleanTempDir: 'always',
  reporters: ['clear-text', 'progress', 'html', 'json'],
  clearTextReporter: { logTests: false, allowColor: false, allowEmojis: false, reportTests: false },
  htmlReporter: { fileName: `${report}/mutation.html` },
  jsonReporter: { fileName: `${report}/mutation.json` },
  thresholds: { high: 95, low: 85, break: 85 },
  allowConsoleColors: false
};
