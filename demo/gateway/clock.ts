/** Time as the gateway sees it; tests hand in one that they move themselves. */
export interface Clock {
  /** Milliseconds from an arbitrary start; never goes backwards. */
  now(): number;
  /** Runs `callback` once after `ms` milliseconds, unless `signal` is aborted first. */
  after(ms: number, callback: () => void, signal: AbortSignal): void;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, callback, signal) {
    if (signal.aborted) return;
    const cancel = () => {
      clearTimeout(timer);
    };
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', cancel);
        callback();
      },
      Math.max(0, ms),
    );
    signal.addEventListener('abort', cancel, { once: true });
  },
};

/** Resolves after `ms` milliseconds, or at once when `signal` is aborted. */
export function wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
    clock.after(ms, resolve, signal);
  });
}
