/** Escapes text for XML, including attributes. */
export function escaped(text: string): string {
  const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
  return text.replace(/[&<>"']/g, character => `&${names[character]};`);
}

/** An element with attributes. Without content, it's an empty-element tag. */
export function element(name: string, attributes: Record<string, string>, ...content: string[]): string {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const start = `<${name}${all.join('')}`;
  return content.length === 0 ? `${start} />` : `${start}>${content.join('')}</${name}>`;
}

/** A whole document. */
export function document(rootElement: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${rootElement}\n`;
}
