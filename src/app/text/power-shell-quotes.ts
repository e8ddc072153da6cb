/** Puts a text in PowerShell quotes. PowerShell treats typographic quotes like plain ones, so they're doubled too. */
export function quoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}
