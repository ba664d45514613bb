import { type FrameId, JSON_RPC_VERSION } from '../../src/protocol/json-rpc.js';
import type { Clock } from './clock.js';
import type { ConnectionObserver } from './observer.js';
import type { ConnectionSettings } from './connection-settings.js';

/** What the gateway needs from one socket. */
export interface Peer {
  send(text: string): void;
  /** Ends the connection with a closing handshake. */
  close(code: number, reason: string): void;
  /** Cuts the connection without one. */
  terminate(): void;
}

export interface OutboxOptions {
  readonly peer: Peer;
  readonly clock: Clock;
  readonly settings: ConnectionSettings;
  readonly observer: ConnectionObserver;
  readonly voiceSdkId: string;
  /** Aborted when the socket has closed. */
  readonly signal: AbortSignal;
}

/** Frames that no client should understand, sent in turn before each good one in the scenario `garbage`. */
const GARBAGE = [
  'this is not JSON',
  'null',
  '[]',
  '42',
  '"text"',
  '{}',
  '{"jsonrpc":"2.0","id":{},"method":7}',
  '{"jsonrpc":"2.0","id":1,"method":"telnyx_rtc.noSuchMethod","params":{}}',
  '{"jsonrpc":"2.0","id":2,"method":"telnyx_rtc.answer","params":null}',
  '{"jsonrpc":"2.0","id":3,"method":"telnyx_rtc.bye","params":{"callID":17}}',
  '{"jsonrpc":"2.0","id":4,"method":"telnyx_rtc.candidate","params":{"candidate":[]}}',
  '{"jsonrpc":"2.0","id":5,"method":"ai_conversation","params":{"type":"conversation.item.created","item":5}}',
  '{"jsonrpc":"2.0","id":6,"method":"ai_conversation","params":{"type":"response.text.delta","delta":{}}}',
  '{"jsonrpc":"2.0","id":"no-such-request","result":{}}',
  '{"jsonrpc":"2.0","id":null,"error":{"code":{},"message":[]}}',
] as const;

/** Everything the gateway sends on one socket goes through here: numbered, routed, delayed, observed. */
export class Outbox {
  readonly #options: OutboxOptions;
  #lastId = Math.floor(Math.random() * 1000);
  #garbageSent = 0;
  #isSilent = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Tells the client something; the gateway does not wait for its acknowledgement. */
  request(method: string, params: object): void {
    this.#lastId += 1;
    this.#send({ id: this.#lastId, method, params }, method);
  }

  /** Answers the client's request `id`, which asked for `method`. */
  result(id: FrameId, method: string, result: object): void {
    this.#send({ id, result }, method);
  }

  /** Refuses the client's request `id`, which asked for `method`. */
  error(id: FrameId, method: string, error: { readonly code: number; readonly message: string }): void {
    this.#send({ id, error }, method);
  }

  /** Sends text as it is, for tests of what a client makes of it. */
  raw(text: string): void {
    this.#options.observer.sentGarbage();
    this.#later(text);
  }

  /** Nothing goes out any more, while the socket stays open. */
  fallSilent(): void {
    this.#isSilent = true;
  }

  get isSilent(): boolean {
    return this.#isSilent;
  }

  #send(body: object, method: string): void {
    if (this.#isSilent || this.#options.signal.aborted) return;
    if (this.#options.settings.scenario.sendsGarbage) this.raw(this.#nextGarbage());
    const frame = { jsonrpc: JSON_RPC_VERSION, ...body, voice_sdk_id: this.#options.voiceSdkId };
    this.#options.observer.sent(frame, method);
    this.#later(JSON.stringify(frame));
  }

  #nextGarbage(): string {
    const text = GARBAGE[this.#garbageSent % GARBAGE.length] ?? GARBAGE[0];
    this.#garbageSent += 1;
    return text;
  }

  #later(text: string): void {
    const { clock, peer, settings, signal } = this.#options;
    if (settings.delayMs > 0) {
      clock.after(
        settings.delayMs,
        () => {
          peer.send(text);
        },
        signal,
      );
    } else peer.send(text);
  }
}
