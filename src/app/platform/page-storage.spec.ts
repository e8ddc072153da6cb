import { PageStorage } from './page-storage';

describe('What the page stores for a reload', () => {
  const name = 'avma-spec';

  afterEach(() => sessionStorage.removeItem(name));

  it('survives a reload in the same tab, until it’s removed', () => {
    new PageStorage().write(name, { a: [1] });
    expect(new PageStorage().read(name)).toEqual({ a: [1] });
    new PageStorage().write(name, null);
    expect(new PageStorage().read(name)).toBeNull();
    expect(sessionStorage.getItem(name)).toBeNull();
  });

  it('is null if the browser doesn’t allow storage', () => {
    spyOn(Storage.prototype, 'getItem').and.throwError('SecurityError');
    spyOn(Storage.prototype, 'setItem').and.throwError('QuotaExceededError');
    expect(() => new PageStorage().write(name, {})).not.toThrow();
    expect(new PageStorage().read(name)).toBeNull();
  });
});
