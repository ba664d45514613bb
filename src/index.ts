export { checkMessage } from './assistant/message-content.js';
export type { AgentLatency, AgentState, TranscriptItem } from './assistant/transcript-item.js';
export { Call } from './call/call.js';
export type { CallInfo } from './call/call-context.js';
export type { AnswerOptions, CallOptions } from './call/call-options.js';
export type { CallCause, CallEnd, CallSnapshot, CallStatus } from './call/call-snapshot.js';
export type { AudioLevels } from './media/audio-levels.js';
export type { CallQuality, DirectionQuality, QualityLevel } from './media/call-quality.js';
export type { CallPath, CallReport, DirectionReport } from './quality/call-report.js';
export type { CallTimings } from './quality/call-timings.js';
export type { ClientToolEvent, ClientToolHandler, ClientToolCall } from './assistant/client-tools.js';
export type { AgentAudioEvent } from './assistant/pre-playout-audio.js';
export type { ClientToolConfig } from './protocol/client-tool-list.js';
export type {
  LocalCandidate,
  MediaEngine,
  MediaStats,
  Microphone,
  Peer,
  PeerEvents,
  PeerOptions,
  RemoteStats,
} from './media/media-engine.js';
export type { CustomHeader } from './protocol/dialog.js';
export type { WidgetSettings } from './protocol/widget-settings.js';
export { hasRecoverableCall } from './session/recoverable-call.js';
export type { Devices, SessionSnapshot, SessionStatus } from './session/session-snapshot.js';
export type { PageEvents } from './session/page.js';
export type { SessionAuth, TelnyxSessionOptions, Tones } from './session/session-options.js';
export { sessionKey } from './session/session-key.js';
export { acquireSession, type SessionHandle } from './session/session-registry.js';
export { TelnyxSession } from './session/telnyx-session.js';
export type { FetchTokenOptions } from './session/fetch-token.js';
export { tokenFromUrl } from './session/token-from-url.js';
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
