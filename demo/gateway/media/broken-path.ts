import type { RTCPeerConnection } from 'werift';

/**
 * Breaks the path of a connection's packets, as when a network goes away: the browser's checks are no longer
 * answered and nothing is sent, until the path is mended. Returns what mends it.
 */
export function breakPath(connection: RTCPeerConnection): () => void {
  const pairs = connection.iceTransports.flatMap((transport) => transport.connection.candidatePairs);
  const mends = [...new Set(pairs.map(({ protocol }) => protocol))].map((protocol) => {
    const { sendStun, sendData } = protocol;
    protocol.sendStun = () => Promise.resolve();
    protocol.sendData = () => Promise.resolve();
    return () => {
      protocol.sendStun = sendStun;
      protocol.sendData = sendData;
    };
  });
  return () => {
    for (const mend of mends) mend();
  };
}
