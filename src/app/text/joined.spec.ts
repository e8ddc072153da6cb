import { appStrings } from '../platform/strings';
import { factsInLine, inOrder, labeled } from './joined';

const strings = appStrings();

describe('Texts that follow each other', () => {
  it('leave out what is empty', () => {
    expect(inOrder(['', 'One.', '', 'Two.', 'Three.'], strings)).toBe('One. Two. Three.');
    expect(factsInLine(['2022', '', '…3XJ7C'], strings)).toBe('2022 · …3XJ7C');
    expect(inOrder(['', ''], strings)).toBe('');
    expect(factsInLine([], strings)).toBe('');
  });

  it('follow each other as the language has it', () => {
    const japanese = { ...strings, Joined: { sentences: '{0}{1}', labeled: '{0}：{1}', facts: '{0}・{1}' } };
    expect(inOrder(['一。', '二。'], japanese)).toBe('一。二。');
    expect(labeled('node01', '停止', japanese)).toBe('node01：停止');
    expect(factsInLine(['2022', '…3XJ7C'], japanese)).toBe('2022・…3XJ7C');
  });

  it('are never taken for places', () => {
    expect(inOrder(['A server said {1}.', 'And {0}.', 'End.'], strings)).toBe('A server said {1}. And {0}. End.');
    expect(labeled('{1}', 3, strings)).toBe('{1}: 3');
  });
});
