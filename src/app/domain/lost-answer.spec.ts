import { AttemptNotKnown } from './attempt';
import { settleLostAnswer } from './lost-answer';
import { ProductKey, readProductKey } from './product-key';

function keyOf(typed: string): ProductKey {
  const reading = readProductKey(typed);
  if (reading.kind !== 'key') {
    throw new Error(`${typed} is no key`);
  }
  return reading.key;
}

describe('A key whose answer was lost', () => {
  const key = keyOf('BCDFG-HJKMP-QRTVW-XY234-6789N');
  const lost: AttemptNotKnown = {
    kind: 'notKnown',
    failure: { reason: 'unreachable', message: '' }
  };

  it('was applied where the server has it now, and had another before', () => {
    expect(settleLostAnswer(lost, key, 'ABCDE', '6789N')).toEqual({ kind: 'applied' });
    expect(settleLostAnswer(lost, key, null, '6789N')).toEqual({ kind: 'applied' });
  });

  it('stays not known where the server had a key with the same end already', () => {
    expect(settleLostAnswer(lost, key, '6789N', '6789N')).toBe(lost);
  });

  it('stays not known where the server shows another key, or none: it may still be at it', () => {
    expect(settleLostAnswer(lost, key, null, 'ABCDE')).toBe(lost);
    expect(settleLostAnswer(lost, key, null, null)).toBe(lost);
  });
});
