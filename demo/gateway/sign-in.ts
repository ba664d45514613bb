import type { AnonymousLoginParams, LoginParams } from '../../src/protocol/client-login.js';
import { RPC_ERROR } from '../../src/protocol/rpc-error-codes.js';
import type { Scenario } from './scenarios.js';

/** Who a session belongs to. */
export interface Identity {
  readonly kind: 'anonymous' | 'registered';
  /** The SIP user others can call, the assistant's id for anonymous sessions, `''` for opaque tokens. */
  readonly user: string;
}

export type SignInVerdict =
  | { readonly ok: true; readonly identity: Identity }
  | { readonly ok: false; readonly error: { readonly code: number; readonly message: string } };

/** The user name, token or assistant id that the gateway turns away. */
const REFUSED = 'refused';
/** The token that the gateway calls invalid, as after its expiry. */
const EXPIRED = 'expired';

const INCORRECT: SignInVerdict = {
  ok: false,
  error: { code: RPC_ERROR.loginIncorrect, message: 'Login Incorrect' },
};
const INVALID_TOKEN: SignInVerdict = {
  ok: false,
  error: { code: RPC_ERROR.authenticationRequired, message: 'Invalid Token' },
};

/** Any user name with any password is welcome, and any token: this gateway guards nothing. */
export function signIn(
  scenario: Scenario,
  { login, passwd, login_token: token }: LoginParams,
): SignInVerdict {
  if (scenario.refusesLogin) return INCORRECT;
  if (login && passwd) {
    return login === REFUSED ? INCORRECT : { ok: true, identity: { kind: 'registered', user: login } };
  }
  if (!token || token === REFUSED) return INCORRECT;
  if (token === EXPIRED) return INVALID_TOKEN;
  return { ok: true, identity: { kind: 'registered', user: subjectOf(token) } };
}

/** Every assistant takes unauthenticated calls, except one called `refused`. */
export function signInAnonymously(
  scenario: Scenario,
  { target_type: type, target_id: id }: AnonymousLoginParams,
): SignInVerdict {
  if (scenario.refusesLogin || type !== 'ai_assistant' || id === '' || id === REFUSED) return INCORRECT;
  return { ok: true, identity: { kind: 'anonymous', user: id } };
}

export function isSameIdentity(one: Identity, other: Identity): boolean {
  return one.kind === other.kind && one.user === other.user;
}

/** The `sub` of a JSON web token; the signature is nobody's business here. */
function subjectOf(token: string): string {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    if (typeof payload === 'object' && payload !== null && 'sub' in payload) return String(payload.sub);
  } catch {
    return '';
  }
  return '';
}
