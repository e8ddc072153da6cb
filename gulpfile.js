'use strict';
// Lets Node read TypeScript; from here on every task is TypeScript.
require('tsx/cjs');
module.exports = require('./tools/tasks.ts');
