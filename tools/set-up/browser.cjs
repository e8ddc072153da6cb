'use strict';

const fs = require('node:fs');
const { findBrowser } = require('../../machine/browser.cjs');
const { Missing } = require('./missing.cjs');
const { runAloud } = require('./run.cjs');

const sentence = 'No browser to test in: install Chrome, Edge or Chromium, or set CHROME_BIN to its program.';

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(fs.readFileSync('/etc/os-release', 'utf8'));
  } catch {
    // There is no such file, so this isn't a Linux where set-up can install packages.
    return false;
  }
}

/**
 * Installs a package of Debian: the headless shell, or the full browser if there is no such package. The package lists
 * of a new container are empty, so it updates them and tries again.
 */
function installChromium() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = name => {
    const args = ['install', '--yes', '--no-install-recommends', name, 'fonts-liberation'];
    return runAloud(`Installing a browser to test in (apt-get install ${name})…`, 'apt-get', args, { env });
  };
  const update = () => runAloud('Updating the package lists (apt-get update)…', 'apt-get', ['update'], { env });
  const [small, whole] = ['chromium-headless-shell', 'chromium'];
  return install(small) || (update() && (install(small) || install(whole)));
}

/** Installs a browser if there is none, or throws Missing. */
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
