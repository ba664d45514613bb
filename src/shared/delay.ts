import type { Clock } from './clock.js';
import { abortedError } from './errors.js';

/** Resolves after `ms` milliseconds, or rejects as soon as the signal aborts; nothing is left behind. */
export function delay(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortedError(signal));
      return;
    }
    const onAbort = () => {
      clock.clearTimeout(timer);
      reject(abortedError(signal));
    };
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Waits for a promise, but no longer than the signal lives. The promise itself goes on. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(abortedError(signal));
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    // Also when it is too late: nobody else may be there to take a rejection.
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}

/** Waits for a promise, but only so many milliseconds; then it resolves with nothing. Rejects when the signal aborts. */
export async function waitUpTo<T>(
  ms: number,
  promise: Promise<T>,
  clock: Clock,
  signal: AbortSignal,
): Promise<T | undefined> {
  const patience = new AbortController();
  const tooLong = delay(ms, clock, AbortSignal.any([signal, patience.signal])).then(() => undefined);
  try {
    return await Promise.race([promise, tooLong]);
  } finally {
    patience.abort();
  }
}
