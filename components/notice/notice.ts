import { adoptStyles, html, LitElement, nothing, type PropertyDeclarations } from 'lit';
import type { TelnyxError } from '../../src/index.js';
import { SessionController } from '../controllers/session-controller.js';
import { type ConversationState, conversationState, isInCall } from '../session/conversation-state.js';
import { hostAround } from '../session/host-around.js';
import { partStyles } from '../styles/part.js';
import { noticeStyles } from './notice.styles.js';
import type * as NoticeView from './notice-view.js';

/** A warning is repeated every fifteen seconds while it holds. */
const WARNING_HOLDS_MS = 16_000;
/** A connection that takes longer looks as if nothing happened; most take less than one second. */
const SLOW_START_MS = 8000;
const LOGIN_REFUSED = 46001;

/**
 * Says in plain words what is wrong and what to do: a failed start, a denied microphone, a connection that is
 * being restored or weak, a sound that the browser holds back, a visitor who cannot be heard, a phone that another tab
 * has taken over.
 *
 * @tag telnyx-notice
 * @summary Failures and their remedies, in words.
 *
 * @csspart notice - What is shown; absent while all is well.
 * @csspart retry-button - Tries again.
 * @csspart sound-button - Lets the far end be heard.
 * @csspart details-button - Copies a report for support.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxNotice extends LitElement {
  static override styles = [partStyles, noticeStyles];

  static override properties: PropertyDeclarations = {
    view: { state: true },
    warning: { state: true },
    isSlow: { state: true },
  };

  /** What shows trouble, loaded with the first of it; `null` where that failed. */
  declare private view: typeof NoticeView | null | undefined;
  /** The number of the last warning, while it is news. */
  declare private warning: number | null;
  /** Whether the visitor waits for a connection, and for long. */
  declare private isSlow: boolean | undefined;
  #loading: Promise<void> | undefined;
  #warnings = new AbortController();
  #warningTimer: ReturnType<typeof setTimeout> | undefined;
  #isWaiting = false;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;
  #failure: TelnyxError | null = null;
  #refusals = 0;
  #copyResult: 'copied' | 'copyFailed' | null = null;
  #hadFocus = false;

  readonly #session = new SessionController(this, (snapshot, handle) => {
    const state = conversationState(snapshot, handle);
    return {
      state,
      error: handle ? handle.error : snapshot.error,
      takeBack: handle?.takeBack,
      isSilenced: snapshot.isAudioBlocked && isInCall(state),
      // Once there is a connection, it may be the visitor who is waited for, and the browser's question.
      isWaiting: state === 'connecting' && snapshot.status !== 'ready',
    };
  });

  override connectedCallback() {
    super.connectedCallback();
    this.#warnings = new AbortController();
    const { signal } = this.#warnings;
    const host = hostAround(this);
    host?.addEventListener(
      'telnyx-warning',
      (event) => void this.#noticed((event as CustomEvent<{ code: number }>).detail.code, signal),
      { signal },
    );
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#warnings.abort();
    clearTimeout(this.#warningTimer);
    this.warning = null;
    this.#waits(false);
  }

  protected override willUpdate() {
    this.#hadFocus = this.#focused !== null;
    const { state, error, takeBack, isSilenced, isWaiting } = this.#session.value;
    if (isWaiting !== this.#isWaiting) this.#waits(isWaiting);
    if (error !== this.#failure) this.#fails(error);
    if (isInCall(state)) this.#refusals = 0;
    else this.warning = null;
    if (state === 'failed' || takeBack || isSilenced || this.isSlow) this.#loading ??= this.#load();
  }

  /** A button that goes away must not throw the focus back to the page's start. */
  protected override updated() {
    if (this.#hadFocus && !this.#focused)
      this.renderRoot.querySelector('div')?.focus({ preventScroll: true });
  }

  /** Drawn only when what draws it is there. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#loading;
    return super.getUpdateComplete();
  }

  override render() {
    const { view, warning, isSlow } = this;
    const { strings, value } = this.#session;
    const { state, takeBack, isSilenced } = value;
    return html`<div aria-live="assertive" tabindex="-1">
      ${takeBack ? view?.renderElsewhere(strings, isBusy(state) ? null : takeBack) : nothing}
      ${state === 'failed' ? this.#renderFailure() : nothing}
      ${
        // Not loaded on demand: it is for when nothing can be loaded.
        state === 'reconnecting'
          ? html`<p part="notice" class="strip"><span class="dot"></span>${strings.reconnecting}</p>`
          : nothing
      }
      ${isSlow ? view?.renderSlow(strings) : nothing}
      ${isSilenced ? view?.renderSilenced(strings, this.#onHear) : nothing}
      ${warning && isInCall(state) && state !== 'reconnecting' ? view?.renderRemark(warning, strings) : nothing}
    </div>`;
  }

  get #focused(): Element | null {
    return (this.renderRoot as ShadowRoot).activeElement;
  }

  #renderFailure() {
    const { strings, value } = this.#session;
    const { error } = value;
    if (!this.view) return this.#renderUnexplained(error?.code ?? 0);
    return this.view.renderFailure({
      error,
      strings,
      refusals: this.#refusals,
      copyResult: this.#copyResult,
      onRetry: this.#onRetry,
      onCopy: this.#onCopy,
    });
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

  /** The failure that holds is another one than before. */
  #fails(error: TelnyxError | null) {
    this.#failure = error;
    if (!error) return;
    this.#copyResult = null;
    // What could not be loaded for the last one may be there for this one.
    if (this.view === null) this.#loading = undefined;
    if (error.code !== LOGIN_REFUSED) return;
    this.#refusals += 1;
    this.view?.adviseDeveloper(hostAround(this));
  }

  #waits(isWaiting: boolean) {
    this.#isWaiting = isWaiting;
    this.isSlow = false;
    clearTimeout(this.#slowTimer);
    if (isWaiting) this.#slowTimer = setTimeout(() => (this.isSlow = true), SLOW_START_MS);
  }

  /** What only the page should know leaves what the visitor has been told. */
  async #noticed(code: number, signal: AbortSignal) {
    await (this.#loading ??= this.#load());
    if (signal.aborted || !this.view?.isRemark(code)) return;
    this.warning = code;
    clearTimeout(this.#warningTimer);
    this.#warningTimer = setTimeout(() => (this.warning = null), WARNING_HOLDS_MS);
  }

  async #load() {
    try {
      const view = await import('./notice-view.js');
      const { elementStyles } = this.constructor as typeof TelnyxNotice;
      adoptStyles(this.renderRoot as ShadowRoot, [...elementStyles, view.noticeViewStyles]);
      this.view = view;
      if (this.#refusals > 0) view.adviseDeveloper(hostAround(this));
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

  readonly #onCopy = () => void this.#copy();

  async #copy() {
    const { session, value } = this.#session;
    try {
      const details = this.view?.describeFailure(value.error, session?.diagnostics() ?? {});
      await navigator.clipboard.writeText(details ?? '');
      this.#copyResult = 'copied';
    } catch {
      // The clipboard may be closed to this page.
      this.#copyResult = 'copyFailed';
    }
    this.requestUpdate();
  }
}

/** Whether there is a call that would end with the session. */
const isBusy = (state: ConversationState) => state === 'connecting' || isInCall(state);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-notice': TelnyxNotice;
  }
}
