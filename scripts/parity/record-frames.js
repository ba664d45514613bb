/** Runs in each page before anything else and keeps what the page sends on its sockets. */
(() => {
  const frames = [];
  globalThis.sentFrames = frames;
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (typeof data === 'string') frames.push(data);
    send.call(this, data);
  };
})();
