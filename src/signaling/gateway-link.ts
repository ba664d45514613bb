import * as z from 'zod/mini';

import {
  type gatewayStateParams,
  gatewayStateResult,
  gatewayVerdict,
  reattachedIn,
} from '../protocol/gateway-state.js';
import type { FrameViolation } from '../protocol/json-rpc.js';
import { METHOD } from '../protocol/methods.js';
import { ACKNOWLEDGED, parseServerMessage, type ServerMessage } from '../protocol/server-messages.js';
import { type Clock, isWithin } from '../shared/clock.js';
import { deferred } from '../shared/deferred.js';
import { abortedError, TelnyxError, toTelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { tell } from '../shared/tell.js';
import type { Registration } from './connection-state.js';
import type { MonitoredLink } from './health-monitor.js';
import type { Credentials } from './login.js';
import { Registrar } from './registration.js';
import { type RequestOptions, RpcChannel } from './rpc-channel.js';
import { SocketTransport } from './socket-transport.js';
import type { StickySession } from './sticky-session.js';

export interface GatewayLinkOptions {
  readonly WebSocket: new (url: string) => WebSocket;
  readonly clock: Clock;
  /** A number from 0 to 1; replaceable for tests. */
  readonly random: () => number;
  readonly logger: Logger;
  readonly sticky: StickySession;
  readonly isInCall: () => boolean;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onWarning: (warning: TelnyxError) => void;
  /** Tried once when the gateway refuses a request to who is not logged in; rejects when there is no help. */
  readonly mend: (link: GatewayLink) => Promise<void>;
}

const PING_TIMEOUT_MS = 10_000;
/** A login that is forgotten again sooner than this is not mended by yet another token. */
const MEND_INTERVAL_MS = 60_000;

/**
 * One socket from opening to end, with its login: the unit that is thrown away and made anew on a reconnect.
 * It answers pings, confirms what wants confirming, follows the gateway's state and passes the rest on.
 */
export class GatewayLink implements MonitoredLink {
  readonly channel: RpcChannel;
  readonly #ended = deferred<TelnyxError>();
  readonly #options: GatewayLinkOptions;
  readonly #transport: SocketTransport;
  readonly #registrar: Registrar;
  readonly #lifetime = new AbortController();
  #sessid: string | null = null;
  #fault: TelnyxError | null = null;
  #isMending = false;
  #mendedAt = Number.NEGATIVE_INFINITY;
  #recheck: Promise<void> | null = null;

  private constructor(url: string, options: GatewayLinkOptions) {
    const { sticky, clock } = options;
    this.#options = options;
    this.#transport = new SocketTransport(url, {
      ...options,
      onFrame: (text) => {
        this.channel.receive(text);
      },
    });
    this.channel = new RpcChannel({
      clock,
      send: (text) => this.#transport.send(text),
      onMessage: (method, params, id) => {
        this.#receive(method, params, id);
      },
      onVoiceSdkId: (id) => {
        sticky.rememberNode(id);
      },
      onStrayResult: (result) => {
        // A gateway state may also come as the answer to a question of long ago.
        const state = gatewayStateResult.safeParse(result);
        if (state.success) this.#hearState(state.data.params);
      },
      onViolation: (violation, detail) => {
        this.#drop(violation, detail);
      },
    });
    this.#registrar = new Registrar({ ...options, channel: this.channel });
    void this.#transport.closed.then((closeCode) => {
      this.#end(new TelnyxError(60006, { context: { closeCode } }));
    });
  }

  /** Rejects with 45001 when the gateway cannot be reached, or with the signal's reason. */
  static async open(url: string, options: GatewayLinkOptions, signal: AbortSignal): Promise<GatewayLink> {
    if (signal.aborted) throw abortedError(signal);
    const link = new GatewayLink(url, options);
    await link.#transport.opened(signal);
    return link;
  }

  /** Resolves with the reason when the link is of no more use: 60006 when its socket broke. */
  get ended(): Promise<TelnyxError> {
    return this.#ended.promise;
  }

  /** Aborts when the link ends. */
  get signal(): AbortSignal {
    return this.#lifetime.signal;
  }

  /** The session of the last login on this socket; nothing before. */
  get sessid(): string | null {
    return this.#sessid;
  }

  get lastFrameAt(): number {
    return this.channel.lastFrameAt;
  }

  get lastAnswerAt(): number {
    return this.channel.lastAnswerAt;
  }

  get fault(): TelnyxError | null {
    return this.#fault;
  }

  /**
   * Logs in and waits until the session is registered. Rejects with 46001 (refused), 45004 (the gateway
   * cannot register it), 60006 (socket lost) or what a request rejects with.
   */
  async register(credentials: Credentials): Promise<Registration> {
    const registration = await this.#registrar.register(credentials, this.signal);
    this.#sessid = registration.sessid;
    return registration;
  }

  /** Logs in again on the live socket: a fresh token, the same calls. Rejects as `register` does. */
  async renew(credentials: Credentials): Promise<void> {
    this.#sessid = await this.#registrar.logIn(credentials, this.signal, true);
    this.#fault = null;
  }

  /** From here on nothing is sent and nothing heard, though the socket may take a while to be gone. */
  close(reason = new TelnyxError(60006)): void {
    this.#end(reason);
    this.#transport.close();
  }

  /** A request of a session that is logged in. */
  async request<S extends z.ZodMiniType>(
    method: string,
    params: unknown,
    schema: S,
    options?: RequestOptions,
  ): Promise<z.infer<S>> {
    try {
      return await this.channel.request(method, params, schema, options);
    } catch (error) {
      if (error instanceof TelnyxError && error.code === 46003) void this.#doubt(error);
      throw error;
    }
  }

  /**
   * Keeps the session alive and proves that requests are answered: by a refusal as well, which is a reason to
   * ask whether the session is still registered.
   */
  async ping(timeoutMs = PING_TIMEOUT_MS, signal?: AbortSignal): Promise<void> {
    const { voiceSdkId } = this.#options.sticky;
    try {
      await this.request(METHOD.ping, {}, z.unknown(), { signal, voiceSdkId, timeoutMs });
    } catch (error) {
      const { code } = toTelnyxError(error);
      if (code === 60012) void this.recheck();
      else if (code !== 46003) throw error;
    }
  }

  /**
   * Asks whether the session is still registered; one such question at a time. What comes out stands in
   * `fault`, or the link ends. `notYet` is 1 when the gateway has just said no.
   */
  recheck(notYet = 0): Promise<void> {
    if (this.#recheck && !notYet) this.#registrar.askNow();
    this.#recheck ??= this.#registrar
      .query(this.signal, notYet)
      .then(
        () => {
          this.#fault = null;
        },
        (error: unknown) => {
          if (this.signal.aborted) return;
          const failure = toTelnyxError(error);
          const { code } = failure;
          if (code === 45004 || code === 46001 || code === 46003) void this.#doubt(failure);
          else this.close(new TelnyxError(36003, { cause: failure }));
        },
      )
      .finally(() => {
        this.#recheck = null;
      });
    return this.#recheck;
  }

  #receive(method: string, params: unknown, id: string | number | null): void {
    // Confirmed before anything else: whatever the message does to us, the server must not repeat it.
    if (id !== null && ACKNOWLEDGED.has(method)) this.channel.acknowledge(id, method);
    const parsed = parseServerMessage(method, params);
    if (!parsed.ok) {
      // The protocol grows; what it grew by is no fault.
      if (parsed.violation === 'unknown-method') this.#options.logger.debug('unknown method ignored');
      else this.#drop(parsed.violation, parsed.detail);
      return;
    }
    const { message } = parsed;
    switch (message.method) {
      case METHOD.ping:
        this.ping().catch((error: unknown) => {
          this.#options.logger.debug('ping not answered', { error: String(error) });
        });
        break;
      case METHOD.clientReady:
        this.#registrar.heardClientReady(reattachedIn(message.params.reattached_sessions));
        break;
      case METHOD.gatewayState:
        this.#hearState(message.params);
        break;
      case METHOD.punt:
        this.close(new TelnyxError(45004, { context: { state: 'punt' } }));
        break;
      default:
        if (message.method === METHOD.attach) this.#registrar.heardAttach(message.params.callID);
        tell(this.#options.onMessage, message);
    }
  }

  #drop(violation: FrameViolation, message: string): void {
    this.#options.onWarning(new TelnyxError(60009, { message, context: { violation } }));
  }

  #hearState(params: z.infer<typeof gatewayStateParams>): void {
    const { state } = params;
    const verdict = gatewayVerdict(state);
    this.#options.logger.debug('gateway state pushed', { state });
    if (verdict === 'failed') {
      const failure = new TelnyxError(45004, { context: { state } });
      // Another node knows nothing of a call, whose sound needs no registration.
      if (this.#options.isInCall()) void this.#doubt(failure);
      else this.close(failure);
    } else if (verdict === 'registered') this.#registrar.heardRegistered(params);
    else if (verdict === 'not-yet' && this.#sessid) void this.recheck(1);
  }

  /** The session is not registered, or not logged in, any more: mends that once, or waits for the calls to end. */
  async #doubt(fault: TelnyxError): Promise<void> {
    if (!this.#sessid || this.#fault || this.#isMending) return;
    const { clock } = this.#options;
    if (fault.code === 46003 && !isWithin(MEND_INTERVAL_MS, this.#mendedAt, clock)) {
      this.#isMending = true;
      this.#mendedAt = clock.now();
      const isMended = await this.#options.mend(this).then(
        () => true,
        () => false,
      );
      this.#isMending = false;
      if (isMended || this.signal.aborted) return;
    }
    this.#fault = fault;
    this.#options.onWarning(fault);
  }

  #end(reason: TelnyxError): void {
    // First what belongs to the link itself: it learns the reason, while the requests of others were only cut off.
    this.#lifetime.abort(reason);
    this.channel.close(reason.code === 60008 ? reason : new TelnyxError(60006, { cause: reason }));
    this.#ended.resolve(reason);
  }
}
