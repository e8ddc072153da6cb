'use strict';

const { findBrowser } = require('../../machine/browser.cjs');
const { isOnPath, Missing, runAloud } = require('./run.cjs');

const sentence = 'No browser to test in: install Chrome, Edge or Chromium, or set CHROME_BIN to its program.';

/**
 * Null if there is any browser. Only Debian and its relatives have a package of Chromium for tests, and only root may
 * install it.
 */
function missing() {
  if (findBrowser()) {
    return null;
  }
  if (process.env.CHROME_BIN) {
    throw new Missing(`CHROME_BIN names no program: ${process.env.CHROME_BIN}.`);
  }
  if (process.platform !== 'linux' || process.getuid() !== 0 || !isOnPath('apt-get')) {
    throw new Missing(sentence);
  }
  return 'a browser to test in: apt-get install chromium-headless-shell fonts-liberation (or set CHROME_BIN to yours)';
}

/**
 * Installs a package of Debian: the headless shell, or the full browser if there is no such package. The package lists
 * of a new container are empty, so it updates them and tries again.
 */
function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const installed = name => {
    const args = ['install', '--yes', '--no-install-recommends', name, 'fonts-liberation'];
    return runAloud(`Installing a browser to test in (apt-get install ${name})…`, 'apt-get', args, { env });
  };
  const update = () => runAloud('Updating the package lists (apt-get update)…', 'apt-get', ['update'], { env });
  const [small, whole] = ['chromium-headless-shell', 'chromium'];
  const isDone = installed(small) || (update() && (installed(small) || installed(whole)));
  if (!isDone || !findBrowser()) {
    throw new Missing(sentence);
  }
}

module.exports = { install, missing };
