import { findServer, ServerState } from './server-state';
import { ServerUnreachable } from './session';

/**
 * Finds the server that a name leads to. Throws ServerUnreachable if there is none or if it's switched off. The error
 * uses the name that was asked for.
 */
export function reachServer(stateFolder: string, name: string, asked = name): ServerState {
  const state = findServer(stateFolder, name);
  if (!state) {
    throw new ServerUnreachable(asked, 'the computer name cannot be resolved.');
  }
  if (state.power === 'off') {
    throw new ServerUnreachable(
      asked,
      'WinRM cannot complete the operation. Verify that the' +
        ' specified computer name is valid, that the computer is accessible over the network,' +
        ' and that a firewall exception for the WinRM service is enabled.'
    );
  }
  return state;
}
