import type { CustomHeader } from '../../src/protocol/dialog.js';
import type { Energy } from './media/energy-meter.js';

/** Where a call stands, as the gateway sees it. */
export type LegState = 'new' | 'ringing' | 'active' | 'held' | 'ended';

/** How one side ended a call. */
export interface Bye {
  readonly from: 'client' | 'gateway';
  readonly cause: string;
  readonly causeCode: number;
  readonly sipCode: number | null;
  readonly sipReason: string | null;
}

/** One thing the assistant said on a call. */
export interface SpokenSentence {
  readonly text: string;
  /** The words that were sent, with their sound; shorter than `text` after an interruption. */
  readonly spokenText: string;
  readonly status: 'speaking' | 'completed' | 'interrupted';
}

/** One call as a test sees it. */
export interface CallReport {
  readonly id: string;
  /** `outbound` is a call that the client placed. */
  readonly direction: 'inbound' | 'outbound';
  readonly state: LegState;
  readonly farEnd: string;
  readonly callerName: string;
  readonly callerNumber: string;
  readonly destination: string;
  /** Under which names Telnyx would know the call: for its API, and for its records. */
  readonly ids: { readonly control: string; readonly session: string; readonly leg: string };
  readonly headers: readonly CustomHeader[];
  readonly isTrickle: boolean;
  readonly candidatesReceived: number;
  readonly endOfCandidatesReceived: boolean;
  /** How often the call was attached again after a lost socket. */
  readonly reattached: number;
  readonly digits: string;
  readonly byes: readonly Bye[];
  readonly spoken: readonly SpokenSentence[];
  readonly media: {
    readonly connected: boolean;
    readonly packetsSent: number;
    readonly packetsReceived: number;
    /** The longest time between two packets of the client, in milliseconds. */
    readonly longestGapMs: number;
    /** Loudness of what the client sent: over the whole call, and over the last second. */
    readonly received: Energy;
    readonly receivedLastSecond: Energy & { readonly packets: number };
  };
}
