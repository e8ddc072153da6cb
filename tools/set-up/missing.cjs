'use strict';

/** Something that set-up couldn't install. The message says what to do. */
class Missing extends Error {
  constructor(sentence) {
    super(sentence);
    this.name = 'Missing';
  }
}

module.exports = { Missing };
