'use strict';

// With different inputs in each run, a mutant could be killed in one run and survive the next.
require('fast-check').configureGlobal(require('../../machine/property-settings.cjs').propertySettings());
