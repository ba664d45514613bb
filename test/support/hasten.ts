/**
 * Timers of one second to `longestMs` go off at once, in their order, until the returned function is called.
 * Shorter and longer ones are left alone.
 */
export function hasten(longestMs: number): () => void {
  const { setTimeout: wait } = globalThis;
  const hastened = (callback: () => void, ms = 0) =>
    wait(callback, ms < 1000 || ms > longestMs ? ms : ms / 1000);
  Object.assign(window, { setTimeout: hastened });
  return () => void Object.assign(window, { setTimeout: wait });
}
