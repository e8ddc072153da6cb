import { links } from './links';

describe('The links', () => {
  for (const [name, address] of Object.entries(links)) {
    it(`open a Microsoft page over https, in the reader’s own language, and pass no data: ${name}`, () => {
      const { protocol, hostname, pathname, search, username } = new URL(address);
      expect(protocol).toBe('https:');
      expect(hostname).toMatch(/(?:^|\.)(?:microsoft|azure)\.com$/);
      expect(pathname).not.toMatch(/^\/[a-z]{2}-[a-z]{2}\//i);
      expect(search + username).toBe('');
    });
  }
});
