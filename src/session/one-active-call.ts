import type { Call } from '../call/call.js';
import { TelnyxError } from '../shared/errors.js';
import type { CallList } from './call-list.js';
import type { SessionState } from './session-state.js';

interface OneActiveCallContext {
  readonly list: CallList;
  readonly state: SessionState;
}

/** One call at a time is heard: a call that becomes active puts the others on hold. */
export function holdOthers(call: Call, context: OneActiveCallContext): void {
  for (const other of othersThan(call, context)) hold(other, context);
}

/** The same from now on; only who comes back from an interruption gives way to what was begun meanwhile. */
export function keepOneActive(call: Call, context: OneActiveCallContext): void {
  let previous = call.state;
  call.subscribe(({ state }) => {
    const wasInterrupted = previous === 'reconnecting';
    const isNews = state === 'active' && previous !== state;
    previous = state;
    if (!isNews) return;
    if (!wasInterrupted) holdOthers(call, context);
    else if (othersThan(call, context).length > 0) hold(call, context);
  });
}

function othersThan(call: Call, { list }: OneActiveCallContext): readonly Call[] {
  return list.live.filter((other) => other !== call && other.state === 'active');
}

function hold(call: Call, { state }: OneActiveCallContext): void {
  call.hold().catch(() => {
    // It may have ended meanwhile; else two are heard at once, which a person should know.
    if (call.state === 'active') state.warn(new TelnyxError(33010, { callId: call.id }));
  });
}
