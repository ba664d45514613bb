import type { PropertyDeclarations } from 'lit';
import type { TelnyxError, TelnyxSession } from '../../src/index.js';
import { texts } from './attributes.js';
import { PlainSessionLink } from './plain-session-link.js';
import { SessionHost } from './session-host.js';
import { sessionStyles } from './session.styles.js';

/**
 * Gives one session to everything inside it: parts of this package, and elements of the page by
 * `telnyx-elements/context`. Draws nothing.
 *
 * Buttons of the page command it with `commandfor` and `command`: `--start`, `--end`, `--mute`, `--unmute`. With the
 * login of a phone `--start` calls the `destination` of the call button inside.
 *
 * @tag telnyx-session
 * @summary An invisible provider of a session.
 *
 * @example
 * <telnyx-session token-url="/telnyx-token">
 *   <telnyx-call-button destination="+15551234567"></telnyx-call-button>
 *   <telnyx-mute-button></telnyx-mute-button>
 * </telnyx-session>
 *
 * @slot - What uses the session.
 *
 * @fires {TelnyxStatusChangeEvent} telnyx-status-change - After the session moved to another status.
 * @fires {TelnyxReadyEvent} telnyx-ready - Each time the session is logged in, also after a reconnect.
 * @fires {TelnyxCallChangeEvent} telnyx-call-change - Whenever anything about a call changes.
 * @fires {TelnyxCallEndEvent} telnyx-call-end - Once for each call, when it is over.
 * @fires {TelnyxIncomingCallEvent} telnyx-incoming-call - When somebody calls; `preventDefault()` hides the
 *   built-in user interface for it.
 * @fires {TelnyxCallInfoEvent} telnyx-call-info - When the far end presses keys, or tells something else.
 * @fires {TelnyxErrorEvent} telnyx-error - Once for each failure.
 * @fires {TelnyxWarningEvent} telnyx-warning - For what was noticed or recovered.
 * @fires {TelnyxQualityEvent} telnyx-quality - With each new measurement of a call's quality.
 */
export class TelnyxSessionElement extends SessionHost {
  static override styles = sessionStyles;

  static override properties: PropertyDeclarations = {
    ...texts('agent-id version-id conversation-id variables login password login-token token-url'),
    tokenProvider: { attribute: false },
  };

  /** @attr agent-id - Logs in as a visitor of this AI assistant. */
  declare agentId: string;
  /** @attr version-id - Pins a version of the assistant. */
  declare versionId: string;
  /** @attr conversation-id - An existing Telnyx conversation to join. */
  declare conversationId: string;
  /** @attr variables - JSON object of dynamic variables for the assistant; `data-var-*` adds single ones. */
  declare variables: string | Readonly<Record<string, unknown>>;
  /** @attr login - SIP user name; together with `password`. */
  declare login: string;
  /** @attr password - Its password. For development: everybody who opens the page can read it. */
  declare password: string;
  /** @attr login-token - A token made by your server. Another one renews the login of the same session. */
  declare loginToken: string;
  /** @attr token-url - Address of this page's server that answers with a token, as text or as `{token}`. */
  declare tokenUrl: string;
  /** Asked for a token at each login. */
  declare tokenProvider: (() => Promise<string>) | null | undefined;

  override connectedCallback() {
    super.connectedCallback();
    // From the start, because the parts inside take their words from it. It opens nothing.
    void this.loadLink();
  }

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

  protected override createRenderRoot() {
    const root = super.createRenderRoot();
    root.append(document.createElement('slot'));
    return root;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-session': TelnyxSessionElement;
  }
}
