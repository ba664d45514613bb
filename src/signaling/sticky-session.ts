import type { Clock } from '../shared/clock.js';

/** A place for small strings that outlives the page, such as `sessionStorage`. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** How long the server is assumed to keep a session without a socket (the official SDK's figure). */
const SESSION_LIFETIME_MS = 90_000;

/**
 * The two ids that lead back to the same node and session after a drop. Kept in memory and, where the host
 * gives a storage, under a key of this session's own, so that two sessions on one page never mix.
 */
export class StickySession {
  readonly #storage: KeyValueStorage | null;
  readonly #key: string;
  readonly #clock: Clock;
  #voiceSdkId: string | null = null;
  #sessid: string | null = null;
  #seenAt = 0;

  constructor(storage: KeyValueStorage | null, key: string, clock: Clock) {
    this.#storage = storage;
    this.#key = key;
    this.#clock = clock;
    this.#restore();
  }

  get voiceSdkId(): string | null {
    return this.#voiceSdkId;
  }

  /** The session to ask for again, or `null` when it is too old to be there. */
  get recoverableSessid(): string | null {
    const isFresh = this.#clock.now() - this.#seenAt <= SESSION_LIFETIME_MS;
    return this.#voiceSdkId && isFresh ? this.#sessid : null;
  }

  rememberNode(voiceSdkId: string): void {
    if (voiceSdkId === this.#voiceSdkId) return;
    this.#voiceSdkId = voiceSdkId;
    this.#save();
  }

  rememberSession(sessid: string): void {
    this.#sessid = sessid;
    this.touch();
  }

  /** Stamps the session as alive just now: at login and whenever the socket is lost. */
  touch(): void {
    this.#seenAt = this.#clock.now();
    this.#save();
  }

  /** Forgets both, so that the next login starts on any node. */
  clear(): void {
    this.#voiceSdkId = null;
    this.#sessid = null;
    try {
      this.#storage?.removeItem(this.#key);
    } catch {
      // Storage may be switched off by the visitor; memory is enough then.
    }
  }

  #save(): void {
    const record = { voiceSdkId: this.#voiceSdkId, sessid: this.#sessid, seenAt: this.#seenAt };
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(record));
    } catch {
      // Full or forbidden storage costs the recovery after a reload, nothing else.
    }
  }

  #restore(): void {
    try {
      const record: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? 'null');
      if (typeof record !== 'object' || record === null) return;
      const { voiceSdkId, sessid, seenAt } = record as Record<string, unknown>;
      if (typeof voiceSdkId === 'string') this.#voiceSdkId = voiceSdkId;
      if (typeof sessid === 'string') this.#sessid = sessid;
      if (typeof seenAt === 'number') this.#seenAt = seenAt;
    } catch {
      // Somebody else's text under our key reads as nothing.
    }
  }
}
