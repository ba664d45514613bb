import type { CallSnapshot, CallStatus } from '../call/call-snapshot.js';

/** Milliseconds from the start of a call to each step of its setting up; `null` for a step that did not come. */
export interface CallTimings {
  /** Our offer was on its way; `null` for a call that came in. */
  readonly inviteMs: number | null;
  readonly ringingMs: number | null;
  readonly answeredMs: number | null;
  /** The first sound of the far end was heard. */
  readonly firstAudioMs: number | null;
}

const STEPS: Partial<Record<CallStatus, keyof CallTimings>> = {
  requesting: 'inviteMs',
  ringing: 'ringingMs',
  active: 'answeredMs',
};

export const NO_TIMINGS: CallTimings = Object.freeze({
  inviteMs: null,
  ringingMs: null,
  answeredMs: null,
  firstAudioMs: null,
});

/** Notes a step the first time it is taken. */
export function addStep(timings: CallTimings, step: keyof CallTimings, ms: number): CallTimings {
  return timings[step] === null ? Object.freeze({ ...timings, [step]: ms }) : timings;
}

/** Notes where the call is now. */
export function addState(
  timings: CallTimings,
  { state, startedAt }: CallSnapshot,
  nowMs: number,
): CallTimings {
  const step = STEPS[state];
  return step ? addStep(timings, step, nowMs - startedAt) : timings;
}
