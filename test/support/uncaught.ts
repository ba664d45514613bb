import { settled } from './settled.js';

/** The errors that reach the page's console while this runs; the test runner does not get to see them. */
export async function uncaughtDuring(action: () => unknown): Promise<unknown[]> {
  const caught: unknown[] = [];
  const onError = (event: ErrorEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    caught.push(event.error);
  };
  const onRejection = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    caught.push(event.reason);
  };
  // Mocha's own handlers are properties of the window; taking them off for the while keeps the test green.
  const { onerror, onunhandledrejection } = window;
  window.onerror = null;
  window.onunhandledrejection = null;
  addEventListener('error', onError, { capture: true });
  addEventListener('unhandledrejection', onRejection, { capture: true });
  try {
    await action();
    // Chromium reports rejections in a task of its own, after the one that left them.
    for (let turn = 0; turn < 3; turn += 1) await settled();
  } finally {
    removeEventListener('error', onError, { capture: true });
    removeEventListener('unhandledrejection', onRejection, { capture: true });
    window.onerror = onerror;
    window.onunhandledrejection = onunhandledrejection;
  }
  return caught;
}
