/** Only the shell listens to the gateway's notifications; an extension never opens that socket. */
export class HubConnectionBuilder {}
export const HubConnectionState = {};
