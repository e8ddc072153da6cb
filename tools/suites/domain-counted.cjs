'use strict';
/* global jasmine */

// A helper of jasmine in Node that records how many specs passed and failed.

const fs = require('node:fs');

const counts = { passed: 0, failed: 0, leftOut: [] };

jasmine.getEnv().addReporter({
  specDone: ({ status, fullName }) => {
    if (status === 'passed') {
      counts.passed++;
    } else if (status === 'failed') {
      counts.failed++;
    } else {
      counts.leftOut.push(fullName);
    }
  },
  jasmineDone: () => fs.writeFileSync(process.env.DOMAIN_REPORT, JSON.stringify(counts))
});
