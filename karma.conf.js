'use strict';

const { findBrowser } = require('./machine/browser.cjs');
const { propertySettings } = require('./machine/property-settings.cjs');

process.env.CHROME_BIN = findBrowser();

module.exports = config => {
  config.set({
    frameworks: ['jasmine', '@angular-devkit/build-angular'],
    plugins: [
      require('karma-jasmine'),
      require('karma-chrome-launcher'),
      require('@angular-devkit/build-angular/plugins/karma')
    ],
    // A busy machine may take many times what a spec takes by itself.
    client: { jasmine: { random: true, timeoutInterval: 30_000 }, properties: propertySettings() },
    // So may a browser that says nothing meanwhile, or does not answer the runner's pings in time.
    browserNoActivityTimeout: 120_000,
    browserDisconnectTimeout: 30_000,
    pingTimeout: 60_000,
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
