import path from 'node:path';
import { inProject } from '../../machine/project-paths';
import { packageProgram } from '../run-program';
import { readKarma } from './karma';
import { Suite, suite } from './suite';

/** Runs the domain's specs in Node. They need no browser, which takes a minute instead of seconds. */
export function domainTests(): Suite {
  return suite('units of the domain', {
    command: process.execPath,
    args: () => [
      '--import',
      'tsx',
      packageProgram('jasmine', 'bin', 'jasmine.js'),
      `--config=${inProject('tools', 'mutation', 'jasmine.json')}`,
      `--helper=${path.join(__dirname, 'domain-counted.cjs')}`
    ],
    environment: report => ({ DOMAIN_REPORT: report }),
    read: readKarma
  });
}
