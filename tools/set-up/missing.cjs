'use strict';

/** Something that set-up could not install; its message is the sentence that says what to do. */
class Missing extends Error {
  constructor(sentence) {
    super(sentence);
    this.name = 'Missing';
  }
}

module.exports = { Missing };
