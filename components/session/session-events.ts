import type { CallSnapshot, SessionSnapshot } from '../../src/index.js';
import {
  TelnyxCallChangeEvent,
  TelnyxCallEndEvent,
  TelnyxIncomingCallEvent,
  TelnyxQualityEvent,
  TelnyxReadyEvent,
  TelnyxStatusChangeEvent,
} from '../events.js';
import { callDurationMs, isIncoming } from './current-call.js';

const unknownCause = { cause: '', causeCode: null, sipCode: null, sipReason: null } as const;

/** Tells the page what differs between two snapshots of one session. Returns the calls the page takes itself. */
export function dispatchSessionEvents(
  target: EventTarget,
  previous: SessionSnapshot,
  next: SessionSnapshot,
): string[] {
  const taken: string[] = [];
  if (next.status !== previous.status) {
    const change = new TelnyxStatusChangeEvent(next.status);
    target.dispatchEvent(change);
    if (next.status === 'ready') {
      const ready = new TelnyxReadyEvent({
        dc: next.dc,
        region: next.region,
        callReportId: next.callReportId,
      });
      target.dispatchEvent(ready);
    }
  }
  for (const call of next.calls) {
    const before = previous.calls.find(({ id }) => id === call.id);
    if (before !== call && !dispatchCallEvents(target, before, call)) taken.push(call.id);
  }
  if (next.quality && next.quality !== previous.quality) {
    const quality = new TelnyxQualityEvent(next.quality);
    target.dispatchEvent(quality);
  }
  return taken;
}

/** False when the page has prevented our own user interface for an incoming call. */
function dispatchCallEvents(
  target: EventTarget,
  before: CallSnapshot | undefined,
  call: CallSnapshot,
): boolean {
  const incoming = new TelnyxIncomingCallEvent(call);
  const isShown = before !== undefined || !isIncoming(call) || target.dispatchEvent(incoming);
  const change = new TelnyxCallChangeEvent(call);
  target.dispatchEvent(change);
  if (call.state !== 'ended' || before?.state === 'ended') return isShown;
  const end = new TelnyxCallEndEvent({
    ...unknownCause,
    ...call.cause,
    call,
    durationMs: callDurationMs(call, Date.now()),
  });
  target.dispatchEvent(end);
  return isShown;
}
