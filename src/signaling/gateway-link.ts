import * as z from 'zod/mini';

import { gatewayStateResult, gatewayVerdict } from '../protocol/gateway-state.js';
import { loginResult } from '../protocol/login-result.js';
import { METHOD } from '../protocol/methods.js';
import { RPC_ERROR } from '../protocol/rpc-error-codes.js';
import { ACKNOWLEDGED, parseServerMessage, type ServerMessage } from '../protocol/server-messages.js';
import type { Clock } from '../shared/clock.js';
import { deferred } from '../shared/deferred.js';
import { delay, untilAborted } from '../shared/delay.js';
import { TelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { Registration } from './connection-state.js';
import type { MonitoredLink } from './health-monitor.js';
import { type Credentials, loginRequest } from './login.js';
import { RpcChannel } from './rpc-channel.js';
import { type SocketClose, SocketTransport } from './socket-transport.js';
import type { StickySession } from './sticky-session.js';

export interface GatewayLinkOptions {
  readonly WebSocket: new (url: string) => WebSocket;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sticky: StickySession;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onViolation: (error: TelnyxError) => void;
}

/** `clientReady` follows the login result at once; a gateway that forgets it is asked all the same. */
const CLIENT_READY_TIMEOUT_MS = 5000;
/** `UNREGED` is normal for about a second after login. */
const STATE_RETRY_MS = 1000;
const STATE_ATTEMPTS = 5;
const PING_TIMEOUT_MS = 10_000;

/**
 * One socket from opening to end, with its login: the unit that is thrown away and made anew on a reconnect.
 * It answers pings, confirms what wants confirming and passes the rest on.
 */
export class GatewayLink implements MonitoredLink {
  readonly channel: RpcChannel;
  /** Resolves when the socket is gone. */
  readonly closed: Promise<SocketClose>;
  readonly #options: GatewayLinkOptions;
  readonly #transport: SocketTransport;
  readonly #clientReady = deferred<readonly string[]>();

  private constructor(options: GatewayLinkOptions, transport: SocketTransport, channel: RpcChannel) {
    this.#options = options;
    this.#transport = transport;
    this.channel = channel;
    this.closed = transport.closed;
    void this.closed.then(({ code, codeName }) => {
      channel.close(new TelnyxError(60006, { context: { closeCode: code, codeName } }));
    });
  }

  static async open(url: string, options: GatewayLinkOptions, signal: AbortSignal): Promise<GatewayLink> {
    // The channel and the transport need each other; frames only come once both exist.
    const wire: { link?: GatewayLink; transport?: SocketTransport } = {};
    const channel = new RpcChannel({
      send: (text) => wire.transport?.send(text) ?? false,
      clock: options.clock,
      onMessage: (method, params, id) => wire.link?.receive(method, params, id),
      onVoiceSdkId: (id) => {
        options.sticky.rememberNode(id);
      },
      onStrayResult: (result) => wire.link?.receiveStray(result),
      onViolation: (violation, detail) => {
        options.onViolation(new TelnyxError(60009, { message: detail, context: { violation } }));
      },
    });
    wire.transport = await SocketTransport.open(
      url,
      {
        ...options,
        onFrame: (text) => {
          channel.receive(text);
        },
      },
      signal,
    );
    wire.link = new GatewayLink(options, wire.transport, channel);
    return wire.link;
  }

  /**
   * Logs in and waits until the session is registered. Rejects with 46001 (refused), 45004 (the gateway
   * cannot register it) or what a request rejects with.
   */
  async register(credentials: Credentials, signal: AbortSignal): Promise<Registration> {
    const { sticky } = this.#options;
    const request = loginRequest(credentials, {
      isReconnection: sticky.voiceSdkId !== null,
      sessid: sticky.recoverableSessid,
    });
    const { sessid } = await this.channel
      .request(request.method, request.params, loginResult, { signal })
      .catch((error: unknown) => {
        throw loginError(error);
      });
    sticky.rememberSession(sessid);
    const reattachedCallIds = await this.#awaitClientReady(signal);
    return { ...(await this.#awaitRegistered(signal)), sessid, reattachedCallIds };
  }

  get lastFrameAt(): number {
    return this.channel.lastFrameAt;
  }

  get lastAnswerAt(): number {
    return this.channel.lastAnswerAt;
  }

  /** From here on nothing is sent and nothing heard, though the socket may take a while to be gone. */
  close(reason = new TelnyxError(60006)): void {
    this.channel.close(reason);
    this.#transport.close();
  }

  /** Keeps the session alive and proves that requests are answered. */
  async ping(timeoutMs = PING_TIMEOUT_MS, signal?: AbortSignal): Promise<void> {
    const { voiceSdkId } = this.#options.sticky;
    await this.channel.request(METHOD.ping, {}, z.unknown(), { signal, voiceSdkId, timeoutMs });
  }

  receive(method: string, params: unknown, id: string | number | null): void {
    // Confirmed before anything else: whatever the message does to us, the server must not repeat it.
    if (id !== null && ACKNOWLEDGED.has(method)) this.channel.acknowledge(id, method);
    const parsed = parseServerMessage(method, params);
    if (!parsed.ok) {
      const { violation, detail } = parsed;
      this.#options.onViolation(new TelnyxError(60009, { message: detail, context: { violation } }));
      return;
    }
    const { message } = parsed;
    if (message.method === METHOD.ping) {
      this.ping().catch((error: unknown) => {
        this.#options.logger.debug('ping not answered', { error: String(error) });
      });
      return;
    }
    if (message.method === METHOD.clientReady) {
      this.#clientReady.resolve(message.params.reattached_sessions ?? []);
      return;
    }
    this.#options.onMessage(message);
  }

  /** A gateway state may also come as the answer to a question of long ago. */
  receiveStray(result: unknown): void {
    const state = gatewayStateResult.safeParse(result);
    if (state.success) this.#options.onMessage({ method: METHOD.gatewayState, params: state.data.params });
  }

  async #awaitClientReady(signal: AbortSignal): Promise<readonly string[]> {
    const patience = new AbortController();
    const tooLong = delay(CLIENT_READY_TIMEOUT_MS, this.#options.clock, patience.signal).then(
      () => [],
      () => [],
    );
    try {
      return await untilAborted(Promise.race([this.#clientReady.promise, tooLong, this.#lost()]), signal);
    } finally {
      patience.abort();
    }
  }

  async #awaitRegistered(signal: AbortSignal): Promise<Omit<Registration, 'sessid' | 'reattachedCallIds'>> {
    const { clock, logger, sticky } = this.#options;
    for (let attempt = 1; attempt <= STATE_ATTEMPTS; attempt += 1) {
      const { params } = await this.channel.request(METHOD.gatewayState, {}, gatewayStateResult, {
        signal,
        voiceSdkId: sticky.voiceSdkId,
      });
      const verdict = gatewayVerdict(params.state);
      logger.debug('gateway state', { state: params.state, attempt });
      if (verdict === 'registered') {
        const { region = null, dc = null, call_report_id: callReportId = null } = params;
        return { region, dc, callReportId };
      }
      if (verdict === 'failed') throw new TelnyxError(45004, { context: { state: params.state } });
      await delay(STATE_RETRY_MS, clock, signal);
    }
    throw new TelnyxError(46001, { message: 'The gateway did not register the session.' });
  }

  async #lost(): Promise<never> {
    const { code, codeName } = await this.closed;
    throw new TelnyxError(60006, { context: { closeCode: code, codeName } });
  }
}

/** Tells a refused login from a login that could not be asked. */
function loginError(error: unknown): unknown {
  if (!(error instanceof TelnyxError) || error.code !== 60012) return error;
  const { rpcCode = null } = error.context;
  const isCredential = rpcCode === RPC_ERROR.loginIncorrect || rpcCode === RPC_ERROR.authenticationRequired;
  return new TelnyxError(46001, { cause: error, context: { rpcCode, isCredential }, fatal: true });
}
