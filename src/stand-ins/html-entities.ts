/**
 * Decodes character references. It has to decode for real: the SDK's tooltip compares decoded texts to find out
 * whether a text was sanitised. The browser knows all the names, and a textarea never runs what it holds.
 */
export function decode(text: string): string {
  const reader = document.createElement('textarea');
  reader.innerHTML = text;
  return reader.value;
}
