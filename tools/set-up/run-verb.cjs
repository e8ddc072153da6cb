'use strict';

const { answerTo, commandOf } = require('./command-line.cjs');
const { prepare } = require('./needs.cjs');
const { run } = require('./run-gulp.cjs');
const { verbs } = require('./verbs.cjs');

/** Answers a command line, or installs what is missing and runs the verb's task. */
function runVerb(root, words) {
  const [verb, ...args] = words;
  try {
    const answer = answerTo(root, words);
    if (answer !== undefined) {
      console.log(answer);
      return;
    }
    prepare(root, commandOf(root, verb), ['packages', ...verbs[verb].needs]);
  } catch (error) {
    // These two have the one sentence to show. Any other error is a bug here.
    console.error(['Missing', 'WrongOption'].includes(error.name) ? error.message : error);
    process.exitCode = 1;
    return;
  }
  run(root, verb, args);
}

module.exports = { runVerb };
