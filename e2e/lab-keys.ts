import { Lab } from '../lab/lab';

/** The lab's single-use keys of that version, in the order in which it lists them. All of them are invented. */
export function singleUseKeys(lab: Lab, version: number): string[] {
  return lab
    .state()
    .keys.filter(key => key.kind === 'oem' && Number(key.version) === version)
    .map(({ key }) => key);
}

/** A key of that kind. */
export function keyOf(lab: Lab, kind: 'mak' | 'retail' | 'oem', version: number): string {
  const found = lab.state().keys.find(key => key.kind === kind && Number(key.version) === version);
  if (!found) {
    throw new Error(`The lab has no ${kind} key of version ${version}.`);
  }
  return found.key;
}

/** Where and with what `Set-VMAutomaticActivation` ran, by the lab's own record. */
export function appliedKeys(lab: Lab): { server: string; key: unknown; processId: number }[] {
  return lab
    .record()
    .filter(({ cmdlet }) => cmdlet === 'Set-VMAutomaticActivation')
    .map(({ server, parameters, processId }) => ({
      server,
      key: parameters['ProductKey'],
      processId
    }))
    .sort((one, other) => one.server.localeCompare(other.server));
}
