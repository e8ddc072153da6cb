import { LabState } from '../../control/lab-state';
import { Credentials } from './credentials';

const clusterType = 'msft.sme.connection-type.cluster';

/** What the shell's services tell an extension when it starts to use them. */
export function serviceState(service: unknown, lab: LabState, credentials: Credentials['state']): object {
  switch (service) {
    case 'authorization-manager':
      return { ...credentials, nodePowershellEndpoints: {}, signOnToken: null };
    case 'connection-manager': {
      const connection = clusterConnection(lab);
      return { connections: [connection], activeConnection: connection };
    }
    case 'gateway-connection':
      return {
        gatewayName: location.origin,
        gatewayUrlSpecified: false,
        staticVersion: null
      };
    default:
      throw new Error(`The lab's shell has no service "${String(service)}".`);
  }
}

/**
 * The cluster as a connection of the shell: the nodes that the shell's status script once found, and the name that the
 * cluster was added by.
 */
function clusterConnection({ clusterName, domain, connection }: LabState): object {
  const name = `${clusterName}.${domain}`;
  return {
    id: `${clusterType}!${name}`,
    name,
    type: clusterType,
    properties: { displayName: clusterName, nodes: connection.nodes },
    tags: [],
    ...(connection.alias === null ? {} : { activeAlias: connection.alias })
  };
}
