import type { CallSnapshot, CallStatus, SessionSnapshot } from '../../src/index.js';

/** A call that is not over. */
export type LiveCall = CallSnapshot & { readonly state: Exclude<CallStatus, 'ended'> };

/** True until the call is over. */
export const isLive = (call: CallSnapshot | null): call is LiveCall =>
  call !== null && call.state !== 'ended';

/** True once the call was answered and is not over. */
export const isAnswered = (call: CallSnapshot | null): call is LiveCall & { readonly answeredAt: number } =>
  isLive(call) && call.answeredAt !== null;

/** The call a single-call element is about: the one in progress, else the one that ended last. */
export function currentCall({ calls }: SessionSnapshot): CallSnapshot | null {
  return calls.find(isLive) ?? calls.at(-1) ?? null;
}

/** From answer to end, or to now while it goes on; 0 for a call not answered. */
export function callDurationMs(call: CallSnapshot, now: number): number {
  return call.answeredAt === null ? 0 : Math.max(0, (call.endedAt ?? now) - call.answeredAt);
}
