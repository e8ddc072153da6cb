import { allWordsIn } from './all-words';

describe('A search for words', () => {
  it('finds a text that has all of them, in any order', () => {
    expect(allWordsIn('2019 sql')('sql01\nWindows Server 2019')).toBeTrue();
    expect(allWordsIn('2019 web')('sql01\nWindows Server 2019')).toBeFalse();
    expect(allWordsIn('  ')('sql01')).toBeTrue();
  });

  it('finds upper and lower case alike', () => {
    expect(allWordsIn('SQL')('sql01')).toBeTrue();
    expect(allWordsIn('sql')('SQL01')).toBeTrue();
  });

  it('finds Greek words by their beginning, although their last letter has a form of its own', () => {
    expect(allWordsIn('ΔΙΑΚΟΜΙΣ')('ΔΙΑΚΟΜΙΣΤΗΣ')).toBeTrue();
    expect(allWordsIn('κόσμος')('ΚΌΣΜΟΣ01')).toBeTrue();
  });

  it('finds letters with marks however they’re composed', () => {
    expect(allWordsIn('R\u00e9seau')('Re\u0301seau')).toBeTrue();
    expect(allWordsIn('e\u0301tage')('\u00c9tage')).toBeTrue();
    expect(allWordsIn('\uc11c\ubc84')('\u1109\u1165\u1107\u1165')).toBeTrue();
  });
});
