/** The byte order marks of UTF-16, as the first two bytes, and the names of these encodings. */
const utf16: Readonly<Record<string, string>> = { '255,254': 'utf-16le', '254,255': 'utf-16be' };

/**
 * The text of a file. Excel ("Unicode text") and Windows PowerShell (`>` and `Out-File`) write UTF-16 with a byte order
 * mark, and everything else is read as UTF-8. The mark isn't part of the text.
 */
export function decodedText(bytes: ArrayBuffer): string {
  const mark = new Uint8Array(bytes.slice(0, 2)).toString();
  return new TextDecoder(utf16[mark] ?? 'utf-8').decode(bytes);
}
