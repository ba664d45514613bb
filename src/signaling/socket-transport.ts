import { CLOSE_CODES } from '../protocol/close-codes.js';
import type { Clock } from '../shared/clock.js';
import { deferred } from '../shared/deferred.js';
import { abortedError, TelnyxError } from '../shared/errors.js';

/** How a socket ended. */
export interface SocketClose {
  readonly code: number;
  readonly codeName: string;
  readonly reason: string;
  readonly wasClean: boolean;
}

export interface SocketTransportOptions {
  readonly WebSocket: new (url: string) => WebSocket;
  readonly clock: Clock;
  readonly onFrame: (text: string) => void;
}

const OPEN_TIMEOUT_MS = 10_000;
/** A browser may keep a dead socket in CLOSING for a long time; we do not wait for it. */
const CLOSE_TIMEOUT_MS = 5000;

/** One WebSocket: opens, carries text frames, ends. It never retries. */
export class SocketTransport {
  /** Resolves once the socket is gone, for whatever reason. */
  readonly closed: Promise<SocketClose>;
  readonly #closed = deferred<SocketClose>();
  readonly #listeners = new AbortController();
  readonly #clock: Clock;
  #socket: WebSocket | null = null;

  constructor({ clock }: SocketTransportOptions) {
    this.#clock = clock;
    this.closed = this.#closed.promise;
  }

  /** Opens it. Rejects with 45001 when the gateway cannot be reached, or with the signal's reason. */
  static async open(
    url: string,
    options: SocketTransportOptions,
    signal: AbortSignal,
  ): Promise<SocketTransport> {
    const transport = new SocketTransport(options);
    await transport.#open(url, options, signal);
    return transport;
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === 1;
  }

  /** Returns false when the socket is not open: nothing is queued. */
  send(text: string): boolean {
    if (!this.#socket || !this.isOpen) return false;
    this.#socket.send(text);
    return true;
  }

  close(): void {
    const socket = this.#socket;
    if (!socket || socket.readyState === 3) return;
    socket.close();
    const timer = this.#clock.setTimeout(() => {
      this.#finish({ code: 1006, reason: 'The socket did not close in time.', wasClean: false });
    }, CLOSE_TIMEOUT_MS);
    void this.closed.then(() => {
      this.#clock.clearTimeout(timer);
    });
  }

  async #open(url: string, options: SocketTransportOptions, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw abortedError(signal);
    const opened = deferred();
    const listen = { signal: this.#listeners.signal };
    try {
      this.#socket = new options.WebSocket(url);
    } catch (cause) {
      throw new TelnyxError(45001, { cause });
    }
    const socket = this.#socket;
    const timer = this.#clock.setTimeout(() => {
      opened.reject(
        new TelnyxError(45001, { message: 'The gateway did not accept the connection in time.' }),
      );
    }, OPEN_TIMEOUT_MS);
    const onAbort = () => {
      opened.reject(abortedError(signal));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    socket.addEventListener(
      'open',
      () => {
        opened.resolve();
      },
      listen,
    );
    socket.addEventListener(
      'message',
      ({ data }: MessageEvent<unknown>) => {
        options.onFrame(typeof data === 'string' ? data : '');
      },
      listen,
    );
    socket.addEventListener(
      'close',
      (event) => {
        opened.reject(new TelnyxError(45001, { context: { closeCode: event.code } }));
        this.#finish(event);
      },
      listen,
    );
    try {
      await opened.promise;
    } catch (error) {
      this.close();
      throw error;
    } finally {
      this.#clock.clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  #finish({ code, reason, wasClean }: Pick<CloseEvent, 'code' | 'reason' | 'wasClean'>): void {
    this.#listeners.abort();
    this.#closed.resolve({ code, reason, wasClean, codeName: CLOSE_CODES[code] ?? 'UNKNOWN' });
  }
}
