import type {
  AgentAudioEvent,
  AgentState,
  CallSnapshot,
  CallStatus,
  ClientToolEvent,
  TelnyxError,
  TranscriptItem,
} from '../src/index.js';
import type { AgentStateDetail, ReadyDetail } from './events.js';
import type { ToolCallDetail } from './tool-events.js';

/** In the words of the official element, whose calls end in two steps. */
export type OfficialCallState =
  Exclude<CallStatus, 'reconnecting' | 'ended'> | 'recovering' | 'hangup' | 'destroy';

/** What each event of the official element carries. */
export interface OfficialDetails {
  'agent.connected': ReadyDetail;
  'agent.disconnected': null;
  'agent.error': { readonly error: TelnyxError };
  'agent.audio.mute': { readonly muted: boolean };
  'conversation.update': {
    readonly type: 'callUpdate';
    readonly call: Omit<CallSnapshot, 'state'> & {
      readonly state: OfficialCallState;
      readonly localStream: MediaStream | null;
      readonly remoteStream: MediaStream | null;
    };
  };
  /** The official element knows no idle agent. */
  'conversation.agent.state': AgentStateDetail & { readonly state: Exclude<AgentState, 'idle'> };
  'transcript.item': Pick<TranscriptItem, 'id' | 'role'> & {
    readonly content: string;
    readonly timestamp: Date;
    readonly attachments?: readonly { readonly type: 'image'; readonly url: string }[];
  };
  'client.tool.invoked': ToolCallDetail;
  'client.tool.completed': ToolCallDetail & { readonly isError: boolean };
  'client.tool.error': ToolCallDetail & { readonly reason: string };
  'client.tools.configured': Pick<Extract<ClientToolEvent, { type: 'configured' }>, 'tools'>;
  'assistant.audio.delta': Omit<Extract<AgentAudioEvent, { type: 'chunk' }>, 'type'> & {
    readonly byteLength: number;
  };
}

/** An event under the dotted name and with the payload of the official element, for pages written for that. */
export class OfficialEvent<Name extends keyof OfficialDetails> extends CustomEvent<OfficialDetails[Name]> {
  constructor(name: Name, detail: OfficialDetails[Name]) {
    super(name, { bubbles: true, composed: true, detail });
  }
}

export type OfficialEvents = { [Name in keyof OfficialDetails]: CustomEvent<OfficialDetails[Name]> };
