/** Removes what `index.html` shows until there's a page, or until it's known that there will be none. */
export function removeStartingFrame(): void {
  document.querySelector('body > .starting')?.remove();
}
