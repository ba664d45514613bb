export { TelnyxAiAgent } from './ai-agent/ai-agent.js';
export { TelnyxCallButton } from './call-button/call-button.js';
export { TelnyxCallList } from './call-list/call-list.js';
export { TelnyxCallQuality } from './call-quality/call-quality.js';
export { TelnyxCallTimer } from './call-timer/call-timer.js';
export { sessionContext } from './context.js';
export { TelnyxDeviceSelect } from './device-select/device-select.js';
export { TelnyxDialer } from './dialer/dialer.js';
export {
  type AgentStateDetail,
  type BeforeStartDetail,
  type CallEndDetail,
  type ErrorDetail,
  type ReadyDetail,
  TelnyxAgentStateChangeEvent,
  TelnyxBeforeStartEvent,
  TelnyxCallChangeEvent,
  TelnyxCallEndEvent,
  TelnyxCloseEvent,
  TelnyxErrorEvent,
  TelnyxIncomingCallEvent,
  TelnyxOpenEvent,
  TelnyxQualityEvent,
  TelnyxReadyEvent,
  TelnyxStatusChangeEvent,
  TelnyxTranscriptEvent,
  TelnyxWarningEvent,
  type WarningDetail,
} from './events.js';
export { TelnyxHoldButton } from './hold-button/hold-button.js';
export { TelnyxIncomingCall } from './incoming-call/incoming-call.js';
export { TelnyxKeyEvent } from './keypad/key-event.js';
export { TelnyxKeypad } from './keypad/keypad.js';
export { TelnyxMessageForm } from './message-form/message-form.js';
export { TelnyxMuteButton } from './mute-button/mute-button.js';
export { TelnyxNotice } from './notice/notice.js';
export type { OfficialDetails } from './official-event.js';
export { TelnyxSessionElement } from './session/session.js';
export { type CallInfoDetail, TelnyxCallInfoEvent } from './phone-events.js';
export type { SessionHost } from './session/session-host.js';
export type { ErrorWords } from './strings/trouble.js';
export type { Strings } from './strings/ui.js';
export {
  TelnyxToolCallEvent,
  TelnyxToolResultEvent,
  type ToolCallDetail,
  type ToolResultDetail,
} from './tool-events.js';
export { TelnyxTranscript } from './transcript/transcript.js';
export type { TranscriptFormat } from './transcript/transcript-export.js';
export { TelnyxVisualizer } from './visualizer/visualizer.js';
