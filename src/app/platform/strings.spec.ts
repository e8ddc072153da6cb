import { fillIn, pluralOf } from './strings';

describe('fillIn', () => {
  it('fills places in any order and more than once', () => {
    expect(fillIn('{1} of {0}, {1}', 4, 'three')).toBe('three of 4, three');
  });

  it('keeps a place that has no value', () => {
    expect(fillIn('{0} and {1}', 'a')).toBe('a and {1}');
  });

  it('inserts values as they are, even those that look like places', () => {
    expect(fillIn('{0}{1}', '{1}', '$&')).toBe('{1}$&');
  });
});

describe('pluralOf', () => {
  const self = MsftSme.self();
  const before = self.Resources;
  const servers = { one: '{0} serwer', few: '{0} serwery', many: '{0} serwerów', other: '{0} serwera' };

  afterEach(() => (self.Resources = before));

  it('takes the form for the number in the page’s language', () => {
    expect([0, 1, 2, 5].map(count => pluralOf({ one: 'server', other: 'servers' }, count))).toEqual([
      'servers',
      'server',
      'servers',
      'servers'
    ]);
    self.Resources = { ...before, localeId: 'pl-PL' };
    expect([1, 2, 5, 22, 1.5].map(count => pluralOf(servers, count))).toEqual([
      '{0} serwer',
      '{0} serwery',
      '{0} serwerów',
      '{0} serwery',
      '{0} serwera'
    ]);
  });

  it('takes the general form if the language’s own is missing', () => {
    self.Resources = { ...before, localeId: 'pl-PL' };
    expect([1, 2, 5].map(count => pluralOf({ one: 'jeden', other: 'wiele' }, count))).toEqual([
      'jeden',
      'wiele',
      'wiele'
    ]);
  });
});
