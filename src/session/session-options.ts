import type { ClientToolEvent } from '../assistant/client-tools.js';
import type { MediaEngine } from '../media/media-engine.js';
import type { Clock } from '../shared/clock.js';
import type { TelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { KeyValueStorage } from '../signaling/sticky-session.js';

/** Who logs in: an AI assistant's visitor (no secret), a SIP user, or the holder of a token. */
export type SessionAuth =
  | {
      readonly agentId: string;
      readonly versionId?: string | undefined;
      /** An existing Telnyx conversation to join. */
      readonly conversationId?: string | undefined;
      /** Passed through to the assistant's back end. */
      readonly targetParams?: Readonly<Record<string, unknown>> | undefined;
    }
  | { readonly login: string; readonly password: string }
  | { readonly token: string }
  | { readonly tokenProvider: () => Promise<string> };

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
  /** Attempts to get a lost connection back; default 10, 0 for no limit. */
  readonly maxReconnectAttempts?: number | undefined;
  /** Pins the session to one back end, both together. */
  readonly rtcIp?: string | undefined;
  readonly rtcPort?: number | undefined;
  /** Asks for another node than the last one. */
  readonly skipLastVoiceSdkId?: boolean | undefined;
  /** Keeps the ids that lead back to this session after a reload, `sessionStorage` for example. Default: none. */
  readonly storage?: KeyValueStorage | null | undefined;
  /** Silent by default. */
  readonly logger?: Logger | undefined;
  /** Called once for each failure; the same error stands in the snapshot when it is lasting. */
  readonly onError?: ((error: TelnyxError) => void) | undefined;
  /** Called for what was noticed or recovered and needs no action. */
  readonly onWarning?: ((warning: TelnyxError) => void) | undefined;
  /** Called for each step of a client tool; neither arguments nor outputs are told. */
  readonly onToolEvent?: ((event: ClientToolEvent) => void) | undefined;
  /** WebRTC and microphone; replaceable for tests. */
  readonly media?: MediaEngine | undefined;
  /** Replaceable for tests. */
  readonly WebSocket?: (new (url: string) => WebSocket) | undefined;
  /** Time and timers; replaceable for tests. */
  readonly clock?: Clock | undefined;
}
