import type { Clock } from '../shared/clock.js';
import { markerKey } from './marker-key.js';

/** A place for small strings that outlives the page, such as `sessionStorage`. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** How long the server is assumed to keep a session without a socket (the official SDK's figure). */
const SESSION_LIFETIME_MS = 90_000;

/** Names that a session of this page writes under just now. */
const NAMES_IN_USE = new Set<string>();

/**
 * The two ids that lead back to the same node and session after a drop or a reload. They are in memory while the page
 * is there, so that a duplicate of its tab finds nothing, and in the storage from one page to the next: under a name
 * that no other session of the page uses, so that two of them never mix.
 */
export class StickySession {
  readonly #findStorage: () => KeyValueStorage | null;
  readonly #name: string;
  readonly #clock: Clock;
  #storage: KeyValueStorage | null = null;
  #key: string | null = null;
  #voiceSdkId: string | null = null;
  #sessid: string | null = null;
  #seenAt = 0;
  #owner: string | null = null;

  /** Nothing is touched before `open()`, since to look for a storage may throw already. */
  constructor(findStorage: () => KeyValueStorage | null, name: string, clock: Clock) {
    this.#findStorage = findStorage;
    this.#name = name;
    this.#clock = clock;
  }

  /** Takes a name, and away from it what an earlier page left there. A second time it does nothing. */
  open(): void {
    if (this.#key !== null) return;
    let key = this.#name;
    for (let number = 2; NAMES_IN_USE.has(key); number += 1) key = `${this.#name}:${number}`;
    NAMES_IN_USE.add(key);
    this.#key = key;
    try {
      this.#storage = this.#findStorage();
    } catch {
      // Storage may be switched off by the visitor; memory is enough then.
    }
    this.#restore();
    this.withdraw();
  }

  /** Gives the name back; what is known stays known. */
  close(): void {
    if (this.#key !== null) NAMES_IN_USE.delete(this.#key);
    this.#key = this.#storage = null;
  }

  /** Under what name it is stored, or nothing while it is closed. */
  get key(): string | null {
    return this.#key;
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
    this.#voiceSdkId = voiceSdkId;
  }

  rememberSession(sessid: string): void {
    this.#sessid = sessid;
    this.touch();
  }

  /** Stamps the session as alive just now: at login and whenever the socket is lost. */
  touch(): void {
    this.#seenAt = this.#clock.now();
  }

  /** Who logs in: what somebody else left under this name is not gone on with. */
  belongTo(owner: string | null): void {
    if (this.#sessid !== null && owner !== this.#owner) this.abandon();
    this.#owner = owner;
  }

  /** Forgets the calls of an earlier page as well: nobody comes back for them. */
  abandon(): void {
    this.clear();
    this.#remove(markerKey);
  }

  /** Forgets both, so that the next login starts on any node. */
  clear(): void {
    this.#voiceSdkId = null;
    this.#sessid = null;
    this.withdraw();
  }

  /** Takes back what `keep()` wrote: the page is still there. */
  withdraw(): void {
    this.#remove((key) => key);
  }

  /** Writes both down for the page that comes after this one. */
  keep(): void {
    this.touch();
    // Before a login there is nothing worth coming back to.
    if (!this.#key || !this.#sessid) return;
    const record = {
      voiceSdkId: this.#voiceSdkId,
      sessid: this.#sessid,
      seenAt: this.#seenAt,
      owner: this.#owner,
    };
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(record));
    } catch {
      // Full or forbidden storage costs the recovery after a reload, nothing else.
    }
  }

  #remove(entry: (key: string) => string): void {
    try {
      if (this.#key) this.#storage?.removeItem(entry(this.#key));
    } catch {
      // Nothing can be left there either.
    }
  }

  #restore(): void {
    try {
      const record: unknown = JSON.parse((this.#key && this.#storage?.getItem(this.#key)) ?? 'null');
      if (typeof record !== 'object' || record === null) return;
      const { voiceSdkId, sessid, seenAt, owner } = record as Record<string, unknown>;
      if (typeof voiceSdkId === 'string') this.#voiceSdkId = voiceSdkId;
      if (typeof sessid === 'string') this.#sessid = sessid;
      if (typeof seenAt === 'number') this.#seenAt = seenAt;
      if (typeof owner === 'string') this.#owner = owner;
    } catch {
      // Somebody else's text under our key reads as nothing.
    }
  }
}
