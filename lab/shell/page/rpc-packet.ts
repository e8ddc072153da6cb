/** The kinds of packets that go between a shell and an extension. */
export const packetType = { request: 0, response: 1, error: 2 } as const;

/** What a shell and an extension send each other. */
export interface RpcPacket {
  srcName: string;
  srcSubName: string;
  srcDepth: number;
  destName: string;
  destSubName: string;
  signature: string;
  sequence: number;
  type: 0 | 1 | 2;
  command: string;
  version: string;
  data: unknown;
}

/** Parts of packets that are the same in each. */
export const shellName = 'msft.sme.shell';
export const shellSubName = '##';
export const embeddedSignature = 'version 0.0.0';
export const packetVersion = '0.1.0';

/**
 * Whether a message is one of these packets; others, such as those of development tools, are not
 * for us.
 */
export function isRpcPacket(message: unknown): message is RpcPacket {
  const packet = message as Partial<RpcPacket> | null;
  return (
    typeof packet === 'object' &&
    packet !== null &&
    typeof packet.command === 'string' &&
    typeof packet.sequence === 'number' &&
    packet.signature === embeddedSignature &&
    packet.destName === shellName
  );
}
