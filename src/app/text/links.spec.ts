import { links } from './links';

describe('The links', () => {
  for (const [name, address] of Object.entries(links)) {
    it(`lead to a page of Microsoft’s over https, in the reader’s own language, and tell nothing: ${name}`, () => {
      const { protocol, hostname, pathname, search, username } = new URL(address);
      expect(protocol).toBe('https:');
      expect(hostname).toMatch(/(?:^|\.)(?:microsoft|azure)\.com$/);
      expect(pathname).not.toMatch(/^\/[a-z]{2}-[a-z]{2}\//i);
      expect(search + username).toBe('');
    });
  }
});
