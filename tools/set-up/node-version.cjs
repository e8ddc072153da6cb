'use strict';

// npm checks `engines` (engine-strict in .npmrc) only when it installs, so a Node that is too old would start a verb,
// and fail at the first newer syntax. So this is checked before anything else, in syntax that an old Node knows.

var fs = require('fs');
var path = require('path');

/** One sentence if this Node is too old for package.json's `engines`, or else an empty text. */
function problem(root, version) {
  var engines = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).engines;
  var needed = engines.node.replace('>=', '');
  if (version.localeCompare(needed, 'en', { numeric: true }) >= 0) {
    return '';
  }
  return 'This is Node ' + version + ', which is too old: install Node ' + needed + ' or later.';
}

module.exports = { problem: problem };
