import type { CustomHeader } from '../protocol/dialog.js';

/** Where a call is; `held` and `reconnecting` are forms of an answered call. */
export type CallStatus =
  'new' | 'requesting' | 'ringing' | 'early' | 'answering' | 'active' | 'held' | 'reconnecting' | 'ended';

/** Why a call ended, in the gateway's own terms, shown verbatim to support. */
export interface CallCause {
  /** A word such as `NORMAL_CLEARING` or `USER_BUSY`. */
  readonly cause: string;
  /** Q.850 number of the cause, or `null` when the server named none. */
  readonly causeCode: number | null;
  /** SIP status, 486 for busy for example. */
  readonly sipCode: number | null;
  readonly sipReason: string | null;
}

/** One call as the page sees it: frozen, replaced on every change. Times are epoch milliseconds. */
export interface CallSnapshot {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly state: CallStatus;
  readonly remoteName: string;
  readonly remoteNumber: string;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly isMuted: boolean;
  readonly isHeld: boolean;
  readonly telnyxCallControlId: string | null;
  readonly telnyxSessionId: string | null;
  readonly telnyxLegId: string | null;
  /** True once the call was re-attached after an interruption. */
  readonly recovered: boolean;
  /** Headers of the far end. */
  readonly customHeaders: readonly CustomHeader[];
  /** What the Telnyx application behind the call has handed on, in base64; only where it did. */
  readonly clientState?: string;
  /** Present once the call has ended. */
  readonly cause?: CallCause;
}

/** What `Call.ended` resolves with. */
export interface CallEnd extends CallCause {
  readonly call: CallSnapshot;
  /** From answer to end; 0 for a call never answered. */
  readonly durationMs: number;
}
