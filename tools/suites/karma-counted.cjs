'use strict';

// The project's karma.conf.js with a reporter that records how many specs passed and failed. Two browsers share the
// specs: each runs every other suite, see src/test.ts.

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

  // A browser that crashes takes its specs with it.
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
  // Without a terminal, the progress bar writes a line for each spec.
  const shown = config.reporters.map(name => (name === 'progress' && !process.stdout.isTTY ? 'dots' : name));
  const [[name, launcher]] = Object.entries(config.customLaunchers);
  // A page knows from the user agent which of the two it is in. Nothing else of a browser can be set here.
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
