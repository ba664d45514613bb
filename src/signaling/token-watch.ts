import type { Clock } from '../shared/clock.js';
import { delay } from '../shared/delay.js';
import { TelnyxError } from '../shared/errors.js';
import { tokenClaims } from './token-claims.js';

export interface TokenWatchOptions {
  readonly clock: Clock;
  /** The token took the place of another on the same socket. */
  readonly isRenewal: boolean;
  readonly onWarning: (warning: TelnyxError) => void;
}

/** How long before its end a token is told to be old (the official SDK's figure). */
const WARNING_LEAD_MS = 120_000;
/** Tokens that live shorter than the lead must not be renewed in a breathless row. */
const SHORTEST_RENEWAL_MS = 10_000;
/** Timers fire at once beyond 24.8 days, and late after a computer has slept: long waits are cut up. */
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Waits until a token has 120 s left, warns with 34001 and resolves with true. At once when less is left; a
 * renewed token in the middle of what it has left, if that comes later. False when the token does not say when it ends, or
 * has ended already: clocks may differ, and the gateway took it.
 */
export async function untilTokenExpires(
  token: string,
  { clock, isRenewal, onWarning }: TokenWatchOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const { expiresAt } = tokenClaims(token);
  if (expiresAt === null) return false;
  const leftMs = expiresAt - clock.now();
  if (leftMs <= 0) return false;
  const leadMs = isRenewal ? Math.min(WARNING_LEAD_MS, leftMs / 2) : WARNING_LEAD_MS;
  const earliest = isRenewal ? clock.now() + SHORTEST_RENEWAL_MS : 0;
  const warnAt = Math.max(expiresAt - leadMs, earliest);
  for (let waitMs = warnAt - clock.now(); waitMs > 0; waitMs = warnAt - clock.now()) {
    await delay(Math.min(waitMs, LONGEST_WAIT_MS), clock, signal);
  }
  const secondsLeft = Math.floor((expiresAt - clock.now()) / 1000);
  // After a long sleep the warning would come too late, but a fresh token is wanted all the more.
  if (secondsLeft > 0) onWarning(new TelnyxError(34001, { context: { secondsLeft } }));
  return true;
}
