'use strict';

const { findBrowser } = require('./tools/browser.cjs');

process.env.CHROME_BIN = findBrowser();

module.exports = config => {
  config.set({
    frameworks: ['jasmine', '@angular-devkit/build-angular'],
    plugins: [
      require('karma-jasmine'),
      require('karma-chrome-launcher'),
      require('@angular-devkit/build-angular/plugins/karma')
    ],
    client: { jasmine: { random: true } },
    reporters: ['progress'],
    browsers: ['QuietChrome'],
    customLaunchers: {
      QuietChrome: {
        base: 'ChromeHeadless',
        flags: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-dev-shm-usage',
          '--no-first-run'
        ]
      }
    },
    restartOnFileChange: false,
    singleRun: true
  });
};
