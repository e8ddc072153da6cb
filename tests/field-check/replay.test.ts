import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evidenceNames, leftIn, madeOf, readEvidence } from './evidence';

describe('every recording', () => {
  const names = evidenceNames();

  it('is found automatically', () => {
    assert.ok(names.length > 0);
  });

  for (const name of names) {
    it(`${name}: is read as its file expects`, () => {
      const { about, from, expected, recording } = readEvidence(name);
      assert.notEqual(about, '', 'say what the recording shows, in "about"');
      assert.notEqual(from, '', 'say where it is from, in "from"');
      const made = madeOf(recording);
      assert.notEqual(expected, null, `say what is expected; now it is ${JSON.stringify(made)}`);
      assert.deepEqual(made, expected);
    });

    it(`${name}: has no product key, and has stand-ins for names`, () => {
      assert.deepEqual(leftIn(readEvidence(name).recording), []);
    });
  }

  it('is rejected with a key, a name, or an address left in it', () => {
    const { recording } = readEvidence(names[0]);
    const left = (change: object): string[] => leftIn({ ...recording, ...change });
    const answer = (activation: object): string[] => left({ activation: { ...recording.activation, ...activation } });
    assert.deepEqual(answer({ computerName: 'NODE01' }), ['NODE01']);
    assert.deepEqual(left({ servers: [{ name: 'SERVER01', fqdn: 'SERVER01.contoso.com' }] }), ['SERVER01.contoso.com']);
    assert.deepEqual(answer({ licensing: '[{"partialProductKey":"3XJ7C"}]' }), ['3XJ7C']);
    assert.deepEqual(answer({ activation: '"the key that ends in 3XJ7C"' }), ['3XJ7C']);
    assert.deepEqual(answer({ activationError: 'YTN6M-WG337-MGQX2-KTFTV-3XJ7C' }), [
      'YTN6M',
      'WG337',
      'MGQX2',
      'KTFTV',
      '3XJ7C'
    ]);
    assert.deepEqual(answer({ osError: 'asked 10.1.2.3 as erika@contoso.com' }), ['10.1.2.3', 'erika@contoso.com']);
    assert.deepEqual(answer({ osError: '3f0c1a55-7d0e-4c38-9a63-6b3b7d5f1c10' }), [
      '3f0c1a55-7d0e-4c38-9a63-6b3b7d5f1c10'
    ]);
  });
});
