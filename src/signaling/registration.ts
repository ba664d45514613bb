import type * as z from 'zod/mini';

import { type gatewayStateParams, gatewayStateResult, gatewayVerdict } from '../protocol/gateway-state.js';
import { loginResult } from '../protocol/login-result.js';
import { METHOD } from '../protocol/methods.js';
import type { Clock } from '../shared/clock.js';
import { type Deferred, deferred } from '../shared/deferred.js';
import { waitUpTo } from '../shared/delay.js';
import { TelnyxError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { Registration } from './connection-state.js';
import { type Credentials, loginRequest, secretOf, userOf } from './login.js';
import { gatewayPause } from './reconnect-policy.js';
import type { RpcChannel } from './rpc-channel.js';
import type { StickySession } from './sticky-session.js';

export interface RegistrarOptions {
  readonly channel: RpcChannel;
  readonly sticky: StickySession;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

type GatewayState = z.infer<typeof gatewayStateParams>;
type RegisteredState = Omit<Registration, 'sessid' | 'reattachedCallIds'>;

/** `clientReady` follows the login result at once; a gateway that forgets it is asked all the same. */
const CLIENT_READY_TIMEOUT_MS = 5000;
/** `UNREGED` is normal for about a second after login. */
const FIRST_PAUSE_MS = 1000;
/** The gateway is asked so often, pushes included, before the registration counts as refused. */
const MAX_ANSWERS = 5;

/** Logs in on one socket and follows what the gateway says about the registration. */
export class Registrar {
  readonly #options: RegistrarOptions;
  readonly #clientReady = deferred<readonly string[] | null>();
  /** Calls that the server has offered again on this socket: proof that it holds them. */
  readonly #attached: string[] = [];
  /** Resolved by what makes it worth asking at once. */
  #news: Deferred<void> = deferred();
  /** Resolved by a push that says that we are registered: some gateways answer no question but so. */
  #pushed: Deferred<GatewayState> = deferred();

  constructor(options: RegistrarOptions) {
    this.#options = options;
  }

  /** Logs in and waits for the registration. Rejects with 46001 (refused), 45004 (the node failed) or as a request. */
  async register(credentials: Credentials, signal: AbortSignal): Promise<Registration> {
    const { clock } = this.#options;
    const sessid = await this.logIn(credentials, signal);
    const named = await waitUpTo(CLIENT_READY_TIMEOUT_MS, this.#clientReady.promise, clock, signal);
    const registered = await this.query(signal, 0, FIRST_PAUSE_MS);
    return { ...registered, sessid, reattachedCallIds: named ? [...named, ...this.#attached] : null };
  }

  /** The login alone. A renewal asks for no calls back, since those of a live socket are not lost. */
  async logIn(credentials: Credentials, signal: AbortSignal, isRenewal = false): Promise<string> {
    const { channel, sticky } = this.#options;
    const secret = secretOf(credentials);
    if (secret) channel.conceal(secret);
    // A token is all that some sessions are known by.
    sticky.belongTo(credentials.kind === 'token' ? userOf(credentials) : null);
    const request = loginRequest(credentials, {
      isReconnection: sticky.voiceSdkId !== null,
      sessid: isRenewal ? null : sticky.recoverableSessid,
    });
    const { sessid } = await channel
      .request(request.method, request.params, loginResult, { signal })
      .catch((error: unknown) => {
        throw loginError(error, !isRenewal);
      });
    sticky.rememberSession(sessid);
    return sessid;
  }

  /**
   * Asks until the session is registered, with random whole 2 to 6 s between the questions. `notYet` says how
   * often the gateway has said no already; the fifth time it rejects with 46001.
   */
  async query(signal: AbortSignal, notYet = 0, firstPauseMs?: number): Promise<RegisteredState> {
    const { channel, clock, logger, random, sticky } = this.#options;
    for (let refusals = notYet; refusals < MAX_ANSWERS; refusals += 1) {
      if (refusals > 0) {
        this.#news = deferred();
        const randomMs = gatewayPause(random);
        const pauseMs = refusals === 1 ? (firstPauseMs ?? randomMs) : randomMs;
        await waitUpTo(pauseMs, this.#news.promise, clock, signal);
      }
      const asked = channel.request(METHOD.gatewayState, {}, gatewayStateResult, {
        signal,
        voiceSdkId: sticky.voiceSdkId,
      });
      this.#pushed = deferred();
      const params = await Promise.race([asked.then((answer) => answer.params), this.#pushed.promise]);
      logger.debug('gateway state', { state: params.state, refusals });
      const verdict = gatewayVerdict(params.state);
      if (verdict === 'registered') {
        const { region = null, dc = null, call_report_id: callReportId = null } = params;
        return { region, dc, callReportId };
      }
      if (verdict === 'failed') throw new TelnyxError(45004, { context: { state: params.state } });
    }
    throw new TelnyxError(46001, { message: 'Not registered.' });
  }

  /** `null` stands for a list that could not be read. */
  heardClientReady(reattachedCallIds: readonly string[] | null): void {
    this.#clientReady.resolve(reattachedCallIds);
  }

  heardAttach(callId: string): void {
    this.#attached.push(callId);
  }

  /** Ends the pause between two questions. */
  askNow(): void {
    this.#news.resolve();
  }

  /** A push says that we are registered; one that says all there is to know answers an open question too. */
  heardRegistered(state: GatewayState): void {
    if (state.call_report_id) this.#pushed.resolve(state);
    this.askNow();
  }
}

/** Tells a refused login from a login that could not be asked. */
function loginError(error: unknown, fatal: boolean): unknown {
  if (!(error instanceof TelnyxError) || (error.code !== 60012 && error.code !== 46003)) return error;
  const { rpcCode = null } = error.context;
  return new TelnyxError(46001, {
    cause: error,
    context: { rpcCode, isCredential: error.code === 46003 },
    fatal,
  });
}
