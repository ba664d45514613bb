import type { Clock } from '../clock.js';
import { FRAME_MS } from './g711.js';

/** Later than this the machine was asleep, and what was missed is skipped instead of sent in one burst. */
const RESYNC_MS = 500;

/**
 * Calls `onFrame` once per 20 ms of time that passed, until `signal` is aborted. The n-th call is due at
 * start + n·20 ms, so a late timer delays one frame but the stream never drifts.
 */
export function paceFrames(clock: Clock, signal: AbortSignal, onFrame: () => void): void {
  let start = clock.now();
  let sent = 0;
  const tick = () => {
    const lateMs = clock.now() - (start + sent * FRAME_MS);
    if (lateMs > RESYNC_MS) start += lateMs;
    while (!signal.aborted && start + sent * FRAME_MS <= clock.now()) {
      sent += 1;
      onFrame();
    }
    clock.after(start + sent * FRAME_MS - clock.now(), tick, signal);
  };
  tick();
}
