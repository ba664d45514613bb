import type { KeyValueStorage } from '../signaling/sticky-session.js';
import { tokenClaims } from '../signaling/token-claims.js';
import { digest } from './session-key.js';
import type { TelnyxSessionOptions } from './session-options.js';

/**
 * Where a session keeps what leads back to it after a reload: the page's `sessionStorage` unless the options
 * say otherwise; nothing in Node. It is looked for only now because the mere look throws where the visitor has
 * switched storage off; then there is none.
 */
export function findStorage({ storage }: Pick<TelnyxSessionOptions, 'storage'>): KeyValueStorage | null {
  if (storage !== undefined) return storage;
  try {
    // Node has storages of late, but no page that could come back.
    return 'location' in globalThis ? globalThis.sessionStorage : null;
  } catch {
    return null;
  }
}

/** The name of that entry: where the session logs in and as whom, without any secret. */
export function storageName(options: TelnyxSessionOptions): string {
  const { gatewayUrl, environment = 'production', region = '' } = options;
  // A query of the address may hold what is nobody's business.
  const gateway = gatewayUrl ? digest(gatewayUrl) : environment;
  return ['telnyx-elements', gateway, region, identityOf(options.auth)].join(':');
}

function identityOf(auth: TelnyxSessionOptions['auth']): string {
  if ('agentId' in auth) return ['agent', auth.agentId, auth.versionId, auth.conversationId].join(':');
  if ('login' in auth) return `login:${auth.login}`;
  return 'token' in auth ? `token:${tokenClaims(auth.token).subject ?? ''}` : 'provider';
}
