import { deferred } from '../shared/deferred.js';
import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import { Store } from '../shared/store.js';
import type { CallContext } from './call-context.js';
import { type CallDetails, toSnapshot } from './call-details.js';
import type { CallCause, CallEnd, CallSnapshot } from './call-snapshot.js';
import { type CallEvent, type CallState, nextCallState } from './call-state.js';

/** A call that nobody answers ends by itself, should the server forget to say so. */
const UNANSWERED_LIMIT_MS = 120_000;
const BUSY = { cause: 'USER_BUSY', causeCode: 17 } as const;

/**
 * The life of one call, from `new` to `ended`: the only dispatcher of its machine, the snapshot that follows
 * from it, and the signal and promises that its end settles.
 */
export class CallLife {
  readonly context: CallContext;
  readonly store: Store<CallSnapshot>;
  readonly answered = deferred<CallSnapshot>();
  readonly ended = deferred<CallEnd>();
  readonly #end = new AbortController();
  readonly #patience: unknown;
  #state: CallState = { status: 'new' };
  #details: CallDetails;

  constructor(context: CallContext, details: CallDetails) {
    this.context = context;
    this.#details = details;
    this.store = new Store(toSnapshot(this.#state, details));
    this.#patience = context.clock.setTimeout(() => {
      void this.sayBye();
      this.end({ cause: 'NO_ANSWER', causeCode: null, sipCode: null, sipReason: null });
    }, UNANSWERED_LIMIT_MS);
  }

  get state(): CallState {
    return this.#state;
  }

  get details(): CallDetails {
    return this.#details;
  }

  /** Aborts when the call is over. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** Whether the call is answered and neither interrupted nor over. */
  get isUp(): boolean {
    return this.#state.status === 'active' || this.#state.status === 'held';
  }

  dispatch(event: CallEvent): void {
    const previous = this.#state;
    const { clock, logger } = this.context;
    this.#state = nextCallState(previous, event);
    if (this.#state === previous) {
      logger.debug('event without meaning here', { event: event.type, state: previous.status });
      return;
    }
    logger.info('call', { callId: this.#details.id, state: this.#state.status });
    if ('answeredAt' in this.#state) clock.clearTimeout(this.#patience);
    // Promises and resources first: a listener that throws or acts must find the call settled.
    if (this.#state.status === 'ended') this.#settle(this.#state);
    this.#publish();
    if (event.type === 'answered' || event.type === 'revived') this.answered.resolve(this.store.value);
  }

  /** Servers repeat themselves, which is no change. */
  learn(news: Partial<CallDetails>): void {
    const isKnown = ([name, value]: [string, unknown]) =>
      JSON.stringify(value) === JSON.stringify(this.#details[name as keyof CallDetails]);
    if (Object.entries(news).every(isKnown)) return;
    this.#details = { ...this.#details, ...news };
    this.#publish();
  }

  end(cause: CallCause): void {
    this.dispatch({ type: 'ended', at: this.context.clock.now(), cause });
  }

  /** Ends the call on this side alone, because there is nobody to say BYE to. */
  abandon(error: TelnyxError): void {
    if (this.#state.status === 'ended') return;
    this.answered.reject(error);
    this.context.onError(error);
    this.end({ cause: error.name, causeCode: null, sipCode: null, sipReason: null });
  }

  /** Ends the call because of a fault on this side, telling the far end if it knows of the call. */
  fail(fault: TelnyxError): TelnyxError {
    const { code, message, context, cause } = fault;
    const error = new TelnyxError(code, { message, context, cause, callId: this.#details.id, fatal: true });
    if (this.#state.status === 'ended') return error;
    // Nobody has cancelled it.
    void this.sayBye('answeredAt' in this.#state ? this.hangupCause : BUSY);
    this.abandon(error);
    return error;
  }

  /** What a BYE of ours says at this moment. */
  get hangupCause(): Pick<CallCause, 'cause' | 'causeCode'> {
    if ('answeredAt' in this.#state) return { cause: 'NORMAL_CLEARING', causeCode: 16 };
    return this.#details.direction === 'outbound' ? { cause: 'ORIGINATOR_CANCEL', causeCode: 487 } : BUSY;
  }

  /** What a command rejects with that makes no sense now. */
  wrongState(deed: string): TelnyxError {
    const message = `A call that is ${this.#state.status} cannot be ${deed}.`;
    return new TelnyxError(60010, { message, callId: this.#details.id });
  }

  /**
   * To a far end that knows of the call, to be said before it ends here. Resolves with what kept the server from
   * confirming; a server that was not reached is told when it offers the call again.
   */
  async sayBye(cause = this.hangupCause): Promise<TelnyxError | null> {
    if (this.#state.status === 'new') return null;
    const { wire, logger, onUnheardBye } = this.context;
    try {
      await wire.sendBye(cause);
      return null;
    } catch (error) {
      const failure = toTelnyxError(error);
      logger.debug('BYE not confirmed', { code: failure.code });
      if (failure.code === 60005 || failure.code === 60006) onUnheardBye(() => wire.sendBye(cause));
      return failure;
    }
  }

  #settle(state: Extract<CallState, { status: 'ended' }>): void {
    const { cause, answeredAt, endedAt } = state;
    const { sipCode, sipReason } = cause;
    const callId = this.#details.id;
    this.context.clock.clearTimeout(this.#patience);
    this.answered.reject(
      new TelnyxError(60007, { callId, context: { cause: cause.cause, sipCode, sipReason } }),
    );
    this.#end.abort(new TelnyxError(60008, { callId }));
    const call = toSnapshot(state, this.#details);
    this.ended.resolve({ ...cause, call, durationMs: answeredAt === null ? 0 : endedAt - answeredAt });
  }

  #publish(): void {
    this.store.set(toSnapshot(this.#state, this.#details));
  }
}
