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

  // The browser's functions take no other object for the window.
  const native = Object.fromEntries(
    [setTimeout, clearTimeout, setInterval, clearInterval].map((each) => [each.name, each.bind(globalThis)]),
  );
  const timers = new Set();
  globalThis.setTimeout = (handler, ...rest) => {
    const id = native.setTimeout(
      (...args) => {
        timers.delete(id);
        if (typeof handler === 'function') handler(...args);
      },
      ...rest,
    );
    timers.add(id);
    return id;
  };
  globalThis.setInterval = (...args) => {
    const id = native.setInterval(...args);
    timers.add(id);
    return id;
  };
  // The browser takes either function for either kind.
  for (const clear of ['clearTimeout', 'clearInterval']) {
    globalThis[clear] = (id) => {
      timers.delete(id);
      native[clear](id);
    };
  }

  /** Listeners of what outlives every call; those of other things go with them. */
  const listeners = new Map([window, document, navigator.mediaDevices].map((target) => [target, []]));
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const isCapture = (options) => Boolean(typeof options === 'object' ? options?.capture : options);
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const all = listeners.get(this);
    if (all && listener && !options?.signal?.aborted) {
      const capture = isCapture(options);
      const isSame = (one) => one.type === type && one.listener === listener && one.capture === capture;
      if (!all.some(isSame)) all.push({ type, listener, capture });
      const forget = () => {
        listeners.set(this, listeners.get(this)?.filter((one) => !isSame(one)) ?? []);
      };
      if (options?.once) add.call(this, type, forget, { once: true, capture });
      if (options?.signal) add.call(options.signal, 'abort', forget, { once: true });
    }
    add.call(this, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const capture = isCapture(options);
    const all = listeners.get(this);
    const at = all?.findIndex(
      (one) => one.type === type && one.listener === listener && one.capture === capture,
    );
    if (at !== undefined && at >= 0) all?.splice(at, 1);
    remove.call(this, type, listener, options);
  };

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
      await new Promise((resolve) => native.setTimeout(resolve, 4));
    }
  };
  const connections = new Set();
  const tracks = new Set();
  /** What was taken from the browser and not given back. */
  globalThis.benchLeftovers = () => ({
    'open connections': [...connections].filter(({ connectionState }) => connectionState !== 'closed').length,
    'live tracks': [...tracks].filter(({ readyState }) => readyState === 'live').length,
    timers: timers.size,
    listeners: [...listeners.values()].flat().length,
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
