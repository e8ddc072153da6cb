'use strict';

var fs = require('fs');
var path = require('path');

function numbers(version) {
  return version.split('.').map(Number);
}

function isOlder(version, than) {
  for (var i = 0; i < 3; i++) {
    if (version[i] !== than[i]) {
      return version[i] < than[i];
    }
  }
  return false;
}

/** One sentence if this Node is too old for package.json's `engines`, or else an empty text. */
function problem(root, version) {
  var engines = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).engines;
  var needed = engines.node.replace('>=', '');
  if (!isOlder(numbers(version), numbers(needed))) {
    return '';
  }
  return 'This is Node ' + version + ', which is too old: install Node ' + needed + ' or later.';
}

module.exports = { problem: problem };
