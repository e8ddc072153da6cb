import { hostname } from 'node:os';

/** The gateway's status: the fields that an extension of the SDK may read. */
export function gatewayStatus(): Record<string, unknown> {
  return {
    name: hostname(),
    machineName: hostname(),
    fullyQualifiedDNSName: hostname(),
    gatewayVersion: '2.4.0.0',
    gatewayDisplayVersion: '2.4.0.0',
    friendlyOsName: 'Windows Server 2022 Datacenter',
    gatewayMode: 'Service',
    gatewayOperationalMode: 'Production',
    installationType: 'Standard',
    isGatewayProcessElevated: true,
    isAadAuthEnabled: false,
    isAzureAppCreated: false,
    allowedHostOrigins: [],
    addressList: ['127.0.0.1'],
    jwk: null
  };
}
