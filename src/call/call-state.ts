import type { CallCause } from './call-snapshot.js';

/**
 * One call, seen from the wire. States only move forward, whatever the order of the server's messages.
 *
 * ```text
 *            offered           far-end-ringing       early-media
 *   new ──────────────▶ requesting ─────▶ ringing ─────────▶ early        outbound
 *    │                       └──────────────┴────────answered──┴──▶ active ◀─── resumed ─── held
 *    │ received                   accepting              answered    │  │ ▲ ──── held ──────▶ │
 *    ├──────────────▶ ringing ────────────▶ answering ───────────────┘  │ │ link-restored,     │
 *    │                inbound              link-lost or media-lost      ▼ │ media-restored     ▼
 *    └── revived ─────────────────────────────────────────────────▶ reconnecting ◀─── the same two
 *   every state ── ended ──▶ ended
 * ```
 *
 * `reconnecting` lasts until everything that was lost is there again: the link, the media, or both.
 */
export type CallState =
  | { readonly status: 'new' }
  | { readonly status: 'requesting' }
  | { readonly status: 'ringing' }
  | { readonly status: 'early' }
  | { readonly status: 'answering' }
  | { readonly status: 'active'; readonly answeredAt: number }
  | { readonly status: 'held'; readonly answeredAt: number }
  | {
      readonly status: 'reconnecting';
      readonly answeredAt: number;
      readonly wasHeld: boolean;
      readonly isLinkLost: boolean;
      readonly isMediaLost: boolean;
    }
  | {
      readonly status: 'ended';
      readonly answeredAt: number | null;
      readonly endedAt: number;
      readonly cause: CallCause;
    };

export type CallEvent =
  | { readonly type: 'offered' }
  | { readonly type: 'received' }
  | { readonly type: 'far-end-ringing' }
  | { readonly type: 'early-media' }
  | { readonly type: 'accepting' }
  /** The microphone was refused, and the caller still waits. */
  | { readonly type: 'answer-failed' }
  | { readonly type: 'answered'; readonly at: number }
  | { readonly type: 'held' }
  | { readonly type: 'resumed' }
  | { readonly type: 'link-lost' }
  | { readonly type: 'link-restored' }
  | { readonly type: 'media-lost' }
  | { readonly type: 'media-restored' }
  /** The page was loaded anew while the server kept the call. */
  | { readonly type: 'revived'; readonly answeredAt: number; readonly wasHeld: boolean }
  | { readonly type: 'ended'; readonly at: number; readonly cause: CallCause };

type StateOf<S extends CallState['status']> = Extract<CallState, { status: S }>;
type EventOf<E extends CallEvent['type']> = Extract<CallEvent, { type: E }>;
type Handlers = {
  readonly [S in CallState['status']]: {
    readonly [E in CallEvent['type']]?: (state: StateOf<S>, event: EventOf<E>) => CallState;
  };
};

const to =
  <S extends 'requesting' | 'ringing' | 'early' | 'answering'>(status: S) =>
  () => ({ status });
const answered = (_: CallState, { at }: EventOf<'answered'>): CallState => ({
  status: 'active',
  answeredAt: at,
});
const lose =
  (what: 'isLinkLost' | 'isMediaLost') =>
  (state: StateOf<'active' | 'held'>): CallState => ({
    status: 'reconnecting',
    answeredAt: state.answeredAt,
    wasHeld: state.status === 'held',
    isLinkLost: false,
    isMediaLost: false,
    [what]: true,
  });
/** Still `reconnecting` with this news, or back in the call when nothing is missing any more. */
const amend =
  (what: 'isLinkLost' | 'isMediaLost' | 'wasHeld', value: boolean) =>
  (state: StateOf<'reconnecting'>): CallState => {
    if (state[what] === value) return state;
    const next = { ...state, [what]: value };
    if (next.isLinkLost || next.isMediaLost) return next;
    return { status: next.wasHeld ? 'held' : 'active', answeredAt: next.answeredAt };
  };
const ended = (state: CallState, { at, cause }: EventOf<'ended'>): CallState => ({
  status: 'ended',
  answeredAt: 'answeredAt' in state ? state.answeredAt : null,
  endedAt: at,
  cause,
});

/** The whole machine: a pair that is missing here cannot happen. */
const HANDLERS: Handlers = {
  new: {
    offered: to('requesting'),
    received: to('ringing'),
    revived: (_, { answeredAt, wasHeld }) => ({
      status: 'reconnecting',
      answeredAt,
      wasHeld,
      isLinkLost: false,
      isMediaLost: true,
    }),
    ended,
  },
  requesting: { 'far-end-ringing': to('ringing'), 'early-media': to('early'), answered, ended },
  ringing: { 'early-media': to('early'), accepting: to('answering'), answered, ended },
  early: { answered, ended },
  answering: { answered, 'answer-failed': to('ringing'), ended },
  active: {
    held: ({ answeredAt }) => ({ status: 'held', answeredAt }),
    'link-lost': lose('isLinkLost'),
    'media-lost': lose('isMediaLost'),
    ended,
  },
  held: {
    resumed: ({ answeredAt }) => ({ status: 'active', answeredAt }),
    'link-lost': lose('isLinkLost'),
    'media-lost': lose('isMediaLost'),
    ended,
  },
  reconnecting: {
    'link-lost': amend('isLinkLost', true),
    'link-restored': amend('isLinkLost', false),
    'media-lost': amend('isMediaLost', true),
    'media-restored': amend('isMediaLost', false),
    // The answer to a question asked before the interruption.
    held: amend('wasHeld', true),
    resumed: amend('wasHeld', false),
    ended,
  },
  ended: {},
};

/** The next state; the same object when the event means nothing here. */
export function nextCallState(state: CallState, event: CallEvent): CallState {
  // The table is typed per pair; the lookup by two unions is beyond what TypeScript can follow.
  const handler = HANDLERS[state.status][event.type] as
    ((state: CallState, event: CallEvent) => CallState) | undefined;
  return handler ? handler(state, event) : state;
}
