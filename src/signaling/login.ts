import type { AnonymousLoginParams, LoginParams } from '../protocol/client-login.js';
import { METHOD } from '../protocol/methods.js';
import { TelnyxError } from '../shared/errors.js';
import { VERSION } from '../shared/version.js';
import { tokenClaims } from './token-claims.js';

/** Who logs in, with the token already fetched. */
export type Credentials =
  | {
      readonly kind: 'anonymous';
      readonly agentId: string;
      readonly versionId?: string | undefined;
      readonly targetParams?: Readonly<Record<string, unknown>> | undefined;
    }
  | { readonly kind: 'password'; readonly login: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string };

export interface LoginRequest {
  readonly method: typeof METHOD.login | typeof METHOD.anonymousLogin;
  readonly params: LoginParams | AnonymousLoginParams;
}

/**
 * The login message. `sessid` asks the server to re-attach the calls of an earlier socket.
 *
 * @throws TelnyxError 46002 when a part is missing.
 */
export function loginRequest(credentials: Credentials, recovery: Recovery): LoginRequest {
  const common = {
    reconnection: recovery.isReconnection,
    ...(recovery.sessid && { sessid: recovery.sessid }),
    'User-Agent': { sdkVersion: VERSION, data: userAgent() },
  };
  if (credentials.kind === 'anonymous') {
    const { agentId, versionId, targetParams = {} } = credentials;
    if (!agentId) throw new TelnyxError(46002, { message: 'The agent-id is missing.' });
    // `main` is the portal's word for "the live version"; the gateway refuses it as an id.
    const isPinned = versionId && versionId !== 'main';
    return {
      method: METHOD.anonymousLogin,
      params: {
        target_type: 'ai_assistant',
        target_id: agentId,
        ...(isPinned && { target_version_id: versionId }),
        ...(Object.keys(targetParams).length > 0 && { target_params: targetParams }),
        ...common,
      },
    };
  }
  return {
    method: METHOD.login,
    params: {
      ...secretsOf(credentials),
      userVariables: { push_when_active: false, pn_late_fanout: false },
      loginParams: { early_sdp_answer: false },
      ...common,
    },
  };
}

/** The part of a login that nobody may hear of. */
export function secretOf(credentials: Credentials): string {
  if (credentials.kind === 'token') return credentials.token;
  return credentials.kind === 'password' ? credentials.password : '';
}

/** Who logs in, as far as that is told; never a secret. */
export function userOf(credentials: Credentials): string | null {
  if (credentials.kind === 'token') return tokenClaims(credentials.token).subject;
  return credentials.kind === 'password' ? credentials.login : null;
}

interface Recovery {
  readonly isReconnection: boolean;
  readonly sessid: string | null;
}

function secretsOf(credentials: Exclude<Credentials, { kind: 'anonymous' }>): LoginParams {
  if (credentials.kind === 'token') {
    if (!credentials.token) throw new TelnyxError(46002, { message: 'The login token is missing.' });
    return { login_token: credentials.token };
  }
  if (!credentials.login || !credentials.password) {
    throw new TelnyxError(46002, { message: 'The login or its password is missing.' });
  }
  return { login: credentials.login, passwd: credentials.password };
}

function userAgent(): string {
  return typeof navigator === 'undefined' ? 'node' : navigator.userAgent;
}
