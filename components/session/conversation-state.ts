import type { SessionSnapshot } from '../../src/index.js';
import { currentCall, isAnswered, isLive } from './current-call.js';
import type { HostHandle } from './host-context.js';

/** What a visitor has to know at any moment; every one looks different. */
export type ConversationState =
  'idle' | 'connecting' | 'listening' | 'thinking' | 'speaking' | 'reconnecting' | 'ended' | 'failed';

/** Reads the state of the conversation from the session and its host. A call in progress outweighs a failure. */
export function conversationState(
  snapshot: Pick<SessionSnapshot, 'calls' | 'status' | 'agentState' | 'error'>,
  handle: Pick<HostHandle, 'error' | 'isStarting' | 'isOffline'> | null,
): ConversationState {
  const call = currentCall(snapshot);
  if (isAnswered(call)) {
    if (call.state === 'reconnecting' || snapshot.status === 'reconnecting' || handle?.isOffline)
      return 'reconnecting';
    return snapshot.agentState === 'idle' ? 'listening' : snapshot.agentState;
  }
  if (handle?.isStarting === true || isLive(call)) return 'connecting';
  const error = handle?.error ?? snapshot.error;
  if (error) return 'failed';
  return call === null ? 'idle' : 'ended';
}

/** True while the visitor and the agent are connected. */
export const isInCall = (state: ConversationState): boolean =>
  state === 'listening' || state === 'thinking' || state === 'speaking' || state === 'reconnecting';
