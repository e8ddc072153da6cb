'use strict';

const { parseArgs } = require('node:util');

/** An invalid command line. The message is one sentence. */
class WrongOption extends Error {
  constructor(message) {
    super(message);
    this.name = 'WrongOption';
  }
}

/**
 * Reads the options of a command line. It isn't strict about them and checks the words itself, because the messages of
 * parseArgs don't name the options that there are.
 */
function readOptions(words, options) {
  const { tokens, values } = parseArgs({ args: [...words], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option' || !Object.hasOwn(options, token.name)) {
      const known = Object.keys(options).map(name => `--${name}`);
      throw new WrongOption(
        `Unknown option "${token.rawName ?? token.value ?? '--'}"; there are: ${known.join(', ')}.`
      );
    }
    const { type } = options[token.name];
    const isMissing = token.value === undefined || (!token.inlineValue && token.value.startsWith('--'));
    if (type === 'string' && isMissing) {
      throw new WrongOption(`Option ${token.rawName} needs a value.`);
    }
    if (type === 'boolean' && token.value !== undefined) {
      throw new WrongOption(`Option ${token.rawName} takes no value.`);
    }
  }
  return values;
}

module.exports = { readOptions, WrongOption };
