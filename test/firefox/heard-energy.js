/** Lets a test ask how much sound the connections of the page have received. */
(() => {
  const connections = [];
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args) {
      super(...args);
      connections.push(this);
    }
  };
  globalThis.heardEnergy = async () => {
    const reports = await Promise.all(connections.map((connection) => connection.getStats()));
    const inbound = reports.flatMap((report) =>
      [...report.values()].filter(({ type }) => type === 'inbound-rtp'),
    );
    return inbound.reduce((sum, { totalAudioEnergy = 0 }) => sum + totalAudioEnergy, 0);
  };
})();
