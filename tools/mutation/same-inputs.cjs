'use strict';

// With different inputs in each run, a mutant could be killed in one run and survive the next.
require('fast-check').configureGlobal(require('../suites/properties.cjs').propertySettings());
