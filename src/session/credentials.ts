import type { Credentials } from '../signaling/login.js';
import { TelnyxError } from '../shared/errors.js';
import type { SessionAuth } from './session-options.js';

/** How long a page's token provider may take. */
const TOKEN_TIMEOUT_MS = 10_000;

/**
 * Turns the options of a session into what a login sends; a provider is asked for a fresh token each time.
 * Rejects with 46002 when nothing usable comes out.
 */
export async function resolveCredentials(auth: SessionAuth): Promise<Credentials> {
  if ('agentId' in auth) {
    const { agentId, versionId, conversationId, targetParams } = auth;
    const params = { ...targetParams, ...(conversationId ? { conversation_id: conversationId } : {}) };
    return { kind: 'anonymous', agentId, versionId, targetParams: params };
  }
  if ('tokenProvider' in auth) return { kind: 'token', token: await askForToken(auth.tokenProvider) };
  if ('token' in auth) return { kind: 'token', token: auth.token };
  return { kind: 'password', login: auth.login, password: auth.password };
}

async function askForToken(provider: () => Promise<string>): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TelnyxError(46002, { message: 'The token did not come in time.' }));
    }, TOKEN_TIMEOUT_MS);
  });
  try {
    return await Promise.race([provider(), tooLong]);
  } catch (cause) {
    throw cause instanceof TelnyxError
      ? cause
      : new TelnyxError(46002, { message: 'No token was given.', cause });
  } finally {
    clearTimeout(timer);
  }
}
