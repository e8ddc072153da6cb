import { ServerStatus } from '../domain/servers/status';
import { AppStrings, fillIn } from '../platform/strings';
import { labeled } from '../text/joined';
import { Environment } from '../platform/environment';

/**
 * What helps a developer to understand a problem: the environment, and the number of servers in each state. It contains
 * no server names and no text from servers.
 */
export function problemReport(
  environment: Environment,
  statuses: readonly ServerStatus[],
  strings: AppStrings
): string {
  const words = strings.Footer;
  const { extensionVersion, shellVersion, gatewayApiVersion, browser, theme } = environment;
  const lines: [about: string, known: string | number][] = [
    [words.extension, extensionVersion],
    [words.shell, shellVersion],
    [words.gateway, gatewayApiVersion],
    [words.browser, browser],
    [words.theme, theme],
    [words.language, environment.language],
    [words.format, environment.format],
    [words.servers, statuses.length],
    ...countsOf(statuses).map(([state, count]): [string, number] => [fillIn(words.serversIn, state), count])
  ];
  return lines.map(([about, known]) => labeled(about, known === '' ? words.notKnown : known, strings)).join('\n');
}

/** By state, with the names in the code, because the developer may not read the admin's language. */
function countsOf(statuses: readonly ServerStatus[]): [state: string, count: number][] {
  const counts = new Map<string, number>();
  statuses.forEach(({ state }) => counts.set(state, (counts.get(state) ?? 0) + 1));
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}
