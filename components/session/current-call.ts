import type { CallSnapshot, CallStatus, SessionSnapshot } from '../../src/index.js';

/** A call that is not over. */
export type LiveCall = CallSnapshot & { readonly state: Exclude<CallStatus, 'ended'> };

/** True until the call is over. */
export const isLive = (call: CallSnapshot | null): call is LiveCall =>
  call !== null && call.state !== 'ended';

/** True once the call was answered and is not over. */
export const isAnswered = (call: CallSnapshot | null): call is LiveCall & { readonly answeredAt: number } =>
  isLive(call) && call.answeredAt !== null;

/** True for a call that somebody else makes and that is neither answered nor over. */
export const isIncoming = (call: CallSnapshot | null): call is LiveCall =>
  call?.direction === 'inbound' && call.state === 'ringing';

/** The call an element is about: the one talked on, else one on its way, on hold or coming in, else the last. */
export function currentCall({ calls }: Pick<SessionSnapshot, 'calls'>): CallSnapshot | null {
  const live = calls.filter(isLive);
  const isFree = (call: LiveCall): boolean => !call.isHeld && !isIncoming(call);
  return (
    live.find((call) => isFree(call) && isAnswered(call)) ??
    live.find(isFree) ??
    live.find(isAnswered) ??
    live[0] ??
    calls.at(-1) ??
    null
  );
}

/** The call of this id, or the current one where none is named. */
export const callFor = (snapshot: Pick<SessionSnapshot, 'calls'>, id: string): CallSnapshot | null =>
  id ? (snapshot.calls.find((call) => call.id === id) ?? null) : currentCall(snapshot);

/** From answer to end, or to now while it goes on; 0 for a call not answered. */
export function callDurationMs(call: CallSnapshot, now: number): number {
  return call.answeredAt === null ? 0 : Math.max(0, (call.endedAt ?? now) - call.answeredAt);
}
