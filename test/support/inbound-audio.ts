/** Total energy of the sound that a peer connection received so far, in the unit of WebRTC's statistics. */
export async function inboundEnergy(connection: RTCPeerConnection): Promise<number> {
  let energy = 0;
  const report = await connection.getStats();
  report.forEach((stat: RTCStats & { kind?: string; totalAudioEnergy?: number }) => {
    if (stat.type === 'inbound-rtp' && stat.kind === 'audio') energy += stat.totalAudioEnergy ?? 0;
  });
  return energy;
}

/** By how much the received energy grows over the given number of received packets. */
export async function inboundEnergyOver(connection: RTCPeerConnection, packets: number): Promise<number> {
  const from = await packetsReceived(connection);
  const energy = await inboundEnergy(connection);
  while ((await packetsReceived(connection)) - from < packets) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return (await inboundEnergy(connection)) - energy;
}

async function packetsReceived(connection: RTCPeerConnection): Promise<number> {
  let packets = 0;
  const report = await connection.getStats();
  report.forEach((stat: RTCStats & { kind?: string; packetsReceived?: number }) => {
    if (stat.type === 'inbound-rtp' && stat.kind === 'audio') packets += stat.packetsReceived ?? 0;
  });
  return packets;
}
