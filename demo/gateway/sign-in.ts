import type { AnonymousLoginParams, LoginParams } from '../../src/protocol/client-login.js';
import { RPC_ERROR } from '../../src/protocol/rpc-error-codes.js';
import type { ConnectionSettings } from './connection-settings.js';
import { isExpired, subjectOf } from './token.js';

/** Who a session belongs to. */
export interface Identity {
  readonly kind: 'anonymous' | 'registered';
  /** The SIP user others can call, the assistant's id for anonymous sessions, `''` for opaque tokens. */
  readonly user: string;
  /** What the page passes through to the assistant. */
  readonly targetParams?: Readonly<Record<string, unknown>>;
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
  settings: ConnectionSettings,
  { login, passwd, login_token: token }: LoginParams,
): SignInVerdict {
  if (refusesAll(settings)) return INCORRECT;
  if (login && passwd) {
    return login === REFUSED ? INCORRECT : { ok: true, identity: { kind: 'registered', user: login } };
  }
  if (!token || token === REFUSED) return INCORRECT;
  if (token === EXPIRED || isExpired(token)) return INVALID_TOKEN;
  return { ok: true, identity: { kind: 'registered', user: subjectOf(token) } };
}

/** Every assistant takes unauthenticated calls, except one called `refused`. */
export function signInAnonymously(
  settings: ConnectionSettings,
  { target_type: type, target_id: id, target_params: targetParams }: AnonymousLoginParams,
): SignInVerdict {
  if (refusesAll(settings) || type !== 'ai_assistant' || id === '' || id === REFUSED) return INCORRECT;
  return { ok: true, identity: { kind: 'anonymous', user: id, ...(targetParams ? { targetParams } : {}) } };
}

export function isSameIdentity(one: Identity, other: Identity): boolean {
  return one.kind === other.kind && one.user === other.user;
}

function refusesAll({ scenario, voiceSdkId, wantsOtherNode }: ConnectionSettings): boolean {
  const isOnOldNode = voiceSdkId !== null && !wantsOtherNode;
  return scenario.refusesLogin === true || (scenario.refusesSticky === true && isOnOldNode);
}
