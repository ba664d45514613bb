import type { MediaEngine, Peer } from '../media/media-engine.js';
import type { Clock } from '../shared/clock.js';
import type { TelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { CallWire } from './call-wire.js';

/** The link to the gateway as the recovery of a call sees it; who owns it decides how it is made anew. */
export interface CallLink {
  /** Resolves when the gateway answered just now; rejects when it does not in time. */
  proveAlive(signal: AbortSignal): Promise<void>;
  /** Gives the socket up for a new one, after which the server offers its calls again. */
  forceReconnect(reason: string): void;
  /** Resolves when requests can be sent. */
  connect(): Promise<void>;
}

/** What the far end or the server tells along the signaling of a call; texts as they came. */
export interface CallInfo {
  readonly callId: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What a call needs from its session. */
export interface CallContext {
  readonly wire: CallWire;
  readonly link: CallLink;
  readonly engine: MediaEngine;
  readonly peer: Peer;
  /** A peer that answers, to replace the one in use when the server offers the call again. */
  readonly createSuccessor: () => Peer;
  readonly trickleIce: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The server did not take the BYE; `repeat` sends it again. */
  readonly onUnheardBye: (repeat: () => Promise<void>) => void;
  readonly onError: (error: TelnyxError) => void;
  readonly onWarning: (warning: TelnyxError) => void;
  readonly onPlaybackBlocked: (isBlocked: boolean) => void;
  /** The microphone in use went away. */
  readonly onMicrophoneLost: () => void;
  /** The one asked for was not there, and the default one took its place. */
  readonly onMicrophoneReplaced: () => void;
  readonly onInfo: (info: CallInfo) => void;
  /** The call was attached again; what was said meanwhile is not known. */
  readonly onRecovered: () => void;
}
