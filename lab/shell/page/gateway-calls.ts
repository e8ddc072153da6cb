/** The first version of the gateway's API. Its addresses differ from those of later versions. */
const firstVersion = '1.0.0';

/** The address of PowerShell calls to a node. The rest may contain a query. */
export function powerShellUrl(apiVersion: string, node: string, rest: string): string {
  if (apiVersion !== firstVersion) {
    return `/api/services/WinREST/PowerShell/nodes/${node}/${rest}`;
  }
  const [path, query] = rest.split('?');
  const own = query === undefined ? '' : `&${query}`;
  return `/api/nodes/${node}/features/powershellApi/${path}?api-version=2019-02-01${own}`;
}

/** The token that a write must carry, from the cookie that came with the page. */
export function xsrfToken(apiVersion: string): string {
  const name = apiVersion === firstVersion ? 'XSRF-TOKEN' : 'WAC-XSRF';
  const cookie = document.cookie.split('; ').find(pair => pair.startsWith(`${name}=`));
  return cookie?.slice(name.length + 1) ?? '';
}
