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
  | 'clientState'
>;

/** The news in a message: only what it names, so that nothing known gets lost. */
export function detailsFrom(params: Omit<ProgressParams, 'sdp'>): Partial<CallDetails> {
  const { telnyx_call_control_id: controlId, telnyx_session_id: sessionId, telnyx_leg_id: legId } = params;
  const customHeaders = params.dialogParams?.custom_headers;
  const clientState = params.client_state ?? params.clientState;
  return {
    ...(controlId && { telnyxCallControlId: controlId }),
    ...(sessionId && { telnyxSessionId: sessionId }),
    ...(legId && { telnyxLegId: legId }),
    ...(customHeaders?.length && { customHeaders }),
    ...(clientState && { clientState }),
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
    ...(state.status === 'ended' && { cause: state.cause }),
  });
}
