import type { CallInfo } from '../../src/index.js';
import { TelnyxCallInfoEvent } from '../phone-events.js';

/** More keys than these at once are no person's. */
const MOST_DIGITS = 64;

/** Tells the page what came along a call. Returns the keys that the far end pressed, if it did. */
export function reportCallInfo(target: EventTarget, { callId, params }: CallInfo): string {
  const { dtmf } = params;
  const digits = typeof dtmf === 'string' ? dtmf.replace(/[^0-9A-D*#]/gi, '').slice(0, MOST_DIGITS) : '';
  const event = new TelnyxCallInfoEvent({ callId, digits, params });
  target.dispatchEvent(event);
  return digits;
}
