/** Time as the core sees it, so that policies can be tested without waiting. Milliseconds throughout. */
export interface Clock {
  now(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** The real clock of the browser or of Node. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => globalThis.setTimeout(callback, ms),
  clearTimeout: (handle) => {
    globalThis.clearTimeout(handle as ReturnType<typeof globalThis.setTimeout>);
  },
};

/**
 * Whether a moment lies less than so many milliseconds back. One that is still to come does not: then the clock
 * was set back, and nothing is known about it.
 */
export function isWithin(ms: number, moment: number, clock: Clock): boolean {
  const age = clock.now() - moment;
  return age >= 0 && age < ms;
}
