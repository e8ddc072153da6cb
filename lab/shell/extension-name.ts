/** The name under which a gateway serves the extension. */
export const extensionName = 'community.activate-windows-server-vms';
