/** Lets a test ask how much sound the connections of the page have received, or the present call of one element. */
(() => {
  const connections = [];
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args) {
      super(...args);
      connections.push(this);
    }
  };
  globalThis.heardEnergy = async (selector) => {
    const { session, call } = (selector && document.querySelector(selector)) || {};
    const those = selector ? [session.getCall(call.id).peerConnection] : connections;
    const reports = await Promise.all(those.map((connection) => connection.getStats()));
    const inbound = reports.flatMap((report) =>
      [...report.values()].filter(({ type }) => type === 'inbound-rtp'),
    );
    return inbound.reduce((sum, { totalAudioEnergy = 0 }) => sum + totalAudioEnergy, 0);
  };
})();
