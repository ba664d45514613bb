import type { SessionAuth } from '../../src/index.js';
import { agentAuth } from './agent-auth.js';
import { AttributeReader } from './attribute-reader.js';
import { readConnectionSettings } from './connection-settings.js';
import type { TelnyxSessionElement } from './session.js';
import { type HostSettings, SessionLink } from './session-link.js';

/** The link of `<telnyx-session>`: nothing beside the session itself. */
export class PlainSessionLink extends SessionLink<TelnyxSessionElement> {
  override async sendMessage(text: string): Promise<void> {
    const session = await this.acquire();
    await session.sendMessage(text);
  }

  protected override retry() {
    // The failure of another attempt is told and shown by connect() itself.
    this.host.connect().catch(() => undefined);
  }

  protected override readSettings(): HostSettings {
    const reader = new AttributeReader();
    const connection = readConnectionSettings(this.host, reader);
    const auth = readAuth(this.host);
    const missing = '<telnyx-session> needs an agent-id, a login and password, or a login-token.';
    return { session: auth ? { ...connection, auth } : { missing }, problems: reader.problems };
  }
}

function readAuth(host: TelnyxSessionElement): SessionAuth | null {
  const { agentId, versionId, conversationId, login, password, loginToken, tokenProvider } = host;
  if (tokenProvider) return { tokenProvider };
  if (loginToken) return { token: loginToken };
  if (login && password) return { login, password };
  return agentId ? agentAuth(agentId, versionId, conversationId) : null;
}
