import { Lab } from '../lab/lab';

/** The lab's single-use keys for this version, in the lab's order. All of them are invented. */
export function singleUseKeys(lab: Lab, version: number): string[] {
  return lab
    .state()
    .keys.filter(key => key.kind === 'oem' && Number(key.version) === version)
    .map(({ key }) => key);
}

/** A key of this kind. */
export function keyOf(lab: Lab, kind: 'mak' | 'retail' | 'oem', version: number): string {
  const found = lab.state().keys.find(key => key.kind === kind && Number(key.version) === version);
  if (!found) {
    throw new Error(`The lab has no ${kind} key of version ${version}.`);
  }
  return found.key;
}

/** The servers and keys of each `Set-VMAutomaticActivation` call, from the lab's own record. */
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
