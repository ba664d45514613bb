/** A frame of the client, as far as tests look into it. */
export interface SentFrame {
  readonly jsonrpc?: string;
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly voice_sdk_id?: string;
}

/** The client's end of a WebSocket; the test is the network and the server. */
export class FakeSocket extends EventTarget {
  readonly url: string;
  readonly sent: SentFrame[] = [];
  /** As a browser with a dead network: `close()` is not followed by a close event. */
  isStuck = false;
  onSent: (frame: SentFrame) => void = () => undefined;
  readyState = 0;
  #lastId = 0;

  constructor(url: string) {
    super();
    this.url = url;
  }

  // What the client calls.

  send(text: string): void {
    const frame = JSON.parse(text) as SentFrame;
    this.sent.push(frame);
    this.onSent(frame);
  }

  close(): void {
    if (this.readyState >= 2) return;
    this.readyState = 2;
    if (!this.isStuck) queueMicrotask(() => this.drop(1005));
  }

  // What the test does.

  accept(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  /** The socket ends: refused when it was not open yet, lost when it was. */
  drop(code = 1006): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(new CloseEvent('close', { code }));
  }

  /** Delivers a frame, or a text that is none. As in a browser nothing comes once `close()` was called. */
  deliver(frame: unknown): void {
    if (this.readyState !== 1) return;
    const data = typeof frame === 'string' ? frame : JSON.stringify(frame);
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  /** A request of the server. Returns its id. */
  push(method: string, params: unknown = {}): number {
    this.#lastId += 1;
    this.deliver({ jsonrpc: '2.0', id: this.#lastId, method, params, voice_sdk_id: 'node-1' });
    return this.#lastId;
  }

  answer({ id }: SentFrame, result: unknown): void {
    this.deliver({ jsonrpc: '2.0', id, result, voice_sdk_id: 'node-1' });
  }

  refuse({ id }: SentFrame, code: number, message = 'no'): void {
    this.deliver({ jsonrpc: '2.0', id, error: { code, message }, voice_sdk_id: 'node-1' });
  }

  /** The methods of the requests and notifications so far, in order. */
  get methods(): string[] {
    return this.sent.flatMap(({ method }) => method ?? []);
  }

  /** The client's confirmations so far. */
  get acks(): SentFrame[] {
    return this.sent.filter(({ result }) => result !== undefined);
  }
}
