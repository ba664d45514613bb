import type { TelnyxError } from '../shared/errors.js';

/** What the gateway told when it registered the session. */
export interface Registration {
  readonly sessid: string;
  readonly region: string | null;
  readonly dc: string | null;
  readonly callReportId: string | null;
  /** Calls the server still holds after a reconnect; `null` when it did not say, which proves nothing. */
  readonly reattachedCallIds: readonly string[] | null;
}

/**
 * The link to the gateway.
 *
 * ```text
 *            connect             registered            lost
 *   idle ─────────────▶ connecting ─────────▶ ready ─────────▶ reconnecting
 *    ▲  disconnect          │ gave-up           ▲  registered      │ gave-up
 *    └── (from anywhere)    ▼                   └──────────────────┤
 *                         failed ◀─────────────────────────────────┘
 * ```
 *
 * `connect` leaves `failed` again. Nobody but the dispatcher of `SignalingClient` moves it.
 */
export type ConnectionState =
  | { readonly status: 'idle' }
  | { readonly status: 'connecting' }
  | { readonly status: 'ready'; readonly registration: Registration }
  | { readonly status: 'reconnecting'; readonly registration: Registration; readonly attempt: number }
  | { readonly status: 'failed'; readonly error: TelnyxError };

export type ConnectionEvent =
  | { readonly type: 'connect' }
  | { readonly type: 'registered'; readonly registration: Registration }
  | { readonly type: 'lost' }
  | { readonly type: 'retrying'; readonly attempt: number }
  | { readonly type: 'gave-up'; readonly error: TelnyxError }
  | { readonly type: 'disconnect' };

type StateOf<S extends ConnectionState['status']> = Extract<ConnectionState, { status: S }>;
type EventOf<E extends ConnectionEvent['type']> = Extract<ConnectionEvent, { type: E }>;
type Handlers = {
  readonly [S in ConnectionState['status']]: {
    readonly [E in ConnectionEvent['type']]?: (state: StateOf<S>, event: EventOf<E>) => ConnectionState;
  };
};

const disconnect = (): ConnectionState => ({ status: 'idle' });
const connect = (): ConnectionState => ({ status: 'connecting' });
const registered = (_: ConnectionState, { registration }: EventOf<'registered'>): ConnectionState => ({
  status: 'ready',
  registration,
});
const gaveUp = (_: ConnectionState, { error }: EventOf<'gave-up'>): ConnectionState => ({
  status: 'failed',
  error,
});

/** The whole machine: a pair that is missing here cannot happen. */
const HANDLERS: Handlers = {
  idle: { connect },
  connecting: { registered, 'gave-up': gaveUp, disconnect },
  ready: {
    lost: ({ registration }) => ({ status: 'reconnecting', registration, attempt: 0 }),
    'gave-up': gaveUp,
    disconnect,
  },
  reconnecting: {
    registered,
    retrying: (state, { attempt }) => ({ ...state, attempt }),
    'gave-up': gaveUp,
    disconnect,
  },
  failed: { connect, disconnect },
};

/** The next state; the same object when the event means nothing here. */
export function nextConnectionState(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  // The table is typed per pair; the lookup by two unions is beyond what TypeScript can follow.
  const handler = HANDLERS[state.status][event.type] as
    ((state: ConnectionState, event: ConnectionEvent) => ConnectionState) | undefined;
  return handler ? handler(state, event) : state;
}
