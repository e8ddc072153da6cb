'use strict';

// node tools/set-up.cjs <gulp task> [arguments]
//
// Runs a gulp task on a machine that may have nothing installed yet. It uses only Node's own modules, and syntax that
// even a very old Node can read, so that such a Node can report that it's too old.

var path = require('path');
var nodeVersion = require('./set-up/node-version.cjs');

var root = path.resolve(__dirname, '..');

// The requirements of each task besides the npm packages.
var needs = {
  build: ['powershell'],
  generate: ['powershell'],
  serve: ['powershell'],
  pack: ['powershell'],
  start: ['powershell'],
  check: ['powershell'],
  test: ['powershell', 'quick-powershell', 'pester', 'browser'],
  bench: ['powershell', 'browser'],
  guards: ['powershell', 'browser']
};

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function main(task, args) {
  if (!task) {
    stop('Name a task: node tools/set-up.cjs start | check | test | build | lint | pack | bench | mutate | guards.');
  }
  var tooOld = nodeVersion.problem(root, process.versions.node);
  if (tooOld) {
    stop(tooOld);
  }
  try {
    // Load these only now, because they may use what an old Node doesn't have.
    require('./set-up/packages.cjs').install(root);
    (needs[task] || []).forEach(function (need) {
      require('./set-up/' + need + '.cjs').install(root);
    });
  } catch (error) {
    // A Missing has the one sentence to show. Any other error is a bug here.
    stop(error && error.name === 'Missing' ? error.message : error);
  }
  require('./set-up/run-gulp.cjs').run(root, task, args);
}

main(process.argv[2], process.argv.slice(3));
