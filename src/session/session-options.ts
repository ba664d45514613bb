import type { ClientToolEvent } from '../assistant/client-tools.js';
import type { AgentAudioEvent } from '../assistant/pre-playout-audio.js';
import type { CallInfo } from '../call/call-context.js';
import type { MediaEngine } from '../media/media-engine.js';
import type { ToneElement } from '../media/tone-player.js';
import type { CallReport } from '../quality/call-report.js';
import type { Clock } from '../shared/clock.js';
import { TelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { KeyValueStorage } from '../signaling/sticky-session.js';
import type { PageEvents } from './page.js';

/** Who logs in: an AI assistant's visitor (no secret), a SIP user, or the holder of a token. */
export type SessionAuth =
  | {
      readonly agentId: string;
      readonly versionId?: string | undefined;
      /** An existing Telnyx conversation to join. */
      readonly conversationId?: string | undefined;
      /** Asks for the agent's speech ahead of its playback too; it goes to `onAgentAudio`. Default `false`. */
      readonly streamingAudio?: boolean | undefined;
      /** Passed through to the assistant's back end. */
      readonly targetParams?: Readonly<Record<string, unknown>> | undefined;
    }
  | { readonly login: string; readonly password: string }
  | { readonly token: string }
  /** Asked at each login, 120 s before its token ends, and once more when a token was refused; 10 s are its limit. */
  | { readonly tokenProvider: () => Promise<string> };

/** Addresses of audio files, played over and over. */
export interface Tones {
  /** While a call comes in. */
  readonly ringtone?: string | undefined;
  /** While the far end is rung and sends no sound of its own. */
  readonly ringback?: string | undefined;
  /** Replaceable for tests. */
  readonly createElement?: (() => ToneElement) | undefined;
}

export interface TelnyxSessionOptions {
  readonly auth: SessionAuth;
  /** `wss://…`; `ws://` only for loopback hosts. Default: Telnyx's gateway of the environment. */
  readonly gatewayUrl?: string | undefined;
  /** Default `production`. */
  readonly environment?: 'production' | 'development' | undefined;
  /** A Telnyx region such as `eu` or `us-east`; applies to Telnyx hosts only. */
  readonly region?: string | undefined;
  /** Replaces Telnyx's STUN and TURN servers. */
  readonly iceServers?: readonly RTCIceServer[] | undefined;
  /** Sends the offer at once and candidates as they are found. Default `true`. */
  readonly trickleIce?: boolean | undefined;
  /** Sends media through TURN servers only. */
  readonly forceRelay?: boolean | undefined;
  /**
   * Attempts to get a lost connection back; default 10, 0 for no limit. A first connection is tried again twice at
   * most, so that a visitor soon learns about it.
   */
  readonly maxReconnectAttempts?: number | undefined;
  /** Pins the session to one back end, both together. */
  readonly rtcIp?: string | undefined;
  readonly rtcPort?: number | undefined;
  /** Asks for another node than the last one. */
  readonly skipLastVoiceSdkId?: boolean | undefined;
  /**
   * Where a page that is left during a call keeps the ids that lead the next one back to it, under a name of its own
   * without any secret. Default: the tab's `sessionStorage` in browsers, none in Node; `null` for none.
   */
  readonly storage?: KeyValueStorage | null | undefined;
  /** Silent by default. */
  readonly logger?: Logger | undefined;
  /** Called once for each failure; the same error stands in the snapshot when it is lasting. */
  readonly onError?: ((error: TelnyxError) => void) | undefined;
  /** Called for what was noticed or recovered and needs no action. */
  readonly onWarning?: ((warning: TelnyxError) => void) | undefined;
  /** Called for each step of a client tool; neither arguments nor outputs are told. */
  readonly onToolEvent?: ((event: ClientToolEvent) => void) | undefined;
  /** With `streamingAudio`: called for each piece of the agent's speech, before it is played. */
  readonly onAgentAudio?: ((event: AgentAudioEvent) => void) | undefined;
  /** Called for what the far end or the server tells along a call: a text or keys, in whatever shape it came. */
  readonly onCallInfo?: ((info: CallInfo) => void) | undefined;
  /** Called once for each answered call when it is over: how it went, without names, numbers or addresses. */
  readonly onCallReport?: ((report: CallReport) => void) | undefined;
  /** Posts the same report with its figures to the gateway's host, if the gateway asked for it. Default `true`. */
  readonly callReports?: boolean | undefined;
  /** Files to be played while calls ring; default none. */
  readonly tones?: Tones | undefined;
  /** Where gestures and the end of the page are heard; `null` for nowhere. Default: the page, where there is one. */
  readonly page?: PageEvents | null | undefined;
  /** Replaceable for tests. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** WebRTC and microphone; replaceable for tests. */
  readonly media?: MediaEngine | undefined;
  /** Replaceable for tests. */
  readonly WebSocket?: (new (url: string) => WebSocket) | undefined;
  /** Time and timers; replaceable for tests. */
  readonly clock?: Clock | undefined;
}

/**
 * What would otherwise fail much later, where a page without types hands it in.
 *
 * @throws TelnyxError 60001 for an address that is no text, servers that are no list, a number of attempts that is none.
 */
export function assertSessionOptions(options: TelnyxSessionOptions): void {
  const { gatewayUrl = '', iceServers = [], maxReconnectAttempts = 0 } = Object(options) as typeof options;
  if (typeof gatewayUrl === 'string' && Array.isArray(iceServers) && maxReconnectAttempts >= 0) return;
  throw new TelnyxError(60001, { message: 'gatewayUrl, iceServers or maxReconnectAttempts cannot be used.' });
}
