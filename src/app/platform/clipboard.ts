/** Copies text to the clipboard. Call it only from a user action, such as a click: browsers refuse otherwise. */
export function copyText(text: string): void {
  const focused = document.activeElement;
  MsftSme.copyToClipboard(text);
  // The SDK copies from its own field. When it removes that field, the focus is lost.
  if (focused instanceof HTMLElement) {
    focused.focus();
  }
}
