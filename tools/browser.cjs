'use strict';

// The browser of the machine: nothing here downloads one. Node's own modules only, and an old
// syntax: set-up asks for the browser before anything is installed.

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
    // Not there, or not ours to look at: either way no browser that can be started.
    return false;
  }
}

/** Everywhere a browser may be, the wanted one first. */
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
    // The same engine without the browser around it, in which a page takes half as long. What Debian has of that name
    // on PATH is a script that goes on waiting for it: ending the one would leave the other.
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
 * The program of the browser to test in: CHROME_BIN where it is set, else Chrome, Chromium or Edge
 * of this machine. Undefined when there is none.
 */
function findBrowser(environment, platform) {
  var env = environment || process.env;
  if (env.CHROME_BIN) {
    return isFile(env.CHROME_BIN) ? env.CHROME_BIN : undefined;
  }
  return candidates(platform || process.platform, env).filter(isFile)[0];
}

/** What a browser is started with to test in. Nobody sees it, so that its graphics need no process of their own. */
var testArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--in-process-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run'
];

module.exports = { findBrowser: findBrowser, testArguments: testArguments };
