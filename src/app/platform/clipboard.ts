/** Puts text on the clipboard. Only what an admin does, such as a click, may lead here: browsers refuse else. */
export function copyText(text: string): void {
  const focused = document.activeElement;
  MsftSme.copyToClipboard(text);
  // The SDK copies from a field of its own; when that goes, the focus goes with it.
  if (focused instanceof HTMLElement) {
    focused.focus();
  }
}
