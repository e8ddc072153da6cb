/** A text in PowerShell's quotes. PowerShell takes typographic quotes for plain ones, so they are doubled as well. */
export function quoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}
