import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Recording, evidenceNames, leftIn, madeOf, readEvidence } from './evidence';

/** Whatever its shape, an answer that also says one of these doesn't show an activation of the host's key. */
const contradictions: readonly Record<string, unknown>[] = [
  { ErrorCode: '0xC004F050' },
  { Enabled: false },
  { Name: 'Windows(R), ServerAzureStackHCICor edition' },
  { VMName: 'VM01' }
];

function isActivatedByObject(name: string): boolean {
  const { expected, recording } = readEvidence(name);
  const isActivated = expected?.says === 'activated' && expected.source === 'cmdlet';
  const answer = isActivated ? answerIn(recording) : null;
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer);
}

/** What the cmdlet answered. */
function answerIn({ activation }: Recording): unknown {
  return JSON.parse(String(activation['activation']));
}

/** The recording of an object with one more property in the cmdlet's answer. */
function withAddition(recording: Recording, addition: Record<string, unknown>): Recording {
  const added = { ...(answerIn(recording) as object), ...addition };
  return { ...recording, activation: { ...recording.activation, activation: JSON.stringify(added) } };
}

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

  for (const name of names.filter(isActivatedByObject)) {
    it(`${name}: is no activation beside an error, something disabled, the host's own license, or a guest`, () => {
      const { recording } = readEvidence(name);
      for (const addition of contradictions) {
        const { says, source } = madeOf(withAddition(recording, addition));
        assert.notDeepEqual([says, source], ['activated', 'cmdlet'], JSON.stringify(addition));
      }
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
