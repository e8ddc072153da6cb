'use strict';

// The only place that declares what can be run, what it needs besides the npm packages, and the options that it takes.
// The set-up, --help, and the tasks themselves read it. It needs no packages, because it's read before they are there.

const { labOptions } = require('../../lab/options.cjs');

const verbs = {
  start: {
    summary: 'Builds what changed, opens the lab, and builds again whenever a source is saved.',
    needs: ['powershell'],
    options: {
      ...labOptions,
      'side-load': {
        type: 'boolean',
        help: 'no lab: serve a build to side-load into a real gateway, usually on port 4201'
      }
    }
  },
  check: {
    summary: 'Checks types and lint, and runs the tests of what changed since the last commit.',
    needs: ['powershell']
  },
  test: {
    summary: 'Runs lint, the build, and every test. The last line adds them up.',
    needs: ['powershell', 'quick-powershell', 'pester', 'browser']
  },
  build: {
    summary: 'Builds the bundle in dist.',
    needs: ['powershell']
  },
  lint: {
    summary: "Checks types, formatting, ESLint, and the project's own rules.",
    needs: []
  },
  pack: {
    summary: 'Makes the package that Windows Admin Center installs, in out, and signs it on request.',
    needs: ['powershell'],
    options: {
      sign: { type: 'boolean', help: 'sign the module and the package, on Windows' },
      certificate: {
        type: 'string',
        value: 'THUMBPRINT',
        help: 'the certificate to sign with, in Cert:\\CurrentUser\\My'
      },
      timestamper: { type: 'string', value: 'URL', help: 'the server that adds the time, such as http://…' },
      release: { type: 'boolean', help: 'make it for a feed, with the addresses in package.json' }
    }
  },
  bench: {
    summary: 'Measures, and writes docs/benchmarks.md. Takes about 20 minutes.',
    needs: ['powershell', 'browser'],
    options: {
      only: {
        type: 'string',
        multiple: true,
        value: 'NAME',
        help: 'only this part; can be repeated'
      }
    }
  },
  load: {
    summary:
      'Loads the page with many servers, VMs, and refreshes, and checks that it stays right. Takes half an hour.',
    needs: ['powershell', 'browser'],
    options: {
      only: {
        type: 'string',
        multiple: true,
        value: 'NAME',
        help: 'only this check; can be repeated'
      }
    }
  },
  soak: {
    summary: 'Lets random faults happen for 20 minutes, and compares the page with the servers.',
    needs: ['powershell', 'browser'],
    options: {
      seed: { type: 'string', value: 'N', help: 'the seed, to repeat the steps of an earlier run (a random one)' },
      minutes: { type: 'string', value: 'N', help: 'how long (20)' },
      scenario: { type: 'string', value: 'NAME', help: 'the cluster, a file in lab/scenarios (guests)' },
      quick: { type: 'boolean', help: 'repeat what servers answered before in the same state, which makes more steps' }
    }
  },
  pictures: {
    summary: 'Takes the pictures of the documents, in docs/pictures, from the lab.',
    needs: ['powershell', 'browser']
  },
  mutate: {
    summary: "Changes the domain's rules one by one, to check that its specs notice. Takes ten minutes.",
    needs: [],
    // Stryker has some forty options, and its own messages about them.
    passesOn: 'Any option of "stryker run" may follow, such as --mutate FILE.'
  },
  guards: {
    summary: 'Removes protections of product keys one by one, to check that tests notice. Takes twenty minutes.',
    needs: ['powershell', 'browser'],
    options: {
      only: {
        type: 'string',
        multiple: true,
        value: 'WORDS',
        help: 'only those with WORDS in their name; can be repeated'
      },
      faults: {
        type: 'boolean',
        help: 'remove how faults are handled instead, to check that the tests of the fault matrix notice'
      }
    }
  },
  generate: {
    summary: 'Generates src/generated from scripts, strings, and the manifest.',
    needs: ['powershell']
  },
  serve: {
    summary: 'Builds the bundle for development, and again whenever a source is saved.',
    needs: ['powershell']
  }
};

module.exports = { verbs };
