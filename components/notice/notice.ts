import { adoptStyles, html, LitElement, nothing, type PropertyDeclarations } from 'lit';
import { SessionController } from '../controllers/session-controller.js';
import { conversationState, isInCall } from '../session/conversation-state.js';
import { partStyles } from '../styles/part.js';
import { noticeStyles } from './notice.styles.js';
import type * as NoticeView from './notice-view.js';

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

  static override properties: PropertyDeclarations = { view: { state: true } };

  /** What shows trouble, loaded with the first of it; `null` where that failed. */
  declare private view: typeof NoticeView | null | undefined;
  #loading: Promise<void> | undefined;

  readonly #session = new SessionController(this, (snapshot, handle) => {
    const state = conversationState(snapshot, handle);
    return {
      state,
      error: handle?.error ?? snapshot.error,
      isSilenced: snapshot.isAudioBlocked && isInCall(state),
    };
  });

  protected override willUpdate() {
    const { state, isSilenced } = this.#session.value;
    if (state === 'failed' || isSilenced) this.#loading ??= this.#load();
  }

  /** Drawn only when what draws it is there. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#loading;
    return super.getUpdateComplete();
  }

  override render() {
    const { view } = this;
    const { strings, value } = this.#session;
    const { state, error, isSilenced } = value;
    const code = error?.code ?? 0;
    return html`<div aria-live="assertive">
      ${state === 'failed' ? (view?.renderFailure(code, strings, this.#onRetry) ?? this.#renderUnexplained(code)) : nothing}
      ${
        // Not loaded on demand: it is for when nothing can be loaded.
        state === 'reconnecting'
          ? html`<p part="notice" class="strip"><span class="dot"></span>${strings.reconnecting}</p>`
          : nothing
      }
      ${isSilenced ? view?.renderSilenced(strings, this.#onHear) : nothing}
    </div>`;
  }

  /** Where not even the words for the failure can be loaded. */
  #renderUnexplained(code: number) {
    if (this.view === undefined) return nothing;
    const { strings } = this.#session;
    return html`<p part="notice" class="strip">
      ${strings.unexplained} (${code})
      <button part="retry-button" type="button" @click=${this.#onRetry}>${strings.tryAgain}</button>
    </p>`;
  }

  async #load() {
    try {
      const view = await import('./notice-view.js');
      const { elementStyles } = this.constructor as typeof TelnyxNotice;
      adoptStyles(this.renderRoot as ShadowRoot, [...elementStyles, view.noticeViewStyles]);
      this.view = view;
    } catch {
      this.view = null;
    }
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
