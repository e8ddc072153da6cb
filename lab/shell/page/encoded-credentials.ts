/** Encodes credentials as an extension passes them on to the gateway. */
export function encodedCredentials(userName: string, password: string): string {
  // As in the SDK, a password of only spaces counts as none.
  const credentials = { ...splitName(userName), password: password.trim() ? password : null };
  const bytes = new TextEncoder().encode(JSON.stringify(credentials));
  return btoa(String.fromCharCode(...bytes));
}

/** Splits a user name. A name without a domain is one of the server's own accounts. */
function splitName(userName: string): { domain: string; username: string } {
  if (userName.includes('@')) {
    return { domain: '', username: userName };
  }
  const [first = '', second] = userName.split('\\');
  return second === undefined ? { domain: '.', username: first } : { domain: first, username: second };
}
