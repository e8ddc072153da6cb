import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { BuildFailure } from '../problems';
import { checkNames, chosenChecks } from './load';

describe('The checks under load', () => {
  it('are modules of their folder', () => {
    assert.deepEqual(
      checkNames.filter(name => !existsSync(path.join(__dirname, `${name}.ts`))),
      []
    );
  });

  it('run in their order, all of them or only those that are named', () => {
    assert.deepEqual(chosenChecks(undefined), checkNames);
    assert.deepEqual(chosenChecks(['scripts', 'servers']), ['servers', 'scripts']);
  });

  it('are named if there is no check of a name', () => {
    assert.throws(() => chosenChecks(['servers', 'everything']), {
      name: BuildFailure.name,
      message: `There's no check "everything". The checks are: ${checkNames.join(', ')}.`
    });
  });
});
