import type { AgentLatency, AgentState, TranscriptItem } from '../assistant/transcript-item.js';
import type { CallSnapshot } from '../call/call-snapshot.js';
import type { CallQuality } from '../media/call-quality.js';
import type { WidgetSettings } from '../protocol/widget-settings.js';
import type { TelnyxError } from '../shared/errors.js';

/** Where a session is. `ready` means registered: calls can be made. */
export type SessionStatus = 'idle' | 'connecting' | 'ready' | 'reconnecting' | 'failed';

/** Which microphones and speakers there are and which are chosen; names appear once permission was given. */
export interface Devices {
  readonly microphones: readonly MediaDeviceInfo[];
  readonly speakers: readonly MediaDeviceInfo[];
  /** `null` stands for the system's default. */
  readonly microphoneId: string | null;
  readonly speakerId: string | null;
  /** Where calls ring; `null` stands for the speaker. */
  readonly ringerId: string | null;
  /** Whether this browser can play through another speaker than the default one. */
  readonly canChooseSpeaker: boolean;
  /** How loud the far end is played, from 0 to 1, of what the device is set to. */
  readonly volume: number;
}

/** Everything a page can show about a session: frozen, replaced on every change. */
export interface SessionSnapshot {
  readonly status: SessionStatus;
  /** The failure that holds now; cleared when the next attempt begins. */
  readonly error: TelnyxError | null;
  /** Who is logged in: the SIP user, or the subject of the token; `null` for visitors, and where the token names none. */
  readonly user: string | null;
  /** Live calls first to last, and an ended one until the next begins. */
  readonly calls: readonly CallSnapshot[];
  readonly transcript: readonly TranscriptItem[];
  readonly agentState: AgentState;
  readonly latency: AgentLatency;
  /** What the assistant's owner set in the portal; `null` until the server told. */
  readonly widgetSettings: WidgetSettings | null;
  readonly devices: Devices;
  readonly quality: CallQuality | null;
  /** True while the browser holds the far end's sound back until a click or key. */
  readonly isAudioBlocked: boolean;
  readonly region: string | null;
  readonly dc: string | null;
  readonly callReportId: string | null;
}

/** A session that nobody has connected yet. */
export const INITIAL_SNAPSHOT: SessionSnapshot = Object.freeze({
  status: 'idle',
  error: null,
  user: null,
  calls: Object.freeze([]),
  transcript: Object.freeze([]),
  agentState: 'idle',
  latency: Object.freeze({ greetingMs: null, userPerceivedMs: null }),
  widgetSettings: null,
  devices: Object.freeze({
    microphones: [],
    speakers: [],
    microphoneId: null,
    speakerId: null,
    ringerId: null,
    canChooseSpeaker: false,
    volume: 1,
  }),
  quality: null,
  isAudioBlocked: false,
  region: null,
  dc: null,
  callReportId: null,
});
