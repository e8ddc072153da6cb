/** Separates the parts of the document, and names the one that follows. Markdown doesn't show it. */
const marker = /^<!-- part: ([a-z-]+) -->$/m;

/**
 * The document with these parts, in the order of `names`. Parts that weren't measured now stay as they were, and parts
 * of other names are dropped.
 */
export function withParts(
  document: string,
  preface: string,
  names: readonly string[],
  measured: ReadonlyMap<string, string>
): string {
  const before = partsIn(document);
  const texts = names.flatMap(name => {
    const text = measured.get(name) ?? before.get(name);
    return text === undefined ? [] : [`<!-- part: ${name} -->\n\n${text.trim()}`];
  });
  return `${[preface.trim(), ...texts].join('\n\n')}\n`;
}

function partsIn(document: string): Map<string, string> {
  // Splitting with a group gives the text before the first marker, and then name and text by turns.
  const [, ...pieces] = document.split(marker);
  const parts = new Map<string, string>();
  for (let index = 0; index + 1 < pieces.length; index += 2) {
    parts.set(pieces[index], pieces[index + 1]);
  }
  return parts;
}
