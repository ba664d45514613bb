import { delay, waitUpTo } from '../shared/delay.js';
import { TelnyxError, toTelnyxError } from '../shared/errors.js';
import type { Credentials } from '../signaling/login.js';
import { tokenClaims } from '../signaling/token-claims.js';
import { untilTokenExpires } from '../signaling/token-watch.js';
import type { SessionLoginOptions } from './credentials.js';
import type { SessionAuth } from './session-options.js';

export type TokenAuth = Extract<SessionAuth, { token: string } | { tokenProvider: unknown }>;

/** How long a page's token provider may take. */
const TOKEN_TIMEOUT_MS = 10_000;
/** A back end that has no token now may have one soon: some seven questions in the 120 s that are left. */
const RENEWAL_PAUSE_MS = 15_000;

/** The login with a token: the one of the options, of a page's provider, or one that came later. */
export class TokenLogin {
  readonly #auth: TokenAuth;
  readonly #options: SessionLoginOptions;
  /** The newest token the provider or the page gave. */
  #token: string | null = null;
  #watch = new AbortController();

  constructor(auth: TokenAuth, options: SessionLoginOptions) {
    this.#auth = auth;
    this.#options = options;
  }

  /**
   * What the next login sends; a provider is asked each time, and its last token serves where it has no other.
   * Rejects with 46002 when nothing usable comes out.
   */
  async get(signal: AbortSignal, isRefused: boolean): Promise<Credentials> {
    const auth = this.#auth;
    if ('token' in auth) return { kind: 'token', token: this.#token ?? auth.token };
    try {
      this.#token = await this.#ask(auth.tokenProvider, signal);
    } catch (error) {
      if (!this.#token || isRefused || signal.aborted) throw error;
      this.#options.onWarning(toTelnyxError(error));
    }
    return { kind: 'token', token: this.#token };
  }

  /** Whether the page has given another token since. */
  isOutdated(token: string): boolean {
    return this.#token !== null && this.#token !== token;
  }

  /** Starts to watch the age of a token. */
  accepted(token: string, signal: AbortSignal, isRenewal: boolean): void {
    this.#watch.abort();
    this.#watch = new AbortController();
    void this.#watchToken(token, isRenewal, AbortSignal.any([signal, this.#watch.signal]));
  }

  /** Logs in with another token now, or at the next connection when there is none. Rejects as `renew` does. */
  async update(token: string): Promise<void> {
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
    const { clock, onWarning } = this.#options;
    try {
      const isAging = await untilTokenExpires(token, { clock, isRenewal, onWarning }, signal);
      if (isAging && 'tokenProvider' in this.#auth) await this.#renew(token, signal);
    } catch (error) {
      // A new socket has a login, and a watch, of its own.
      if (!signal.aborted) onWarning(toTelnyxError(error));
    }
  }

  /** Asks for a successor until there is one, or the token has ended; the first failure is told. A refusal is final. */
  async #renew(token: string, signal: AbortSignal): Promise<void> {
    const { clock, onWarning, renew } = this.#options;
    const lastTryAt = (tokenClaims(token).expiresAt ?? 0) - RENEWAL_PAUSE_MS;
    for (let failures = 0; ; failures += 1) {
      try {
        await renew(await this.get(signal, true));
        return;
      } catch (error) {
        const failure = toTelnyxError(error);
        if (failures === 0 && !signal.aborted) onWarning(failure);
        if (failure.code === 46001 || clock.now() >= lastTryAt) return;
      }
      await delay(RENEWAL_PAUSE_MS, clock, signal);
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
