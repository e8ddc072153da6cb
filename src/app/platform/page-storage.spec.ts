import { PageStorage } from './page-storage';

describe('What the page keeps for when it is reloaded', () => {
  const name = 'avma-spec';

  afterEach(() => sessionStorage.removeItem(name));

  it('is there for a page that is loaded anew in the same tab, until it is taken away', () => {
    new PageStorage().write(name, { a: [1] });
    expect(new PageStorage().read(name)).toEqual({ a: [1] });
    new PageStorage().write(name, null);
    expect(new PageStorage().read(name)).toBeNull();
    expect(sessionStorage.getItem(name)).toBeNull();
  });

  it('is nothing where the browser lets nothing be kept', () => {
    spyOn(Storage.prototype, 'getItem').and.throwError('SecurityError');
    spyOn(Storage.prototype, 'setItem').and.throwError('QuotaExceededError');
    expect(() => new PageStorage().write(name, {})).not.toThrow();
    expect(new PageStorage().read(name)).toBeNull();
  });
});
