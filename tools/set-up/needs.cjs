'use strict';

const { Missing } = require('./run.cjs');

// Each need is a module beside this one. Its missing(root) returns null, or what is missing and how install(root) gets
// it. It throws Missing if this machine can't get it.

/**
 * Installs what this machine lacks. First finds out everything, so that something that can't be installed is reported
 * before anything takes minutes, and prints it all, so that nobody is surprised.
 */
function prepare(root, command, names) {
  const plans = names.map(name => planOf(root, require(`./${name}.cjs`)));
  const reasons = plans.flatMap(({ reason }) => reason ?? []);
  if (reasons.length > 0) {
    throw new Missing(reasons.join('\n'));
  }
  const lacking = plans.filter(({ sentence }) => sentence !== null);
  if (lacking.length > 0) {
    const lines = lacking.map(({ sentence }) => `  ${sentence}`);
    console.log([`${command} needs, and this machine lacks:`, ...lines, ''].join('\n'));
  }
  lacking.forEach(({ need }) => need.install(root));
}

function planOf(root, need) {
  try {
    return { need, sentence: need.missing(root) };
  } catch (error) {
    if (error.name !== 'Missing') {
      throw error;
    }
    return { need, sentence: null, reason: error.message };
  }
}

module.exports = { prepare };
