/** The addresses of all links and pictures in a Markdown text, in its order. */
export function linksIn(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(\s*<?([^)\s>]+)/g)].map(([, address]) => address);
}

/** The pictures of the package's readme, by their paths in the package, which are also those from `docs/`. */
export function picturesIn(markdown: string): string[] {
  return linksIn(markdown).filter(address => /^[\w/-]+\.png$/.test(address));
}
