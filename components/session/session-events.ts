import type { CallSnapshot, SessionSnapshot } from '../../src/index.js';
import {
  TelnyxCallChangeEvent,
  TelnyxCallEndEvent,
  TelnyxIncomingCallEvent,
  TelnyxQualityEvent,
  TelnyxReadyEvent,
  TelnyxStatusChangeEvent,
} from '../events.js';
import { callDurationMs } from './current-call.js';

const unknownCause = { cause: '', causeCode: null, sipCode: null, sipReason: null } as const;

/** Tells the page what differs between two snapshots of one session. */
export function dispatchSessionEvents(target: EventTarget, previous: SessionSnapshot, next: SessionSnapshot) {
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
    if (before !== call) dispatchCallEvents(target, before, call);
  }
  if (next.quality && next.quality !== previous.quality) {
    const quality = new TelnyxQualityEvent(next.quality);
    target.dispatchEvent(quality);
  }
}

function dispatchCallEvents(target: EventTarget, before: CallSnapshot | undefined, call: CallSnapshot) {
  if (!before && call.direction === 'inbound' && call.state === 'ringing') {
    const incoming = new TelnyxIncomingCallEvent(call);
    target.dispatchEvent(incoming);
  }
  const change = new TelnyxCallChangeEvent(call);
  target.dispatchEvent(change);
  if (call.state !== 'ended' || before?.state === 'ended') return;
  const end = new TelnyxCallEndEvent({
    ...unknownCause,
    ...call.cause,
    call,
    durationMs: callDurationMs(call, Date.now()),
  });
  target.dispatchEvent(end);
}
