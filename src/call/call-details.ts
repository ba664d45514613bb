import type { ProgressParams } from '../protocol/server-call-messages.js';
import type { CallSnapshot } from './call-snapshot.js';
import type { CallState } from './call-state.js';

/** What is known of a call beside its state; it grows with the server's messages. */
export type CallDetails = Pick<
  CallSnapshot,
  | 'id'
  | 'direction'
  | 'remoteName'
  | 'remoteNumber'
  | 'startedAt'
  | 'isMuted'
  | 'telnyxCallControlId'
  | 'telnyxSessionId'
  | 'telnyxLegId'
  | 'recovered'
  | 'customHeaders'
>;

/** The news in a message: only what it names, so that nothing known gets lost. */
export function detailsFrom(params: Omit<ProgressParams, 'sdp'>): Partial<CallDetails> {
  const headers = params.dialogParams?.custom_headers;
  return {
    ...(params.telnyx_call_control_id ? { telnyxCallControlId: params.telnyx_call_control_id } : {}),
    ...(params.telnyx_session_id ? { telnyxSessionId: params.telnyx_session_id } : {}),
    ...(params.telnyx_leg_id ? { telnyxLegId: params.telnyx_leg_id } : {}),
    ...(headers && headers.length > 0 ? { customHeaders: headers } : {}),
  };
}

/** What pages see, from state and details together. */
export function toSnapshot(state: CallState, details: CallDetails): CallSnapshot {
  const isHeld = state.status === 'held' || (state.status === 'reconnecting' && state.wasHeld);
  return Object.freeze({
    ...details,
    state: state.status,
    isHeld,
    answeredAt: 'answeredAt' in state ? state.answeredAt : null,
    endedAt: state.status === 'ended' ? state.endedAt : null,
    ...(state.status === 'ended' ? { cause: state.cause } : {}),
  });
}
