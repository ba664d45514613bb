import { html, type PropertyDeclarations } from 'lit';
import type { TelnyxError, TelnyxSession } from '../../src/index.js';
import { texts } from './attributes.js';
import { PlainSessionLink } from './plain-session-link.js';
import { SessionHost } from './session-host.js';
import { sessionStyles } from './session.styles.js';

/**
 * Gives one session to everything inside it: parts of this package, and elements of the page by
 * `telnyx-elements/context`. Draws nothing.
 *
 * @tag telnyx-session
 * @summary An invisible provider of a session.
 *
 * @slot - What uses the session.
 *
 * @fires {TelnyxStatusChangeEvent} telnyx-status-change - After the session moved to another status.
 * @fires {TelnyxReadyEvent} telnyx-ready - Each time the session is logged in, also after a reconnect.
 * @fires {TelnyxCallChangeEvent} telnyx-call-change - Whenever anything about a call changes.
 * @fires {TelnyxCallEndEvent} telnyx-call-end - Once for each call, when it is over.
 * @fires {TelnyxIncomingCallEvent} telnyx-incoming-call - When somebody calls; `preventDefault()` hides the
 *   built-in user interface for it.
 * @fires {TelnyxErrorEvent} telnyx-error - Once for each failure.
 * @fires {TelnyxWarningEvent} telnyx-warning - For what was noticed or recovered.
 * @fires {TelnyxQualityEvent} telnyx-quality - With each new measurement of a call's quality.
 */
export class TelnyxSessionElement extends SessionHost {
  static override styles = sessionStyles;

  static override properties: PropertyDeclarations = {
    ...texts('agent-id version-id conversation-id login password login-token'),
    tokenProvider: { attribute: false },
  };

  /** @attr agent-id - Logs in as a visitor of this AI assistant. */
  declare agentId: string;
  /** @attr version-id - Pins a version of the assistant. */
  declare versionId: string;
  /** @attr conversation-id - An existing Telnyx conversation to join. */
  declare conversationId: string;
  /** @attr login - SIP user name; together with `password`. */
  declare login: string;
  /** @attr password - Its password. Never put one into a public page. */
  declare password: string;
  /** @attr login-token - A token made by your server. */
  declare loginToken: string;
  /** Asked for a token at each login. */
  declare tokenProvider: (() => Promise<string>) | undefined;

  /** Connects and logs in. Resolves with the session when it is ready; rejects with one TelnyxError. */
  async connect(): Promise<TelnyxSession> {
    const link = await this.loadLink();
    link.clearFailure();
    try {
      const session = await link.acquire();
      await session.connect();
      return session;
    } catch (error) {
      link.fail(error as TelnyxError);
      throw error;
    }
  }

  protected override createLink(): Promise<PlainSessionLink> {
    return Promise.resolve(new PlainSessionLink(this));
  }

  override render() {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-session': TelnyxSessionElement;
  }
}
