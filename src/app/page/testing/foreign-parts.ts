/** Elements that no template of this page has. */
const foreignElements = [
  ...['script', 'iframe', 'object', 'embed', 'img', 'image', 'picture', 'video', 'audio', 'link', 'meta', 'base'],
  ...['style', 'math', 'svg:not(avma-host-picture svg)', '.hostile']
].join();

/** Attributes that load something or lead somewhere. */
const addresses = [
  'href',
  'xlink:href',
  'src',
  'srcset',
  'srcdoc',
  'action',
  'formaction',
  'poster',
  'data',
  'background'
];

/** Hosts of Microsoft, to which the page’s own links lead. */
const knownHosts = /(?:^|\.)(?:microsoft|azure)\.com$/;

/** What a page has that it can only have from an answer: elements, links, and code. Empty if all is the page’s own. */
export function foreignPartsIn(page: HTMLElement): readonly string[] {
  const all = [...page.querySelectorAll('*')];
  return [
    ...[...page.querySelectorAll(foreignElements)],
    ...all.filter(element =>
      element.getAttributeNames().some(name => isForeign(name, element.getAttribute(name) ?? ''))
    )
  ].map(element => element.outerHTML.slice(0, 500));
}

function isForeign(name: string, value: string): boolean {
  if (addresses.includes(name.toLowerCase())) {
    const { protocol, hostname } = new URL(value, 'about:blank');
    return protocol !== 'https:' || !knownHosts.test(hostname);
  }
  return name.toLowerCase().startsWith('on') || (name === 'style' && /url\(|expression/i.test(value));
}
