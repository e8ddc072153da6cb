'use strict';

const fs = require('node:fs');
const { findBrowser } = require('../browser.cjs');
const { Missing } = require('./missing.cjs');
const { runAloud } = require('./run.cjs');

const sentence =
  'No browser to test in: install Chrome, Edge or Chromium, or set CHROME_BIN to its program.';

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(fs.readFileSync('/etc/os-release', 'utf8'));
  } catch {
    // No such file: not a Linux that we know how to install on.
    return false;
  }
}

/** Debian's package. The lists of a fresh container are empty, hence the second try. */
function installChromium() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation'];
  const install = (says) => runAloud(says, 'apt-get', args, { env });
  return (
    install('Installing Chromium (apt-get install chromium)…') ||
    (runAloud('Updating the package lists (apt-get update)…', 'apt-get', ['update'], { env }) &&
      install('Installing Chromium again…'))
  );
}

/** Makes sure that there is a browser. */
function install() {
  if (process.env.CHROME_BIN && !findBrowser()) {
    throw new Missing(`CHROME_BIN names no program: ${process.env.CHROME_BIN}.`);
  }
  if (findBrowser()) {
    return;
  }
  const mayInstall = process.platform === 'linux' && process.getuid() === 0 && isDebian();
  if (!mayInstall || !installChromium() || !findBrowser()) {
    throw new Missing(sentence);
  }
}

module.exports = { install };
