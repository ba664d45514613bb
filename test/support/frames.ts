import type { FrameRecord, GatewayReport } from './gateway.js';

/** The requests of one method that the gateway received. */
export function received({ frames }: GatewayReport, method: string): FrameRecord[] {
  return frames.filter(
    (frame) => frame.method === method && frame.direction === 'received' && frame.kind === 'request',
  );
}
