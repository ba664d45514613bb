/** Runs before the page: when the panel is to be seen after a click, and how many animation frames are asked for. */
const requestFrame = requestAnimationFrame.bind(globalThis);
globalThis.benchFrames = 0;
globalThis.requestAnimationFrame = (callback) => {
  globalThis.benchFrames += 1;
  return requestFrame(callback);
};

const afterPaint = (callback) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = callback;
  port2.postMessage(null);
};

/** Milliseconds from the click to the next painted frame, and to the first one with the panel in it. */
globalThis.benchOpened = new Promise((resolve) => {
  const onClick = ({ timeStamp, target }) => {
    let next;
    const look = () => {
      const isShown = target.shadowRoot.querySelector('.panel')?.checkVisibility() === true;
      afterPaint(() => {
        const now = performance.now() - timeStamp;
        next ??= now;
        if (isShown) resolve({ next, panel: now });
        else requestFrame(look);
      });
    };
    requestFrame(look);
  };
  addEventListener('click', onClick, { capture: true, once: true });
});

/** Animations that run, in shadow roots too. */
globalThis.benchAnimations = () => {
  const running = (root) =>
    [...root.querySelectorAll('*')].reduce(
      (sum, { shadowRoot }) => sum + (shadowRoot ? running(shadowRoot) : 0),
      root.getAnimations().filter(({ playState }) => playState === 'running').length,
    );
  return running(document);
};
