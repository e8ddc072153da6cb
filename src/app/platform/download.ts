/** Hands a file to the browser, which saves it or asks where to. Only what an admin does may lead here. */
export function downloadFile(fileName: string, text: string, mediaType: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // Not within this turn: a browser may look the address up only at its end.
  setTimeout(() => URL.revokeObjectURL(address));
}
