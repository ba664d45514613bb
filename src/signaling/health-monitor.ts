import { type Clock, isWithin } from '../shared/clock.js';
import { delay } from '../shared/delay.js';
import { TelnyxError } from '../shared/errors.js';

/** What the monitor watches and asks. */
export interface MonitoredLink {
  /** Epoch milliseconds of the last frame of any kind. */
  readonly lastFrameAt: number;
  /** Epoch milliseconds of the last answer to a request of ours. */
  readonly lastAnswerAt: number;
  /** Why the session cannot go on, though its socket is fine; nothing as long as it can. */
  readonly fault: TelnyxError | null;
  /** Resolves with the answer to this very ping, rejects after its time limit. */
  ping(timeoutMs: number, signal: AbortSignal): Promise<void>;
}

export interface HealthMonitorOptions {
  readonly clock: Clock;
  /** A dead socket matters more while somebody talks. */
  readonly isInCall: () => boolean;
}

const CHECK_INTERVAL_MS = 1000;

/**
 * How long silence may last before it is questioned, and how long the answer may take. In a call a dead socket
 * is found within 7 s; idle, the gateway's own pings (every 15 to 30 s) mostly make questions needless, and the
 * figures are those of the official SDK.
 */
const PATIENCE = {
  inCall: { silentMs: 3000, unansweredMs: 15_000, probeMs: 3000 },
  idle: { silentMs: 20_000, unansweredMs: 45_000, probeMs: 5000 },
} as const;

/**
 * Finds a socket that is open but dead: it resolves with 36003 as soon as a probe stays unanswered; it rejects
 * when the signal aborts. That other frames arrive does not answer a probe, because a gateway may talk and not
 * listen. A fault of the link ends it too, but not before nobody talks any more: sound needs no login.
 */
export async function untilUnhealthy(
  link: MonitoredLink,
  { clock, isInCall }: HealthMonitorOptions,
  signal: AbortSignal,
): Promise<TelnyxError> {
  for (;;) {
    await delay(CHECK_INTERVAL_MS, clock, signal);
    const isBusy = isInCall();
    if (link.fault && !isBusy) return link.fault;
    const { silentMs, unansweredMs, probeMs } = isBusy ? PATIENCE.inCall : PATIENCE.idle;
    const isHeard = isWithin(silentMs, link.lastFrameAt, clock);
    if (isHeard && isWithin(unansweredMs, link.lastAnswerAt, clock)) continue;
    try {
      await link.ping(probeMs, signal);
    } catch (cause) {
      if (signal.aborted) throw cause;
      return new TelnyxError(36003, { cause, context: { source: 'probe' } });
    }
  }
}
