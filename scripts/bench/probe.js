/**
 * Runs in each page before anything else and takes times both candidates are judged by: the click, the INVITE
 * on the wire, the first RTP packet, the first sound.
 */
(() => {
  const marks = {};
  globalThis.benchMarks = marks;
  const mark = (name) => {
    marks[name] ??= performance.now();
  };

  addEventListener(
    'click',
    (event) => {
      if (event.isTrusted) marks.click = event.timeStamp;
    },
    true,
  );

  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (typeof data === 'string' && data.includes('"telnyx_rtc.invite"')) mark('invite');
    send.call(this, data);
  };

  const poll = async (connection) => {
    while (marks.firstSound === undefined && connection.connectionState !== 'closed') {
      for (const stat of (await connection.getStats()).values()) {
        if (stat.type !== 'inbound-rtp' || stat.kind !== 'audio') continue;
        if (stat.packetsReceived > 0) mark('firstPacket');
        if (stat.audioLevel > 0.01) mark('firstSound');
      }
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
  };
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args) {
      super(...args);
      this.addEventListener('track', () => poll(this), { once: true });
    }
  };
})();
