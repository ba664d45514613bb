const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;
const JITTER = 0.25;

/** Whole seconds from 2 to 6, in milliseconds: what the official SDK gives a gateway that cannot register a session. */
export const gatewayPause = (random: () => number): number => 1000 * (2 + Math.floor(5 * random()));

/**
 * Milliseconds before attempt 1, 2, …: doubles from 1 s to 30 s with ±25 % jitter, as the official SDK does, so that
 * nodes see no stampede.
 */
export function exponentialBackoff(attempt: number, random: () => number): number {
  const base = Math.min(FIRST_DELAY_MS * 2 ** Math.min(attempt - 1, 20), LONGEST_DELAY_MS);
  return Math.round(base * (1 - JITTER + 2 * JITTER * random()));
}
