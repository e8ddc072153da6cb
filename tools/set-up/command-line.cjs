'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { readOptions, WrongOption } = require('../../machine/options.cjs');
const { verbs } = require('./verbs.cjs');

const help = { type: 'boolean', help: 'print this and do nothing else' };

/** What the user types for a verb. npm has short forms for two of them, and not every verb has a script. */
function commandOf(root, verb) {
  const { scripts = {} } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  if (scripts[verb] === undefined) {
    return `node tools/set-up.cjs ${verb}`;
  }
  return ['start', 'test'].includes(verb) ? `npm ${verb}` : `npm run ${verb}`;
}

/** Aligns the second column. */
function table(rows) {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`).join('\n');
}

function listOfVerbs(root) {
  const rows = Object.keys(verbs).map(verb => [commandOf(root, verb), verbs[verb].summary]);
  return `${table(rows)}\n\nEach explains its options: npm start -- --help`;
}

function helpOf(root, verb) {
  const { summary, passesOn, options = {} } = verbs[verb];
  const rows = Object.entries({ ...options, help }).map(([name, option]) => [
    [`--${name}`, option.value].filter(Boolean).join(' '),
    option.help
  ]);
  const command = commandOf(root, verb);
  const usage = `${command}${command.startsWith('npm') ? ' --' : ''} [options]`;
  return [usage, summary, ...(passesOn ? [passesOn] : []), table(rows)].join('\n\n');
}

/** The text that the words ask for. Undefined if they ask for something else. Throws WrongOption if they are wrong. */
function answerTo(root, [verb, ...words]) {
  if (['help', '--help', '-h'].includes(verb)) {
    return listOfVerbs(root);
  }
  if (!Object.hasOwn(verbs, verb ?? '')) {
    const problem = verb === undefined ? 'Name what to run:' : `There is no "${verb}". There are:`;
    throw new WrongOption(`${problem}\n${listOfVerbs(root)}`);
  }
  if (words.includes('--help') || words.includes('-h')) {
    return helpOf(root, verb);
  }
  if (!verbs[verb].passesOn) {
    readOptions(words, { ...verbs[verb].options, help });
  }
  return undefined;
}

module.exports = { answerTo, commandOf };
