/** Puts text on the clipboard. Only what an admin does, such as a click, may lead here: browsers refuse else. */
export function copyText(text: string): void {
  MsftSme.copyToClipboard(text);
}
