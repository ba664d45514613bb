import type {
  AgentState,
  CallCause,
  CallQuality,
  CallSnapshot,
  CustomHeader,
  SessionStatus,
  TranscriptItem,
} from '../src/index.js';
import type { TelnyxRatingEvent } from './ai-agent/rating.js';
import type { TelnyxErrorEvent } from './error-event.js';
import type { OfficialEvents } from './official-event.js';
import type { TelnyxToolCallEvent, TelnyxToolResultEvent } from './tool-events.js';

export { type ErrorDetail, TelnyxErrorEvent } from './error-event.js';

/** Bubbles and leaves shadow roots, so that a listener on the page's root hears it. */
export class PageEvent<T> extends CustomEvent<T> {
  constructor(name: string, detail: T, cancelable = false) {
    super(name, { bubbles: true, composed: true, cancelable, detail });
  }
}

/** Sent after the session moves to another status. */
export class TelnyxStatusChangeEvent extends PageEvent<{ readonly status: SessionStatus }> {
  constructor(status: SessionStatus) {
    super('telnyx-status-change', { status });
  }
}

export interface ReadyDetail {
  readonly dc: string | null;
  readonly region: string | null;
  readonly callReportId: string | null;
}

/** Sent each time the session is logged in, also after a reconnect. */
export class TelnyxReadyEvent extends PageEvent<ReadyDetail> {
  constructor(detail: ReadyDetail) {
    super('telnyx-ready', detail);
  }
}

/** Sent whenever anything about a call changes. */
export class TelnyxCallChangeEvent extends PageEvent<{ readonly call: CallSnapshot }> {
  constructor(call: CallSnapshot) {
    super('telnyx-call-change', { call });
  }
}

export interface CallEndDetail extends CallCause {
  readonly call: CallSnapshot;
  /** From answer to end; 0 for a call never answered. */
  readonly durationMs: number;
}

/** Sent once for each call, when it is over. */
export class TelnyxCallEndEvent extends PageEvent<CallEndDetail> {
  constructor(detail: CallEndDetail) {
    super('telnyx-call-end', detail);
  }
}

/** Sent when somebody calls. `preventDefault()` hides the built-in user interface for it. */
export class TelnyxIncomingCallEvent extends PageEvent<{ readonly call: CallSnapshot }> {
  constructor(call: CallSnapshot) {
    super('telnyx-incoming-call', { call }, true);
  }
}

export interface WarningDetail {
  readonly code: number;
  readonly name: string;
  readonly message: string;
  readonly callId?: string | undefined;
}

/** Sent for what was noticed or recovered and needs no action. */
export class TelnyxWarningEvent extends PageEvent<WarningDetail> {
  constructor(detail: WarningDetail) {
    super('telnyx-warning', detail);
  }
}

/** Sent with each new measurement of the call's quality. */
export class TelnyxQualityEvent extends PageEvent<CallQuality> {
  constructor(quality: CallQuality) {
    super('telnyx-quality', quality);
  }
}

/** What the call takes along. A listener may change it, and replace either member; it is cleaned before it is sent. */
export interface BeforeStartDetail {
  variables: Record<string, unknown>;
  /** Beside those that the variables become. */
  customHeaders: CustomHeader[];
}

/** Sent before a conversation starts. `preventDefault()` stops it before anything connects. */
export class TelnyxBeforeStartEvent extends PageEvent<BeforeStartDetail> {
  constructor(detail: BeforeStartDetail) {
    super('telnyx-before-start', detail, true);
  }
}

/** Sent after the panel has opened. */
export class TelnyxOpenEvent extends PageEvent<null> {
  constructor() {
    super('telnyx-open', null);
  }
}

/** Sent after the panel has closed. */
export class TelnyxCloseEvent extends PageEvent<null> {
  constructor() {
    super('telnyx-close', null);
  }
}

export interface AgentStateDetail {
  readonly state: AgentState;
  readonly greetingLatencyMs?: number;
  readonly userPerceivedLatencyMs?: number;
}

/** Sent when the agent begins to listen, think or speak, and when the conversation ends (`idle`). */
export class TelnyxAgentStateChangeEvent extends PageEvent<AgentStateDetail> {
  constructor(detail: AgentStateDetail) {
    super('telnyx-agent-state-change', detail);
  }
}

/** Sent each time a message of the conversation is added or changes. */
export class TelnyxTranscriptEvent extends PageEvent<{ readonly item: TranscriptItem }> {
  constructor(item: TranscriptItem) {
    super('telnyx-transcript', { item });
  }
}

declare global {
  interface GlobalEventHandlersEventMap extends OfficialEvents {
    'telnyx-status-change': TelnyxStatusChangeEvent;
    'telnyx-ready': TelnyxReadyEvent;
    'telnyx-call-change': TelnyxCallChangeEvent;
    'telnyx-call-end': TelnyxCallEndEvent;
    'telnyx-incoming-call': TelnyxIncomingCallEvent;
    'telnyx-error': TelnyxErrorEvent;
    'telnyx-warning': TelnyxWarningEvent;
    'telnyx-quality': TelnyxQualityEvent;
    'telnyx-before-start': TelnyxBeforeStartEvent;
    'telnyx-open': TelnyxOpenEvent;
    'telnyx-close': TelnyxCloseEvent;
    'telnyx-agent-state-change': TelnyxAgentStateChangeEvent;
    'telnyx-transcript': TelnyxTranscriptEvent;
    'telnyx-tool-call': TelnyxToolCallEvent;
    'telnyx-tool-result': TelnyxToolResultEvent;
    'telnyx-rating': TelnyxRatingEvent;
  }
}
