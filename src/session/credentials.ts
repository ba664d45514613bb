import type { Clock } from '../shared/clock.js';
import { TelnyxError } from '../shared/errors.js';
import { lazily } from '../shared/lazily.js';
import { type Credentials, userOf } from '../signaling/login.js';
import type { CredentialSource } from '../signaling/signaling-client.js';
import type { SessionAuth } from './session-options.js';
import type { TokenAuth, TokenLogin } from './token-login.js';

export interface SessionLoginOptions {
  readonly clock: Clock;
  /** Logs in again on the live socket; rejects with 60006 when there is none. */
  readonly renew: (credentials: Credentials) => Promise<void>;
  /** Called at each login with who that is; `null` where nobody is named. */
  readonly onUser: (user: string | null) => void;
  readonly onWarning: (warning: TelnyxError) => void;
}

/** The credentials of a session. What looks after tokens is loaded where there is one. */
export class SessionLogin implements CredentialSource {
  readonly isRenewable: boolean;
  readonly #auth: SessionAuth;
  readonly #onUser: SessionLoginOptions['onUser'];
  readonly #tokens: () => Promise<TokenLogin>;

  /** @throws TelnyxError 46002 for what cannot be a login, whatever a page without types hands in. */
  constructor(auth: SessionAuth, options: SessionLoginOptions) {
    assertAuth(auth);
    this.#auth = auth;
    this.#onUser = options.onUser;
    this.isRenewable = 'tokenProvider' in auth;
    this.#tokens = lazily(async () => {
      const { TokenLogin } = await import('./token-login.js');
      return new TokenLogin(auth as TokenAuth, options);
    });
  }

  /** Whether the page has given another token since. */
  async isOutdated(credentials: Credentials): Promise<boolean> {
    if (credentials.kind !== 'token') return false;
    return (await this.#tokens()).isOutdated(credentials.token);
  }

  /** What the next login sends. Rejects with 46002 when nothing usable comes out. */
  async get(signal: AbortSignal, isRefused: boolean): Promise<Credentials> {
    const auth = this.#auth;
    if ('login' in auth) return { kind: 'password', login: auth.login, password: auth.password };
    if (!('agentId' in auth)) return (await this.#tokens()).get(signal, isRefused);
    const { agentId, versionId, conversationId, streamingAudio, targetParams } = auth;
    const params = {
      ...targetParams,
      ...(streamingAudio && { streamingAudio }),
      ...(conversationId && { conversation_id: conversationId }),
    };
    return { kind: 'anonymous', agentId, versionId, targetParams: params };
  }

  /** Tells who has logged in, and starts to watch the age of a token. */
  accepted(credentials: Credentials, signal: AbortSignal, isRenewal: boolean): void {
    this.#onUser(userOf(credentials));
    if (credentials.kind !== 'token') return;
    void this.#tokens().then((tokens) => {
      tokens.accepted(credentials.token, signal, isRenewal);
    });
  }

  /** Logs in with another token now, or at the next connection when there is none. Rejects as `renew` does. */
  async update(token: string): Promise<void> {
    if ('agentId' in this.#auth || 'login' in this.#auth) {
      throw new TelnyxError(60010, { message: 'This session does not log in with a token.' });
    }
    await (await this.#tokens()).update(token);
  }
}

/** The texts of a login; each is sent, so none may hold more than one line. */
const TEXTS = ['agentId', 'versionId', 'conversationId', 'login', 'password', 'token'];

function assertAuth(auth: SessionAuth): void {
  const given = Object(auth) as Readonly<Record<string, unknown>>;
  const isText = (name: string) => typeof given[name] === 'string';
  const isKnown =
    isText('agentId') ||
    (isText('login') && isText('password')) ||
    isText('token') ||
    typeof given.tokenProvider === 'function';
  const texts = TEXTS.map((name) => given[name] ?? '');
  if (isKnown && texts.every((text) => typeof text === 'string' && !/[\r\n\0]/.test(text.trim()))) return;
  throw new TelnyxError(46002, { message: 'The session has no login that can be used.' });
}
