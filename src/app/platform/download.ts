/** Gives a file to the browser, which saves it or asks where to. Call it only from a user action. */
export function downloadFile(fileName: string, text: string, mediaType: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // Not in this turn: a browser may only read the address at its end.
  setTimeout(() => URL.revokeObjectURL(address));
}
