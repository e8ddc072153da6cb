/** The kinds of packets between a shell and an extension. */
export const packetType = { request: 0, response: 1, error: 2 } as const;

/** A packet between a shell and an extension. */
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

/** The parts of packets that never change. */
export const shellName = 'msft.sme.shell';
export const shellSubName = '##';
export const embeddedSignature = 'version 0.0.0';
export const packetVersion = '0.1.0';

/** Whether a message is one of these packets. Other messages, such as those of development tools, are ignored. */
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
