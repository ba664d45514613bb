import { systemClock } from '../shared/clock.js';
import { delay } from '../shared/delay.js';

/** Resolves when all candidates of a connection are found, when the time is over, or when the signal aborts. */
export async function untilGathered(
  connection: RTCPeerConnection,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  const patience = new AbortController();
  const check = () => {
    if (connection.iceGatheringState === 'complete') patience.abort();
  };
  connection.addEventListener('icegatheringstatechange', check, { signal: patience.signal });
  check();
  // Complete or out of time: either way the description of this moment is what gets sent.
  await delay(timeoutMs, systemClock, AbortSignal.any([signal, patience.signal])).catch(() => undefined);
  patience.abort();
}
