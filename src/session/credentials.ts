import type { Clock } from '../shared/clock.js';
import { waitUpTo } from '../shared/delay.js';
import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import type { Credentials } from '../signaling/login.js';
import type { CredentialSource } from '../signaling/signaling-client.js';
import type { SessionAuth } from './session-options.js';

export interface SessionLoginOptions {
  readonly clock: Clock;
  /** Logs in again on the live socket; rejects with 60006 when there is none. */
  readonly renew: (credentials: Credentials) => Promise<void>;
  readonly onWarning: (warning: TelnyxError) => void;
}

/** How long a page's token provider may take. */
const TOKEN_TIMEOUT_MS = 10_000;

/** The credentials of a session: what its options say, or the token that came later. */
export class SessionLogin implements CredentialSource {
  readonly isRenewable: boolean;
  readonly #auth: SessionAuth;
  readonly #options: SessionLoginOptions;
  /** The newest token the provider or the page gave. */
  #token: string | null = null;
  #watch = new AbortController();

  constructor(auth: SessionAuth, options: SessionLoginOptions) {
    this.#auth = auth;
    this.#options = options;
    this.isRenewable = 'tokenProvider' in auth;
  }

  /**
   * What the next login sends; a provider is asked each time, and its last token serves where it has no other.
   * Rejects with 46002 when nothing usable comes out.
   */
  async get(signal: AbortSignal, isRefused: boolean): Promise<Credentials> {
    const auth = this.#auth;
    if ('agentId' in auth) {
      const { agentId, versionId, conversationId, streamingAudio, targetParams } = auth;
      const params = {
        ...targetParams,
        ...(streamingAudio && { streamingAudio }),
        ...(conversationId && { conversation_id: conversationId }),
      };
      return { kind: 'anonymous', agentId, versionId, targetParams: params };
    }
    if ('login' in auth) return { kind: 'password', login: auth.login, password: auth.password };
    if ('token' in auth) return { kind: 'token', token: this.#token ?? auth.token };
    try {
      this.#token = await this.#ask(auth.tokenProvider, signal);
    } catch (error) {
      if (!this.#token || isRefused || signal.aborted) throw error;
      this.#options.onWarning(toTelnyxError(error));
    }
    return { kind: 'token', token: this.#token };
  }

  /** Starts to watch the age of a token; the code for that is loaded only where there is one. */
  accepted(credentials: Credentials, signal: AbortSignal, isRenewal: boolean): void {
    if (credentials.kind !== 'token') return;
    this.#watch.abort();
    this.#watch = new AbortController();
    void this.#watchToken(credentials.token, isRenewal, AbortSignal.any([signal, this.#watch.signal]));
  }

  /** Logs in with another token now, or at the next connection when there is none. Rejects as `renew` does. */
  async update(token: string): Promise<void> {
    if ('agentId' in this.#auth || 'login' in this.#auth) {
      throw new TelnyxError(60010, { message: 'This session does not log in with a token.' });
    }
    const previous = this.#token;
    this.#token = usableToken(token);
    try {
      await this.#options.renew({ kind: 'token', token: this.#token });
    } catch (error) {
      const { code } = toTelnyxError(error);
      if (code === 60006) return;
      this.#token = previous;
      throw error;
    }
  }

  async #watchToken(token: string, isRenewal: boolean, signal: AbortSignal): Promise<void> {
    const { clock, onWarning, renew } = this.#options;
    try {
      const { untilTokenExpires } = await import('../signaling/token-watch.js');
      const isAging = await untilTokenExpires(token, { clock, isRenewal, onWarning }, signal);
      if (isAging && this.isRenewable) await renew(await this.get(signal, true));
    } catch (error) {
      // A new socket has a login, and a watch, of its own.
      if (!signal.aborted) onWarning(toTelnyxError(error));
    }
  }

  async #ask(provider: () => Promise<string>, signal: AbortSignal): Promise<string> {
    let answer: { readonly token: unknown } | undefined;
    try {
      const asked = Promise.resolve(provider()).then((token: unknown) => ({ token }));
      answer = await waitUpTo(TOKEN_TIMEOUT_MS, asked, this.#options.clock, signal);
    } catch (cause) {
      throw cause instanceof TelnyxError
        ? cause
        : new TelnyxError(46002, { message: 'No token was given.', cause });
    }
    if (!answer) throw new TelnyxError(46002, { message: 'The token did not come in time.' });
    return usableToken(answer.token);
  }
}

/** Pages are written in JavaScript too: what should be a token may be anything. */
function usableToken(token: unknown): string {
  if (typeof token === 'string' && token.trim()) return token.trim();
  throw new TelnyxError(46002, { message: 'The login token is missing.' });
}
