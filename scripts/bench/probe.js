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
  const connections = new Set();
  const tracks = new Set();
  /** What was taken from the browser and not given back. */
  globalThis.benchLeftovers = () => ({
    'open connections': [...connections].filter(({ connectionState }) => connectionState !== 'closed').length,
    'live tracks': [...tracks].filter(({ readyState }) => readyState === 'live').length,
  });

  /** What is over must not be kept alive by the measuring. */
  const forget = (all, isOver) => {
    for (const one of all) if (isOver(one)) all.delete(one);
  };

  const { getUserMedia } = MediaDevices.prototype;
  MediaDevices.prototype.getUserMedia = async function (constraints) {
    const stream = await getUserMedia.call(this, constraints);
    forget(tracks, ({ readyState }) => readyState === 'ended');
    for (const track of stream.getTracks()) tracks.add(track);
    return stream;
  };

  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...args) {
      super(...args);
      forget(connections, ({ connectionState }) => connectionState === 'closed');
      connections.add(this);
      this.addEventListener('track', () => poll(this), { once: true });
    }
  };
})();
