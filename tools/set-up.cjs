'use strict';

// node tools/set-up.cjs <verb> [options]
//
// Runs a gulp task on a machine that may have nothing installed yet. It uses only Node's own modules, and syntax that
// even a very old Node can read, so that such a Node can report that it's too old.

var path = require('path');
var nodeVersion = require('./set-up/node-version.cjs');

var root = path.resolve(__dirname, '..');
var tooOld = nodeVersion.problem(root, process.versions.node);

if (tooOld) {
  console.error(tooOld);
  process.exitCode = 1;
} else {
  // Load this only now, because it uses what an old Node doesn't have.
  require('./set-up/run-verb.cjs').runVerb(root, process.argv.slice(2));
}
