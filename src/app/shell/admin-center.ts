/** The version of Windows Admin Center as its shell tells it; empty where it tells none. */
export function adminCenterVersion(): string {
  return MsftSme.self().Init?.shellVersion ?? '';
}
