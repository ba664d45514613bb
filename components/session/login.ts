import type { SessionAuth } from '../../src/index.js';
import { agentAuth, type AgentSource } from './agent-auth.js';
import { trimmed } from './attribute-reader.js';
import { tokenFrom } from './token-url.js';

/** What the login attributes and properties of a host hold. */
export interface LoginSource extends Element, AgentSource {
  readonly login: string;
  readonly password: string;
  readonly loginToken: string;
  readonly tokenUrl: string;
  readonly tokenProvider: (() => Promise<string>) | null | undefined;
}

let hasWarned = false;

/**
 * Who logs in, or `null` while the page has not said enough. What is renewed most easily comes first. Passwords and
 * tokens stay as they are written: a blank may belong to them.
 */
export function readLogin(host: LoginSource): SessionAuth | null {
  const { password, loginToken, tokenProvider } = host;
  const [login, tokenUrl] = [trimmed(host.login), trimmed(host.tokenUrl)];
  if (tokenProvider) return { tokenProvider };
  if (tokenUrl) return { tokenProvider: tokenFrom(tokenUrl, host.baseURI) };
  if (loginToken) return { token: loginToken };
  if (login && password) {
    warnOfPassword(host);
    return { login, password };
  }
  return agentAuth(host);
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
