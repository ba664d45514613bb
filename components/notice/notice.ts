import { html, LitElement, nothing } from 'lit';
import { SessionController } from '../controllers/session-controller.js';
import { icons } from '../icons/icons.js';
import { conversationState, isInCall } from '../session/conversation-state.js';
import { partStyles } from '../styles/part.js';
import { noticeStyles } from './notice.styles.js';

/** Failures that trying again cannot mend. */
const HOPELESS: ReadonlySet<number> = new Set([46002, 60001, 60004, 44002]);

/**
 * Says in plain words what is wrong and what to do: a failed start, a denied microphone, a connection that is
 * being restored, a sound that the browser holds back.
 *
 * @tag telnyx-notice
 * @summary Failures and their remedies, in words.
 *
 * @csspart notice - What is shown; absent while all is well.
 * @csspart retry-button - Tries again.
 * @csspart sound-button - Lets the far end be heard.
 */
export class TelnyxNotice extends LitElement {
  static override styles = [partStyles, noticeStyles];

  readonly #session = new SessionController(this, (snapshot, handle) => ({
    state: conversationState(snapshot, handle),
    error: handle?.error ?? snapshot.error,
    isAudioBlocked: snapshot.isAudioBlocked,
  }));

  override render() {
    const { state, isAudioBlocked } = this.#session.value;
    return html`<div aria-live="assertive">
      ${state === 'failed' ? this.#renderFailure() : nothing}
      ${state === 'reconnecting' ? this.#renderReconnecting() : nothing}
      ${isAudioBlocked && isInCall(state) ? this.#renderAudioBlocked() : nothing}
    </div>`;
  }

  #renderFailure() {
    const { strings, value } = this.#session;
    const code = value.error?.code ?? 0;
    const words = strings.errors[code] ?? strings.errors[0];
    return html`
      <div part="notice" class="failure">
        <span class="badge">${icons.alert}</span>
        <h2>${words?.title}</h2>
        <p class="advice">${words?.advice}</p>
        ${
          HOPELESS.has(code)
            ? nothing
            : html`<button part="retry-button" type="button" class="primary" @click=${this.#onRetry}>
                ${strings.tryAgain}
              </button>`
        }
        <p class="secondary">${strings.supportCode} ${code}</p>
      </div>
    `;
  }

  #renderReconnecting() {
    return html`
      <p part="notice" class="strip"><span class="dot"></span>${this.#session.strings.reconnecting}</p>
    `;
  }

  #renderAudioBlocked() {
    const { strings } = this.#session;
    return html`
      <div part="notice" class="strip">
        ${strings.audioBlocked}
        <button part="sound-button" type="button" @click=${this.#onHear}>
          ${icons.sound}${strings.tapToHear}
        </button>
      </div>
    `;
  }

  readonly #onRetry = () => {
    const { handle, session } = this.#session;
    if (handle) handle.retry();
    // A failed attempt stands in the session's snapshot, from where it is shown.
    else session?.connect().catch(() => undefined);
  };

  readonly #onHear = () => {
    void this.#session.session?.resumeAudio();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-notice': TelnyxNotice;
  }
}
