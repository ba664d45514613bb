import type {
  AgentAudioEvent,
  CallInfo,
  ClientToolEvent,
  SessionAuth,
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
  readonly onCallInfo: (info: CallInfo) => void;
  readonly onAgentAudio: (event: AgentAudioEvent) => void;
  /** Called when the session was given back because the attributes mean another one, which can be acquired. */
  readonly onSwap: () => void;
}

interface Held extends SessionHandle {
  readonly keyOf: Engine['sessionKey'];
  readonly key: string;
  /** Who logged in when the session was acquired. */
  readonly auth: SessionAuth;
  /** The token that the attributes held last. */
  token: string | undefined;
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
  #held: Held | null = null;
  #snapshot: SessionSnapshot = idleSnapshot;
  #lifetime = new AbortController();
  /** What the attributes came to mean during a conversation: it waits for the next start. */
  #postponed: string | null = null;

  constructor(options: SessionLeaseOptions) {
    this.#options = options;
  }

  get session(): TelnyxSession | null {
    return this.#held?.session ?? null;
  }

  get snapshot(): SessionSnapshot {
    return this.#snapshot;
  }

  /** The session if a call can be made with it at once. */
  get readySession(): TelnyxSession | null {
    return this.session?.status === 'ready' && !this.#isOutdated ? this.session : null;
  }

  /** Whether it holds the session that these options lead to. */
  isFor(options: ReturnType<SessionLeaseOptions['readOptions']>): boolean {
    return 'auth' in options && this.#held !== null && this.#held.keyOf(options) === this.#held.key;
  }

  /** Resolves with the session that the attributes mean now; rejects with one TelnyxError when there can be none. */
  async acquire(): Promise<TelnyxSession> {
    const { signal } = this.#lifetime;
    const engine = await this.#loadEngine();
    if (signal.aborted) throw localError(aborted);
    if (this.#isOutdated) this.release();
    return (this.#held ?? this.#take(engine)).session;
  }

  /** Gives the session back; the last element to do so ends it. */
  release() {
    const held = this.#held;
    this.#held = this.#postponed = null;
    // Followed to its end, so that a call that ends with the session is told like any other.
    held?.release();
    this.#lifetime.abort();
    this.#lifetime = new AbortController();
    if (!held) return;
    this.#options.onSession(null);
    this.#follow(idleSnapshot);
  }

  /**
   * To be called when attributes may have changed. Another token renews the login of the same session; anything
   * else means another session, which a call in progress delays until it is over; a conversation until the next
   * start, so that it can still be read.
   */
  swapIfChanged() {
    const held = this.#held;
    if (!held) return;
    const options = this.#options.readOptions();
    const isRenewed = 'auth' in options && tokenOf(options.auth) !== held.token;
    // A session that has failed with the last token begins anew with the next one.
    if ('auth' in options && isSame(held, options) && !(isRenewed && held.session.status === 'failed')) {
      this.#postponed = null;
      renewToken(held, options.auth);
      return;
    }
    const key = 'auth' in options ? held.keyOf(options) : '';
    if (isLive(currentCall(this.#snapshot))) {
      if ('agentId' in held.auth) this.#postponed = key;
    } else if (key !== this.#postponed) {
      this.release();
      if ('auth' in options) this.#options.onSwap();
    }
  }

  get #isOutdated(): boolean {
    return this.#postponed !== null && !isLive(currentCall(this.#snapshot));
  }

  async #loadEngine(): Promise<Engine> {
    try {
      return await this.#options.loadEngine();
    } catch (cause) {
      throw localError(engineLoadFailed, cause);
    }
  }

  #take({ acquireSession, sessionKey }: Engine): Held {
    const options = this.#options.readOptions();
    if (!('auth' in options)) throw localError({ ...incomplete, message: options.missing });
    const { onError, onWarning, onToolEvent, onCallInfo, onAgentAudio } = this.#options;
    const { auth } = options;
    const held: Held = {
      ...acquireSession({ ...options, onError, onWarning, onToolEvent, onCallInfo, onAgentAudio }),
      keyOf: sessionKey,
      key: sessionKey(options),
      auth,
      token: tokenOf(auth),
    };
    this.#held = held;
    const { signal } = this.#lifetime;
    held.session.subscribe((snapshot) => this.#follow(snapshot), { signal });
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
    if (hasCallEnded) this.swapIfChanged();
  }
}

/** Whether these options lead to the session that is held; for a token, whichever it is. */
function isSame({ keyOf, key, auth }: Held, options: TelnyxSessionOptions): boolean {
  const isRenewal = tokenOf(auth) !== undefined && tokenOf(options.auth) !== undefined;
  return keyOf(isRenewal ? { ...options, auth } : options) === key;
}

function renewToken(held: Held, auth: SessionAuth) {
  const token = tokenOf(auth);
  if (token === undefined || token === held.token) return;
  held.token = token;
  // A refused one is told by the session, which stays logged in as long as the last one lasts.
  held.session.updateToken(token).catch(() => undefined);
}

const tokenOf = (auth: SessionAuth) => ('token' in auth ? auth.token : undefined);
