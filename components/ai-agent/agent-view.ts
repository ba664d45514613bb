import type { TranscriptItem } from '../../src/index.js';
import { type ConversationState, conversationState, isInCall } from '../session/conversation-state.js';
import type { PresentStrings } from '../strings/ui.js';
import type { AgentFeatures } from './agent-features.js';
import type { AgentLink } from './agent-link.js';
import { type AgentWords, agentWords } from './agent-words.js';
import type { TelnyxAiAgent } from './ai-agent.js';

/** What is to be seen at the moment, gathered once for each drawing. */
export interface AgentView {
  readonly state: ConversationState;
  readonly words: AgentWords;
  readonly strings: PresentStrings;
  readonly isTextOnly: boolean;
  readonly isMuted: boolean;
  /** True while the browser plays nothing, so that nobody can tell either who speaks. */
  readonly isBlocked: boolean;
  readonly hasTranscript: boolean;
  /** What is said outside of the page's hours; `null` within them. */
  readonly closed: string | null;
}

export function agentView(host: TelnyxAiAgent, link: AgentLink, features: AgentFeatures): AgentView {
  const { snapshot, handle } = link;
  const { strings } = handle;
  const state = conversationState(snapshot, handle);
  return {
    state,
    words: agentWords(host, snapshot.widgetSettings, strings),
    strings,
    isTextOnly: handle.canMessageAnytime,
    isMuted: link.call?.isMuted === true && !handle.canMessageAnytime,
    isBlocked: snapshot.isAudioBlocked && isInCall(state) && !handle.canMessageAnytime,
    hasTranscript: snapshot.transcript.some(hasContent),
    closed: state !== 'connecting' && features.isClosed ? features.closedWords(strings) : null,
  };
}

const hasContent = ({ text, images }: TranscriptItem) => text !== '' || images !== undefined;

/** The line under the title. */
export function stateLine(host: TelnyxAiAgent, view: AgentView): string {
  const { state, strings, words, isTextOnly, isMuted, isBlocked, closed } = view;
  if (closed !== null && state !== 'ended') return '';
  if (isBlocked && state !== 'reconnecting') return strings.stateBlocked;
  switch (state) {
    case 'idle':
      return strings.stateIdle;
    case 'connecting':
      return strings.stateConnecting;
    case 'listening':
      if (isTextOnly) return strings.stateConnected;
      if (!isMuted) return strings.stateListening;
      // Who holds the button to talk has not muted anything.
      return host.pushToTalk ? strings.stateConnected : strings.stateMuted;
    case 'thinking':
      return words.thinking;
    case 'speaking':
      // A muted microphone interrupts nobody.
      if (isTextOnly || (isMuted && host.pushToTalk)) return strings.stateSpeaking;
      return `${strings.stateSpeaking} · ${isMuted ? strings.stateMuted : words.interruptHint}`;
    case 'reconnecting':
      return strings.stateReconnecting;
    case 'ended':
      return strings.stateEnded;
    case 'failed':
      return strings.stateFailed;
  }
}

/** What a screen reader announces: not who speaks at the moment, which its user hears. */
export function announcement(host: TelnyxAiAgent, view: AgentView): string {
  const { state, strings, isMuted, isBlocked, closed } = view;
  if (closed !== null) return closed;
  if (isBlocked) return stateLine(host, view);
  switch (state) {
    case 'idle':
      return '';
    case 'listening':
    case 'thinking':
    case 'speaking':
      return isMuted && !host.pushToTalk ? strings.stateMuted : strings.stateConnected;
    default:
      return stateLine(host, view);
  }
}
