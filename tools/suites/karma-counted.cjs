'use strict';

// The project's karma.conf.js with a reporter that writes down how many specs passed and failed.

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

module.exports = (config) => {
  configure(config);
  // The progress bar writes a line for each spec where there is no terminal to draw it in.
  const shown = config.reporters.map((name) =>
    name === 'progress' && !process.stdout.isTTY ? 'dots' : name
  );
  config.set({
    basePath: path.resolve(__dirname, '..', '..'),
    plugins: [...config.plugins, { 'reporter:count': ['type', CountReporter] }],
    reporters: [...shown, 'count'],
  });
};
