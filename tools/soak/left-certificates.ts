import { Lab } from '../../lab/lab';
import { Desk, until } from './desk';

/** In milliseconds: how long the page may take to show details. */
const shownWithin = 20_000;

/**
 * Removes the certificates that faults left on servers, as the page tells its admin to. Fails if the page doesn't speak
 * of one, or if the command that it shows doesn't remove it. Returns how many there were.
 */
export async function removeLeftCertificates(desk: Desk, lab: Lab): Promise<number> {
  let count = 0;
  for (const { name } of lab.state().servers) {
    const { stored } = lab.certificates(name);
    count += stored.length;
    if (stored.length > 0) {
      const commands = await commandsFor(desk, name, stored);
      for (const command of commands) {
        await runOn(lab, name, command);
      }
    }
    const { length } = lab.certificates(name).stored;
    if (length > 0) {
      throw new Error(`${name} still has ${length} certificates after the commands that the page shows.`);
    }
  }
  return count;
}

/** The commands that the details of a server show for its certificates. */
async function commandsFor(desk: Desk, server: string, thumbprints: readonly string[]): Promise<string[]> {
  const { activation } = desk;
  await desk.tap(activation.row(server), row => row.click());
  let commands: string[] = [];
  await until(
    async () => {
      const text = await activation.details(server).innerText();
      commands = text.match(/Remove-Item -Path \S+ -DeleteKey/g) ?? [];
      return thumbprints.every(thumbprint => commands.some(command => command.includes(thumbprint)));
    },
    shownWithin,
    () => `${server} has certificates that the page doesn't speak of: ${thumbprints.join(', ')}.`
  );
  return commands;
}

/** Runs a command on a server, as somebody who sits there does. */
async function runOn(lab: Lab, server: string, script: string): Promise<void> {
  const answer = await fetch(`${lab.address}api/services/WinREST/PowerShell/nodes/${server}/invokeCommand`, {
    method: 'POST',
    headers: { cookie: 'WAC-XSRF=t', 'x-xsrf-token': 't' },
    body: JSON.stringify({ properties: { script } })
  });
  if (!answer.ok) {
    throw new Error(`A command on ${server} failed: ${await answer.text()}`);
  }
}
