import type {
  ClientToolEvent,
  SessionHandle,
  SessionSnapshot,
  TelnyxError,
  TelnyxSession,
  TelnyxSessionOptions,
} from '../../src/index.js';
import { currentCall, isLive } from './current-call.js';
import { idleSnapshot } from './idle-snapshot.js';
import { type Engine, engineLoadFailed } from './load-engine.js';
import { localError } from './local-error.js';

export interface SessionLeaseOptions {
  loadEngine(): Promise<Engine>;
  /** The options that the attributes stand for now, or why they are not enough for a session. */
  readOptions(): TelnyxSessionOptions | { readonly missing: string };
  readonly onSession: (session: TelnyxSession | null) => void;
  readonly onSnapshot: (previous: SessionSnapshot, next: SessionSnapshot) => void;
  readonly onError: (error: TelnyxError) => void;
  readonly onWarning: (warning: TelnyxError) => void;
  readonly onToolEvent: (event: ClientToolEvent) => void;
}

const aborted = {
  code: 60008,
  name: 'ABORTED',
  message: 'The element was removed before its session was there.',
  fatal: false,
} as const;
const incomplete = { code: 46002, name: 'INVALID_CREDENTIALS', fatal: true } as const;

/**
 * The right to use one session, shared with every other element that asks for the same. It is acquired when
 * first needed, given back by `release()`, and swapped when the attributes come to mean another session.
 */
export class SessionLease {
  readonly #options: SessionLeaseOptions;
  #held: SessionHandle | null = null;
  #identity = '';
  #snapshot: SessionSnapshot = idleSnapshot;
  #lifetime = new AbortController();

  constructor(options: SessionLeaseOptions) {
    this.#options = options;
  }

  get session(): TelnyxSession | null {
    return this.#held?.session ?? null;
  }

  get snapshot(): SessionSnapshot {
    return this.#snapshot;
  }

  /** Resolves with the session; rejects with one TelnyxError when there can be none. */
  async acquire(): Promise<TelnyxSession> {
    const { signal } = this.#lifetime;
    const engine = await this.#loadEngine();
    if (signal.aborted) throw localError(aborted);
    return (this.#held ?? this.#take(engine)).session;
  }

  /** Gives the session back; the last element to do so ends it. */
  release() {
    const held = this.#held;
    this.#held = null;
    // Followed to its end, so that a call that ends with the session is told like any other.
    held?.release();
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
    if (!held) return;
    this.#options.onSession(null);
    this.#follow(idleSnapshot);
  }

  /** To be called when attributes may have changed. A call in progress keeps its session until it is over. */
  async swapIfChanged(): Promise<void> {
    if (!this.#held || isLive(currentCall(this.#snapshot))) return;
    const options = this.#options.readOptions();
    if ('auth' in options && identityOf(options) === this.#identity) return;
    this.release();
    if ('auth' in options) (await this.acquire()).prewarm();
  }

  async #loadEngine(): Promise<Engine> {
    try {
      return await this.#options.loadEngine();
    } catch (cause) {
      throw localError(engineLoadFailed, cause);
    }
  }

  #take(engine: Engine) {
    const options = this.#options.readOptions();
    if (!('auth' in options)) throw localError({ ...incomplete, message: options.missing });
    const { onError, onWarning, onToolEvent } = this.#options;
    const held = engine.acquireSession({ ...options, onError, onWarning, onToolEvent });
    this.#held = held;
    this.#identity = identityOf(options);
    const { signal } = this.#lifetime;
    held.session.subscribe((snapshot) => this.#follow(snapshot), { signal });
    // The far end of a visitor who leaves hears so at once, instead of waiting for a socket that is gone.
    addEventListener('pagehide', () => this.release(), { signal });
    this.#options.onSession(held.session);
    this.#follow(held.session.snapshot);
    return held;
  }

  #follow(snapshot: SessionSnapshot) {
    const previous = this.#snapshot;
    if (snapshot === previous) return;
    this.#snapshot = snapshot;
    this.#options.onSnapshot(previous, snapshot);
    const hasCallEnded = isLive(currentCall(previous)) && !isLive(currentCall(snapshot));
    if (hasCallEnded) void this.swapIfChanged();
  }
}

/** Equal for options that mean the same session; functions take no part. */
const identityOf = (options: TelnyxSessionOptions) => JSON.stringify(options);
