import { LabState } from '../../control/lab-state';

const clusterType = 'msft.sme.connection-type.cluster';

/** What the shell's services tell an extension when it begins to use them. */
export function serviceState(service: unknown, lab: LabState): object {
  switch (service) {
    case 'authorization-manager':
      return {
        manageAsToken: null, nodeTokens: {}, nodePowershellEndpoints: {}, signOnToken: null
      };
    case 'connection-manager': {
      const connection = clusterConnection(lab);
      return { connections: [connection], activeConnection: connection };
    }
    case 'gateway-connection':
      return {
        gatewayName: location.origin, gatewayUrlSpecified: false, staticVersion: null
      };
    default:
      throw new Error(`The lab's shell has no service "${String(service)}".`);
  }
}

/**
 * The cluster as a connection of the shell, with its nodes as the shell's status script found them.
 */
function clusterConnection(lab: LabState): object {
  const name = `${lab.clusterName}.${lab.domain}`;
  return {
    id: `${clusterType}!${name}`,
    name,
    type: clusterType,
    properties: {
      displayName: lab.clusterName,
      nodes: lab.servers.map(server => server.fqdn)
    },
    tags: []
  };
}
