import type * as z from 'zod/mini';

import type { ServerMessage } from '../protocol/server-messages.js';
import { type Clock, isWithin } from '../shared/clock.js';
import { type Deferred, deferred } from '../shared/deferred.js';
import { delay, untilAborted } from '../shared/delay.js';
import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { type ReadableStore, Store } from '../shared/store.js';
import { type ConnectionEvent, type ConnectionState, nextConnectionState } from './connection-state.js';
import { GatewayLink } from './gateway-link.js';
import { untilUnhealthy } from './health-monitor.js';
import { type GatewayAddress, gatewayUrl } from './gateway-url.js';
import type { Credentials } from './login.js';
import { exponentialBackoff, gatewayPause } from './reconnect-policy.js';
import type { RequestOptions } from './rpc-channel.js';
import type { StickySession } from './sticky-session.js';

/** Where a login comes from. */
export interface CredentialSource {
  /** Whether asking again can give another answer. */
  readonly isRenewable: boolean;
  /** Asked before each login, so that a token can be fresh; `isRefused` when the last answer was turned away. */
  get(signal: AbortSignal, isRefused: boolean): Promise<Credentials>;
  /** Whether others have taken the place of these meanwhile. */
  isOutdated(credentials: Credentials): Promise<boolean>;
  /** These credentials were accepted, which is told before the session is ready; the signal ends with the socket. */
  accepted(credentials: Credentials, signal: AbortSignal, isRenewal: boolean): void;
}

export interface SignalingClientOptions {
  readonly address: GatewayAddress;
  readonly credentials: CredentialSource;
  readonly sticky: StickySession;
  readonly skipLastNode: boolean;
  /** Attempts to restore a session that was once ready; 0 for no limit. The first connection has two at most. */
  readonly maxReconnectAttempts: number;
  readonly WebSocket: new (url: string) => WebSocket;
  readonly clock: Clock;
  /** A number from 0 to 1; replaceable for tests. */
  readonly random?: () => number;
  readonly logger: Logger;
  /** A dead socket is looked for more eagerly while somebody talks. */
  readonly isInCall: () => boolean;
  readonly onMessage: (message: ServerMessage) => void;
  /** Something was dropped or repaired; the session goes on. */
  readonly onWarning: (warning: TelnyxError) => void;
}

/** A first connection that fails once more than this is told to the visitor instead of being tried for minutes. */
const FIRST_CONNECT_RETRIES = 2;
/** A lost socket is mostly a passing thing: the first attempt comes within this time, the next ones back off. */
const FIRST_RECONNECT_LIMIT_MS = 500;
/** A link that breaks sooner counts as another failed attempt, so that a flapping gateway is not hammered. */
const STABLE_MS = 5000;
/** An attempt to open a socket that is younger than this is not given up for a new one. */
const STALE_ATTEMPT_MS = 1000;
/** A frame that is not older than this proves that the socket is alive (the official SDK's figure). */
const PROVEN_MS = 3000;
/** How long the answer to a question for that may take. */
const PROOF_TIMEOUT_MS = 3000;
/** What another attempt would only repeat. */
const FINAL: ReadonlySet<number> = new Set([10007, 46001, 46002, 46003, 60001, 60004]);

/**
 * Keeps one registered link to the gateway: connects, logs in, and makes a new link when the old one breaks.
 * It is the only place that reconnects.
 */
export class SignalingClient {
  readonly #options: SignalingClientOptions;
  readonly #random: () => number;
  readonly #state = new Store<ConnectionState>({ status: 'idle' });
  #link: GatewayLink | null = null;
  #run: AbortController | null = null;
  #registered: Deferred<void> = deferred();
  /** Ends the present attempt to open a socket, or the wait before the next. */
  #wake = new AbortController();
  #attemptAt = 0;
  #avoidLastNode = false;
  #usesRegion = true;

  constructor(options: SignalingClientOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
  }

  get state(): ReadableStore<ConnectionState> {
    return this.#state;
  }

  /** The session id that call messages carry; empty before the first login. */
  get sessid(): string {
    const state = this.#state.value;
    if (!('registration' in state)) return '';
    return this.#link?.sessid ?? state.registration.sessid;
  }

  /** Leads the gateway to the node that holds this session; `null` before the first answer. */
  get voiceSdkId(): string | null {
    return this.#options.sticky.voiceSdkId;
  }

  /** Resolves when registered. Several callers share one attempt; each attempt ends in one way for all. */
  connect(): Promise<void> {
    const { status } = this.#state.value;
    if (status === 'idle' || status === 'failed') {
      this.#registered = deferred();
      this.#run = new AbortController();
      this.#usesRegion = true;
      const { skipLastNode, sticky } = this.#options;
      sticky.open();
      // The node that holds a session is the only one that can give its calls back.
      this.#avoidLastNode ||= skipLastNode && sticky.recoverableSessid === null;
      this.#dispatch({ type: 'connect' });
      void this.#keepConnected(this.#run.signal);
    }
    return this.#registered.promise;
  }

  disconnect(): void {
    const reason = new TelnyxError(60008);
    this.#run?.abort(reason);
    this.#run = null;
    this.#link?.close(reason);
    this.#link = null;
    this.#options.sticky.abandon();
    this.#options.sticky.close();
    this.#registered.reject(reason);
    this.#dispatch({ type: 'disconnect' });
  }

  /**
   * The browser is back online, or the tab is looked at again: tries at once instead of waiting for its turn. On a
   * new network a login that is under way is begun anew as well.
   */
  reconnectNow(isNetworkNew = false): void {
    if (isWithin(STALE_ATTEMPT_MS, this.#attemptAt, this.#options.clock)) return;
    // Else it goes on: a gateway may take seconds to register a session.
    if (isNetworkNew || this.#link?.signal.aborted !== false) this.#wake.abort();
  }

  /** Asks whether the session is still registered, as after a long sleep; a node that has failed is left. */
  requery(): void {
    if (this.#state.value.status === 'ready') void this.#link?.recheck();
  }

  /**
   * Resolves when the gateway has been heard within so many milliseconds, if need be after a question; with 0 it is
   * always asked. Rejects with 60005 when it does not answer, in which case the connection is being made anew, and
   * with 60006 when there is none.
   */
  async proveAlive(signal: AbortSignal, sinceMs = PROVEN_MS): Promise<void> {
    const link = this.#readyLink('ping');
    if (isWithin(sinceMs, link.lastFrameAt, this.#options.clock)) return;
    try {
      await link.ping(PROOF_TIMEOUT_MS, signal);
    } catch (cause) {
      if (!signal.aborted) link.close(new TelnyxError(36003, { cause, context: { source: 'probe' } }));
      throw cause;
    }
  }

  /** Throws the socket away and makes another one, for the reason given; the calls are attached again. */
  forceReconnect(reason: string): void {
    if (this.#state.value.status === 'ready') {
      this.#link?.close(new TelnyxError(36003, { context: { reason } }));
    } else this.reconnectNow();
  }

  /**
   * Logs in again on the live socket: neither calls nor the status notice. Rejects with 46001 (refused; the old
   * login goes on), 46002 (nothing to log in with), 60006 when there is no connection, or as a request.
   */
  async renew(credentials: Credentials): Promise<void> {
    const link = this.#readyLink('login');
    await link.renew(credentials);
    this.#options.credentials.accepted(credentials, link.signal, true);
    void link.recheck();
  }

  /** Sends a request on the live socket. Rejects with 60006 when there is none: nothing is queued. */
  async request<S extends z.ZodMiniType>(
    method: string,
    params: unknown,
    schema: S,
    options?: RequestOptions,
  ): Promise<z.infer<S>> {
    return this.#readyLink(method).request(method, params, schema, options);
  }

  /** Sends without expecting an answer; false when there is no connection. */
  notify(method: string, params: unknown): boolean {
    return this.#state.value.status === 'ready' && (this.#link?.channel.notify(method, params) ?? false);
  }

  /** Asks for a fresh token when the gateway no longer knows who we are. */
  readonly #mend = async (link: GatewayLink): Promise<void> => {
    const { credentials } = this.#options;
    if (!credentials.isRenewable) throw new TelnyxError(46003);
    await this.renew(await credentials.get(link.signal, true));
  };

  #readyLink(method: string): GatewayLink {
    if (this.#link && this.#state.value.status === 'ready') return this.#link;
    throw new TelnyxError(60006, { context: { method } });
  }

  async #keepConnected(signal: AbortSignal): Promise<void> {
    const { clock, logger, maxReconnectAttempts: max } = this.#options;
    let wasReady = false;
    /** Failures since a link that held for a while: they say how long to pause. */
    let retry = 0;
    /** Failures since the last registration: they say when to give up. */
    let attempts = 0;
    const isOver = () => signal.aborted;
    while (!isOver()) {
      let failure: TelnyxError;
      this.#wake = new AbortController();
      try {
        const link = await this.#establish(signal);
        const readyAt = clock.now();
        wasReady = true;
        attempts = 0;
        failure = await this.#untilLost(link, signal);
        if (isOver()) return;
        if (!isWithin(STABLE_MS, readyAt, clock)) retry = 0;
        this.#wake = new AbortController();
      } catch (error) {
        if (isOver()) return;
        failure = toTelnyxError(error, 45001);
        logger.warn('connection attempt failed', { code: failure.code, retry });
        if (failure.code === 60008 && this.#wake.signal.aborted) continue;
      }
      retry += 1;
      attempts += 1;
      const most = wasReady ? max : Math.min(max || FIRST_CONNECT_RETRIES, FIRST_CONNECT_RETRIES);
      if (FINAL.has(failure.code) || (most > 0 && attempts > most)) {
        this.#giveUp(
          wasReady && !FINAL.has(failure.code) ? new TelnyxError(45003, { cause: failure }) : failure,
        );
        return;
      }
      this.#dispatch({ type: 'retrying', attempt: retry });
      const waitMs = exponentialBackoff(retry, this.#random);
      await this.#pause(this.#waitMs(failure, wasReady && retry === 1, waitMs), signal);
    }
  }

  /** However soon an attempt comes, clients that were cut off together must not come back together. */
  #waitMs({ code, context }: TelnyxError, isFirst: boolean, backoffMs: number): number {
    if (code === 45004 && context.state !== 'punt') return Math.max(gatewayPause(this.#random), backoffMs);
    return isFirst ? FIRST_RECONNECT_LIMIT_MS * this.#random() : backoffMs;
  }

  /**
   * One registered link. A refusal is final but for two doubts, each of which has one more try: the token may be
   * too old where another can be had, and the node of the last session may lag behind.
   */
  async #establish(signal: AbortSignal): Promise<GatewayLink> {
    // Everything here that waits rests on it; browsers have it since 2024.
    if (!('any' in AbortSignal)) throw new TelnyxError(60004);
    const { credentials: source, sticky } = this.#options;
    let isNodeInDoubt = sticky.voiceSdkId !== null;
    let isTokenInDoubt = source.isRenewable;
    const attempt = new AbortController();
    const life = AbortSignal.any([signal, attempt.signal]);
    try {
      let credentials: Promise<Credentials> | null = null;
      for (let isRefused = false; ;) {
        const url = this.#url();
        credentials ??= source.get(life, isRefused);
        credentials.catch(() => undefined);
        const link = await this.#open(url, life);
        this.#link = link;
        const patience = AbortSignal.any([signal, this.#wake.signal]);
        let given: Credentials | null = null;
        try {
          given = await untilAborted(Promise.race([credentials, rejectAtEnd(link)]), patience);
          const registration = await untilAborted(link.register(given), patience);
          source.accepted(given, link.signal, false);
          this.#dispatch({ type: 'registered', registration });
          this.#registered.resolve();
          return link;
        } catch (error) {
          link.close();
          this.#link = null;
          const { code } = toTelnyxError(error);
          if (code === 45004) this.#avoidLastNode = true;
          if (code !== 46001 && code !== 46003) throw error;
          if (isTokenInDoubt || (given && (await source.isOutdated(given)))) {
            isTokenInDoubt = false;
            isRefused = true;
            credentials = null;
          } else if (isNodeInDoubt) {
            isNodeInDoubt = false;
            sticky.clear();
          } else throw error;
          this.#options.logger.warn('login refused; one more try', { isNodeInDoubt });
        }
      }
    } finally {
      attempt.abort();
    }
  }

  #url(): string {
    const { address, sticky } = this.#options;
    const region = this.#usesRegion ? address.region : undefined;
    return gatewayUrl({ ...address, region }, sticky.voiceSdkId, this.#avoidLastNode);
  }

  async #open(url: string, signal: AbortSignal): Promise<GatewayLink> {
    const { address, logger } = this.#options;
    this.#attemptAt = this.#options.clock.now();
    const patience = AbortSignal.any([signal, this.#wake.signal]);
    try {
      const options = { ...this.#options, random: this.#random, mend: this.#mend };
      const link = await GatewayLink.open(url, options, patience);
      this.#avoidLastNode = false;
      return link;
    } catch (error) {
      if (address.region && !patience.aborted) {
        // Better another region than none; the next failure turns it round again.
        this.#usesRegion = !this.#usesRegion;
        logger.warn('gateway not reached', { region: address.region, usesRegionNext: this.#usesRegion });
      }
      throw error;
    }
  }

  /** Waits until the link ends, or is found dead though it looks open; says why. Rejects when nothing can follow. */
  async #untilLost(link: GatewayLink, signal: AbortSignal): Promise<TelnyxError> {
    const { clock, isInCall, logger, onWarning, sticky } = this.#options;
    const unhealthy = untilUnhealthy(link, { clock, isInCall }, AbortSignal.any([signal, link.signal]));
    const dead = unhealthy.catch(() => link.ended);
    const end = await untilAborted(Promise.race([link.ended, dead]), signal);
    link.close(end);
    if (FINAL.has(end.code)) throw end;
    logger.warn('link lost', { code: end.code, ...end.context });
    // That a socket breaks is told by the status, a fault was told when it came; of all else the page may want to know.
    if (end.code !== 60006 && end !== link.fault) onWarning(end);
    if (end.code === 45004) this.#avoidLastNode = end.context.state !== 'punt';
    sticky.touch();
    this.#registered = deferred();
    this.#dispatch({ type: 'lost' });
    return end;
  }

  #giveUp(error: TelnyxError): void {
    this.#link?.close(error);
    this.#link = null;
    this.#run = null;
    // Who was refused must not ask the same node again.
    if (error.code === 46001 || error.code === 46003) this.#options.sticky.clear();
    this.#options.sticky.close();
    this.#registered.reject(error);
    this.#dispatch({ type: 'gave-up', error });
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    this.#attemptAt = 0;
    const wait = AbortSignal.any([signal, this.#wake.signal]);
    await delay(ms, this.#options.clock, wait).catch(() => undefined);
  }

  #dispatch(event: ConnectionEvent): void {
    const next = nextConnectionState(this.#state.value, event);
    if (next !== this.#state.value) this.#options.logger.info('connection', { status: next.status });
    this.#state.set(next);
  }
}

/** A link that breaks while a token is awaited. */
async function rejectAtEnd(link: GatewayLink): Promise<never> {
  throw await link.ended;
}
