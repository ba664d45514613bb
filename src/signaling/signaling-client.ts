import type * as z from 'zod/mini';

import { gatewayVerdict } from '../protocol/gateway-state.js';
import { METHOD } from '../protocol/methods.js';
import type { ServerMessage } from '../protocol/server-messages.js';
import type { Clock } from '../shared/clock.js';
import { type Deferred, deferred } from '../shared/deferred.js';
import { delay, untilAborted } from '../shared/delay.js';
import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { type ReadableStore, Store } from '../shared/store.js';
import { type ConnectionEvent, type ConnectionState, nextConnectionState } from './connection-state.js';
import { GatewayLink, type GatewayLinkOptions } from './gateway-link.js';
import { untilUnhealthy } from './health-monitor.js';
import { type GatewayAddress, gatewayUrl } from './gateway-url.js';
import type { Credentials } from './login.js';
import { exponentialBackoff } from './reconnect-policy.js';
import type { RequestOptions } from './rpc-channel.js';
import type { StickySession } from './sticky-session.js';

export interface SignalingClientOptions {
  readonly address: GatewayAddress;
  /** Asked before each login, so that a token can be fresh. */
  readonly credentials: () => Promise<Credentials>;
  readonly sticky: StickySession;
  readonly skipLastNode: boolean;
  /** Attempts to restore a session that was once ready; 0 for no limit. */
  readonly maxReconnectAttempts: number;
  readonly WebSocket: new (url: string) => WebSocket;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A dead socket is looked for more eagerly while somebody talks. */
  readonly isInCall: () => boolean;
  readonly onMessage: (message: ServerMessage) => void;
  /** Something was dropped or repaired; the session goes on. */
  readonly onWarning: (warning: TelnyxError) => void;
}

/** A first connection that fails once more than this is told to the visitor instead of being tried for minutes. */
const FIRST_CONNECT_RETRIES = 2;
/** A lost socket is mostly a passing thing: the first attempt comes soon, the next ones back off. */
const FIRST_RECONNECT_DELAY_MS = 250;

/**
 * Keeps one registered link to the gateway: connects, logs in, and makes a new link when the old one breaks.
 * It is the only place that reconnects.
 */
export class SignalingClient {
  readonly #options: SignalingClientOptions;
  readonly #state = new Store<ConnectionState>({ status: 'idle' });
  #link: GatewayLink | null = null;
  #run: AbortController | null = null;
  #registered: Deferred<void> = deferred();
  #wake: AbortController | null = null;
  #avoidLastNode: boolean;

  constructor(options: SignalingClientOptions) {
    this.#options = options;
    this.#avoidLastNode = options.skipLastNode;
  }

  get state(): ReadableStore<ConnectionState> {
    return this.#state;
  }

  /** The session id that call messages carry; empty before the first login. */
  get sessid(): string {
    const state = this.#state.value;
    return 'registration' in state ? state.registration.sessid : '';
  }

  /** Resolves when registered. Several callers share one attempt; each attempt ends in one way for all. */
  connect(): Promise<void> {
    const { status } = this.#state.value;
    if (status === 'idle' || status === 'failed') {
      this.#registered = deferred();
      this.#run = new AbortController();
      this.#dispatch({ type: 'connect' });
      void this.#keepConnected(this.#run.signal);
    }
    return this.#registered.promise;
  }

  disconnect(): void {
    const reason = new TelnyxError(60008, { message: 'The session was disconnected.' });
    this.#run?.abort(reason);
    this.#run = null;
    this.#link?.close(reason);
    this.#link = null;
    this.#options.sticky.clear();
    this.#registered.reject(reason);
    this.#dispatch({ type: 'disconnect' });
  }

  /** Ends the wait before the next attempt: the browser is back online, or the tab is looked at again. */
  reconnectNow(): void {
    this.#wake?.abort();
  }

  /** Sends a request on the live socket. Rejects with 60006 when there is none: nothing is queued. */
  async request<S extends z.ZodMiniType>(
    method: string,
    params: unknown,
    schema: S,
    options?: RequestOptions,
  ): Promise<z.infer<S>> {
    if (!this.#link || this.#state.value.status !== 'ready') {
      throw new TelnyxError(60006, {
        message: 'There is no connection to the gateway.',
        context: { method },
      });
    }
    return this.#link.channel.request(method, params, schema, options);
  }

  /** Sends without expecting an answer; false when there is no connection. */
  notify(method: string, params: unknown): boolean {
    return this.#state.value.status === 'ready' && (this.#link?.channel.notify(method, params) ?? false);
  }

  async #keepConnected(signal: AbortSignal): Promise<void> {
    let wasReady = false;
    let retry = 0;
    const isOver = () => signal.aborted;
    while (!isOver()) {
      let failure = new TelnyxError(45003);
      try {
        const link = await this.#establish(signal);
        wasReady = true;
        retry = 0;
        await this.#untilLost(link, signal);
      } catch (error) {
        if (isOver()) return;
        failure = toTelnyxError(error, 45001);
        this.#options.logger.warn('connection attempt failed', { code: failure.code, retry });
      }
      retry += 1;
      const maxAttempts = wasReady ? this.#options.maxReconnectAttempts : FIRST_CONNECT_RETRIES;
      const waitMs = isFinal(failure) ? null : exponentialBackoff({ maxAttempts })(retry);
      if (waitMs === null) {
        this.#giveUp(wasReady && !isFinal(failure) ? new TelnyxError(45003, { cause: failure }) : failure);
        return;
      }
      this.#dispatch({ type: 'retrying', attempt: retry });
      await this.#pause(wasReady && retry === 1 ? FIRST_RECONNECT_DELAY_MS : waitMs, signal);
    }
  }

  async #establish(signal: AbortSignal): Promise<GatewayLink> {
    const { address, sticky } = this.#options;
    const stickyId = sticky.voiceSdkId;
    const url = gatewayUrl(address, stickyId, this.#avoidLastNode);
    this.#avoidLastNode = false;
    const credentials = this.#options.credentials();
    credentials.catch(() => undefined);
    const link = await GatewayLink.open(url, { ...this.#options, ...this.#linkEvents() }, signal);
    this.#link = link;
    try {
      const registration = await link.register(await untilAborted(credentials, signal), signal);
      this.#dispatch({ type: 'registered', registration });
      this.#registered.resolve();
      return link;
    } catch (error) {
      link.close();
      this.#link = null;
      // The node that held the last session may lag behind; any other node gets one chance.
      if (stickyId === null || toTelnyxError(error).code !== 46001) throw error;
      this.#options.logger.warn('login refused by the last node; trying another');
      sticky.clear();
      return this.#establish(signal);
    }
  }

  /** Waits until the socket is gone, or found dead though it looks open. */
  async #untilLost(link: GatewayLink, signal: AbortSignal): Promise<void> {
    const { clock, isInCall, logger, onWarning, sticky } = this.#options;
    const watch = new AbortController();
    const dead = untilUnhealthy(link, { clock, isInCall }, AbortSignal.any([signal, watch.signal]));
    dead.catch(() => undefined);
    try {
      const end = await untilAborted(Promise.race([link.closed, dead]), signal);
      if (end instanceof TelnyxError) {
        onWarning(end);
        link.close(end);
      } else {
        logger.warn('socket lost', { code: end.code, codeName: end.codeName });
      }
    } finally {
      watch.abort();
    }
    sticky.touch();
    this.#registered = deferred();
    this.#dispatch({ type: 'lost' });
  }

  #linkEvents(): Pick<GatewayLinkOptions, 'onMessage' | 'onViolation'> {
    return {
      onViolation: this.#options.onWarning,
      onMessage: (message) => {
        if (message.method === METHOD.gatewayState) {
          if (gatewayVerdict(message.params.state) === 'failed') this.#leaveNode(message.params.state);
        } else if (message.method === METHOD.punt) {
          this.#leaveNode('punt');
        } else {
          this.#options.onMessage(message);
        }
      },
    };
  }

  /** The server end cannot go on: the calls stay, the socket is made anew on another node. */
  #leaveNode(state: string): void {
    if (this.#state.value.status !== 'ready') return;
    this.#avoidLastNode = state !== 'punt';
    this.#options.onWarning(new TelnyxError(45004, { context: { state } }));
    this.#link?.close();
  }

  #giveUp(error: TelnyxError): void {
    this.#link = null;
    this.#run = null;
    // Who was refused must not ask the same node again.
    if (error.code === 46001) this.#options.sticky.clear();
    this.#registered.reject(error);
    this.#dispatch({ type: 'gave-up', error });
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    this.#wake = new AbortController();
    const wait = AbortSignal.any([signal, this.#wake.signal]);
    await delay(ms, this.#options.clock, wait).catch(() => undefined);
    this.#wake = null;
  }

  #dispatch(event: ConnectionEvent): void {
    const next = nextConnectionState(this.#state.value, event);
    if (next !== this.#state.value) this.#options.logger.info('connection', { status: next.status });
    this.#state.set(next);
  }
}

/** What another attempt would only repeat. */
function isFinal({ code }: TelnyxError): boolean {
  return code === 46001 || code === 46002 || code === 60001;
}
