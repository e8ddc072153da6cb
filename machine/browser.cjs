'use strict';

// Finds the browser that is installed on this machine; it never downloads one. Set-up runs this before any package is
// installed, so it uses only modules of Node.

var fs = require('fs');
var path = require('path');

var names = {
  win32: ['chrome.exe', 'msedge.exe', 'chromium.exe'],
  darwin: ['chromium', 'google-chrome'],
  other: [
    'chromium',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
    'chromium-browser'
  ]
};

var places = {
  win32: [
    ['Google', 'Chrome', 'Application', 'chrome.exe'],
    ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ['Chromium', 'Application', 'chrome.exe']
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Chromium.app/Contents/MacOS/Chromium'
  ]
};

function isFile(file) {
  try {
    return fs.statSync(file).isFile();
  } catch (error) {
    // It doesn't exist or can't be read, so it isn't a browser that can be started.
    return false;
  }
}

/** The paths where a browser might be, in order of preference. */
function candidates(platform, environment) {
  var found = [];
  if (platform === 'win32') {
    ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].forEach(function (folder) {
      places.win32.forEach(function (place) {
        if (environment[folder]) {
          found.push(path.join.apply(path, [environment[folder]].concat(place)));
        }
      });
    });
  } else if (platform === 'darwin') {
    found = found.concat(places.darwin);
  }
  var folders = (environment.PATH || environment.Path || '').split(path.delimiter).filter(Boolean);
  if (platform === 'linux') {
    // The headless shell loads a page in half the time. Debian also has a script of this name on PATH, which waits for
    // the program to exit: stopping the script would leave the program running.
    folders.forEach(function (folder) {
      found.push(path.join(folder, '..', 'lib', 'chromium', 'chromium-headless-shell'));
    });
  }
  (names[platform] || names.other).forEach(function (name) {
    folders.forEach(function (folder) {
      found.push(path.join(folder, name));
    });
  });
  return found;
}

/**
 * Finds the program file of the browser to test in: CHROME_BIN if it is set, or else Chrome, Chromium, or Edge on this
 * machine. Returns undefined if there is none.
 */
function findBrowser(environment, platform) {
  var env = environment || process.env;
  if (env.CHROME_BIN) {
    return isFile(env.CHROME_BIN) ? env.CHROME_BIN : undefined;
  }
  return candidates(platform || process.platform, env).filter(isFile)[0];
}

/** The arguments to start a browser for tests. It has no window, so its graphics don't need a separate process. */
var testArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--in-process-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run'
];

module.exports = { findBrowser: findBrowser, testArguments: testArguments };
