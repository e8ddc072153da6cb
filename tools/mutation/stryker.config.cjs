'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');

const domain = 'src/app/domain';
const report = 'out/mutation';

/**
 * All of a file but the tables it begins with. A row of data is right or wrong, whatever tests say: one that
 * notices its change only repeats it.
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
  // The domain's specs need no browser: Node runs them as they are.
  testRunnerNodeArgs: ['--import', 'tsx'],
  jasmineConfigFile: 'tools/mutation/jasmine.json',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A change that takes long counts as noticed: a busy machine must not be what takes long.
  timeoutMS: 20_000,
  // Only what the specs need goes into the sandbox.
  ignorePatterns: ['**', `!${domain}/**`, '!tools/mutation/**', '!tsconfig.json', '!package.json'],
  tempDirName: `${report}/sandbox`,
  cleanTempDir: 'always',
  reporters: ['clear-text', 'progress', 'html', 'json'],
  clearTextReporter: { logTests: false, allowColor: false, allowEmojis: false, reportTests: false },
  htmlReporter: { fileName: `${report}/mutation.html` },
  jsonReporter: { fileName: `${report}/mutation.json` },
  thresholds: { high: 95, low: 85, break: 85 },
  allowConsoleColors: false
};
