import type { Clock } from '../shared/clock.js';
import { deferred } from '../shared/deferred.js';
import { waitUpTo } from '../shared/delay.js';
import { TelnyxError } from '../shared/errors.js';

export interface SocketTransportOptions {
  readonly WebSocket: new (url: string) => WebSocket;
  readonly clock: Clock;
  readonly onFrame: (text: string) => void;
}

const OPEN_TIMEOUT_MS = 10_000;
/** A browser may keep a dead socket in CLOSING for a long time; we do not wait for it. */
const CLOSE_TIMEOUT_MS = 5000;
/** What browsers report for a connection that ended without a closing frame. */
const ABNORMAL_CLOSURE = 1006;

/** One WebSocket: opens, carries text frames, ends. It never retries. */
export class SocketTransport {
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #opened = deferred<true>();
  readonly #closed = deferred<number>();
  readonly #listeners = new AbortController();

  /** @throws TelnyxError 45001 for an address that no socket takes. */
  constructor(url: string, { WebSocket, clock, onFrame }: SocketTransportOptions) {
    this.#clock = clock;
    try {
      this.#socket = new WebSocket(url);
    } catch (cause) {
      throw new TelnyxError(45001, { cause });
    }
    this.#listen('open', () => {
      this.#opened.resolve(true);
    });
    this.#listen('message', ({ data }: MessageEvent<unknown>) => {
      onFrame(typeof data === 'string' ? data : '');
    });
    this.#listen('close', ({ code }) => {
      this.#finish(code);
    });
    // One that a content security policy forbids never tells its end in Chromium.
    this.#listen('error', () => {
      if (this.#socket.readyState === 3) this.#finish(ABNORMAL_CLOSURE);
    });
  }

  /** Resolves with the close code once the socket is gone, for whatever reason. */
  get closed(): Promise<number> {
    return this.#closed.promise;
  }

  /** Resolves when frames can be sent. Rejects with 45001 when that does not come about, or the signal's reason. */
  async opened(signal: AbortSignal): Promise<void> {
    try {
      const isOpen = await waitUpTo(OPEN_TIMEOUT_MS, this.#opened.promise, this.#clock, signal);
      if (!isOpen) throw new TelnyxError(45001);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Returns false when the socket is not open: nothing is queued. */
  send(text: string): boolean {
    const isOpen = this.#socket.readyState === 1;
    if (isOpen) this.#socket.send(text);
    return isOpen;
  }

  close(): void {
    if (this.#socket.readyState === 3) return;
    this.#socket.close();
    const timer = this.#clock.setTimeout(() => {
      this.#finish(ABNORMAL_CLOSURE);
    }, CLOSE_TIMEOUT_MS);
    void this.closed.then(() => {
      this.#clock.clearTimeout(timer);
    });
  }

  #listen<K extends keyof WebSocketEventMap>(type: K, listener: (event: WebSocketEventMap[K]) => void): void {
    this.#socket.addEventListener(type, listener, { signal: this.#listeners.signal });
  }

  #finish(code: number): void {
    this.#listeners.abort();
    this.#opened.reject(new TelnyxError(45001, { context: { closeCode: code } }));
    this.#closed.resolve(code);
  }
}
