import type { CallPath } from '../quality/call-report.js';
import { type CallTimings, NO_TIMINGS } from '../quality/call-timings.js';

/** What support wants to know of the newest call, beyond what a page shows. */
export interface SessionFacts {
  timings: CallTimings;
  path: CallPath | null;
}

export function noFacts(): SessionFacts {
  return { timings: NO_TIMINGS, path: null };
}
