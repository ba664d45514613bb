import { randomUUID } from 'node:crypto';

import type { Gateway, PeerEvents } from '../../../demo/gateway/index.js';

/** A frame of the gateway, as a client reads it. */
export interface ServerFrame {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string };
  readonly voice_sdk_id?: string;
}

/** The client's end of a socket that is none: text goes straight to the gateway and comes straight back. */
export class FakeClient {
  readonly texts: string[] = [];
  /** How the gateway ended the connection, if it did. */
  ending: 'open' | 'closed' | 'terminated' = 'open';
  readonly #events: PeerEvents;
  readonly #waiting = new Set<() => void>();

  constructor(gateway: Gateway, query: Readonly<Record<string, string>> = {}) {
    this.#events = gateway.open(
      {
        send: (text) => {
          this.texts.push(text);
          this.#wake();
        },
        close: () => {
          this.#end('closed');
        },
        terminate: () => {
          this.#end('terminated');
        },
      },
      new URLSearchParams(query),
    );
  }

  /** The frames received so far; what is not a JSON object is left out. */
  get frames(): readonly ServerFrame[] {
    return this.texts.flatMap((text) => {
      try {
        const value: unknown = JSON.parse(text);
        return typeof value === 'object' && value !== null && !Array.isArray(value) ? [value] : [];
      } catch {
        return [];
      }
    });
  }

  /** The methods of the requests received so far, in order; `result` stands for an answer. */
  get order(): readonly string[] {
    return this.frames.map(
      ({ error, method, result }) => method ?? (result ? 'result' : error ? 'error' : '?'),
    );
  }

  sendText(text: string): void {
    this.#events.receive(text);
  }

  notify(method: string, params: object): void {
    this.sendText(JSON.stringify({ jsonrpc: '2.0', method, params }));
  }

  /** Sends a request and resolves with the frame that answers it. */
  request(method: string, params: object = {}): Promise<ServerFrame> {
    const id = randomUUID();
    this.sendText(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return this.frame((frame) => frame.id === id);
  }

  /** Resolves with the first frame, past or coming, that `isWanted` accepts. */
  async frame(isWanted: (frame: ServerFrame) => boolean): Promise<ServerFrame> {
    return this.when(() => this.frames.find(isWanted));
  }

  /** Resolves with the first message of a method. */
  message(method: string): Promise<ServerFrame> {
    return this.frame((frame) => frame.method === method);
  }

  /** Resolves with what `find` returns once that is not `undefined`; it is asked after each frame. */
  async when<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  async logIn(params: object = { login: 'alice', passwd: 'secret' }): Promise<ServerFrame> {
    return this.request('login', params);
  }

  async logInAsVisitor(params: object = {}): Promise<ServerFrame> {
    return this.request('anonymous_login', {
      target_type: 'ai_assistant',
      target_id: 'assistant-1',
      ...params,
    });
  }

  /** The client's side of the socket goes away. */
  disconnect(): void {
    this.#end('closed');
  }

  #end(ending: 'closed' | 'terminated'): void {
    if (this.ending !== 'open') return;
    this.ending = ending;
    this.#events.closed();
    this.#wake();
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resume of waiting) resume();
  }
}
