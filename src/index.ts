export type { AgentLatency, AgentState, TranscriptItem } from './assistant/transcript-item.js';
export { Call } from './call/call.js';
export type { CallOptions } from './call/call-options.js';
export type { CallCause, CallEnd, CallSnapshot, CallStatus } from './call/call-snapshot.js';
export type { AudioLevels } from './media/audio-levels.js';
export type { CallQuality, QualityLevel } from './media/call-quality.js';
export type { ClientToolEvent, ClientToolHandler, ClientToolCall } from './assistant/client-tools.js';
export type {
  LocalCandidate,
  MediaEngine,
  MediaStats,
  Microphone,
  Peer,
  PeerEvents,
  PeerOptions,
} from './media/media-engine.js';
export type { CustomHeader } from './protocol/dialog.js';
export type { WidgetSettings } from './protocol/widget-settings.js';
export type { Devices, SessionSnapshot, SessionStatus } from './session/session-snapshot.js';
export type { SessionAuth, TelnyxSessionOptions } from './session/session-options.js';
export { acquireSession, type SessionHandle } from './session/session-registry.js';
export { TelnyxSession } from './session/telnyx-session.js';
export type { Clock } from './shared/clock.js';
export {
  isTelnyxError,
  TelnyxError,
  type TelnyxErrorCode,
  type TelnyxErrorName,
  type TelnyxErrorOptions,
} from './shared/errors.js';
export type { LogContext, Logger } from './shared/logger.js';
export type { ReadableStore, SubscribeOptions } from './shared/store.js';
export type { KeyValueStorage } from './signaling/sticky-session.js';
