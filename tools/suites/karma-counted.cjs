'use strict';

// The project's karma.conf.js with a reporter that writes down how many specs passed and failed, in two browsers that
// share them: each runs every other suite, see src/test.ts.

const fs = require('node:fs');
const path = require('node:path');
const configure = require('../../karma.conf.js');

function CountReporter() {
  const counts = { passed: 0, failed: 0, leftOut: [] };

  this.onSpecComplete = (_browser, { suite, description, success, skipped }) => {
    if (skipped) {
      counts.leftOut.push([...suite, description].join(' '));
    } else if (success) {
      counts.passed++;
    } else {
      counts.failed++;
    }
  };

  // A browser that breaks down takes its specs with it.
  this.onBrowserError = () => {
    counts.failed++;
  };

  this.onRunComplete = () => {
    if (process.env.KARMA_REPORT) {
      fs.writeFileSync(process.env.KARMA_REPORT, JSON.stringify(counts));
    }
  };
}

module.exports = config => {
  configure(config);
  // The progress bar writes a line for each spec where there is no terminal to draw it in.
  const shown = config.reporters.map(name => (name === 'progress' && !process.stdout.isTTY ? 'dots' : name));
  const [[name, launcher]] = Object.entries(config.customLaunchers);
  // By its user agent a page knows which of the two it is in; nothing else of a browser can be set from here.
  const parts = [0, 1].map(part => [
    `${name}${part + 1}`,
    { ...launcher, flags: [...launcher.flags, `--user-agent=HeadlessChrome/1.0 part/${part}of2`] }
  ]);
  config.set({
    customLaunchers: Object.fromEntries(parts),
    browsers: parts.map(([part]) => part),
    basePath: path.resolve(__dirname, '..', '..'),
    plugins: [...config.plugins, { 'reporter:count': ['type', CountReporter] }],
    reporters: [...shown, 'count']
  });
};
