import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { knownScripts, writingSamples } from './writing-samples';

describe('The samples of writing', () => {
  const samples = writingSamples();

  it('have one of each script that Unicode knows', () => {
    const names = new Set(samples.map(({ about }) => about));
    assert.deepEqual(
      knownScripts().filter(name => !names.has(name)),
      []
    );
    assert.ok(knownScripts().length > 155);
    const patterns = knownScripts().map(name => `\\p{Script=${name}}`);
    const known = new RegExp(`^[${patterns.join('')}\\p{Script=Common}\\p{Script=Inherited}]$`, 'u');
    const unknown = Array.from({ length: 0x110000 }, (_, code) => code).filter(code => {
      const one = String.fromCodePoint(code);
      return /[\p{L}\p{M}\p{N}]/u.test(one) && !known.test(one);
    });
    assert.deepEqual(unknown, []);
  });

  it('have letters of their script, and differ', () => {
    const empty = samples.filter(({ text }) => text.trim() === '' || text === '-vm');
    assert.deepEqual(empty, []);
    assert.equal(new Set(samples.map(({ text }) => text)).size, samples.length);
    const thai = samples.find(({ about }) => about === 'Thai');
    assert.match(thai?.text ?? '', /^\p{Script=Thai}{5}\p{M}-vm$/u);
  });
});
