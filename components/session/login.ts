import type { SessionAuth } from '../../src/index.js';
import { agentAuth } from './agent-auth.js';
import { tokenFrom } from './token-url.js';

/** What the login attributes and properties of a host hold. */
export interface LoginSource extends Element {
  readonly login: string;
  readonly password: string;
  readonly loginToken: string;
  readonly tokenUrl: string;
  readonly tokenProvider: (() => Promise<string>) | null | undefined;
  readonly agentId?: string;
  readonly versionId?: string;
  readonly conversationId?: string;
}

let hasWarned = false;

/** Who logs in, or `null` while the page has not said enough. What is renewed most easily comes first. */
export function readLogin(host: LoginSource): SessionAuth | null {
  const { login, password, loginToken, tokenUrl, tokenProvider } = host;
  const { agentId = '', versionId = '', conversationId = '' } = host;
  if (tokenProvider) return { tokenProvider };
  if (tokenUrl) return { tokenProvider: tokenFrom(tokenUrl, host.baseURI) };
  if (loginToken) return { token: loginToken };
  if (login && password) {
    warnOfPassword(host);
    return { login, password };
  }
  return agentId ? agentAuth(agentId, versionId, conversationId) : null;
}

/** Once for each page. */
function warnOfPassword({ localName }: Element) {
  if (hasWarned) return;
  hasWarned = true;
  console.warn(
    `<${localName}> logs in with a password, which everybody who opens this page can read. ` +
      'That is for development; use token-url, login-token or tokenProvider in public.',
  );
}
