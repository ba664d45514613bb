import { adoptStyles, html, nothing, render } from 'lit';
import type { TelnyxError } from '../../src/index.js';
import { TelnyxCallTimer } from '../call-timer/call-timer.js';
import { defineElement } from '../define/define-element.js';
import { icon, icons } from '../icons/icons.js';
import { launcherPath } from '../icons/launcher-icon.js';
import { TelnyxMessageForm } from '../message-form/message-form.js';
import { TelnyxMuteButton } from '../mute-button/mute-button.js';
import { TelnyxNotice } from '../notice/notice.js';
import { isInCall } from '../session/conversation-state.js';
import type { PresentStrings } from '../strings/ui.js';
import { controls } from '../styles/controls.js';
import { tokens } from '../styles/tokens.js';
import { TelnyxTranscript } from '../transcript/transcript.js';
import { TelnyxVisualizer } from '../visualizer/visualizer.js';
import type { AgentFeatures } from './agent-features.js';
import type { AgentLink } from './agent-link.js';
import { panelStyles } from './agent-panel.styles.js';
import { type AgentView, agentView, announcement, stateLine } from './agent-view.js';
import type { TelnyxAiAgent } from './ai-agent.js';
import type { Launcher } from './launcher.js';
import { launcherCallStyles } from './launcher-call.styles.js';
import { renderLauncherControls, renderLauncherLabel, renderLauncherStatus } from './launcher-call.js';
import { PanelFocus } from './panel-focus.js';
import { renderEnded, renderInvitation, renderStart, type StageActions } from './panel-stage.js';

/** Below this width the panel covers the page, and the page behind it is out of reach. */
const FULL_SCREEN = '(max-width: 479.98px)';

/** The open widget, and what the launcher shows during a call. Draws into the agent's own shadow root. */
export class AgentPanel implements StageActions {
  copyResult: StageActions['copyResult'] = null;
  readonly #host: TelnyxAiAgent;
  readonly #link: AgentLink;
  readonly #features: AgentFeatures;
  readonly #focus: PanelFocus;
  readonly #fullScreen = matchMedia(FULL_SCREEN);
  #isCovering = false;
  #seen = 0;

  constructor(host: TelnyxAiAgent, link: AgentLink, features: AgentFeatures) {
    this.#host = host;
    this.#link = link;
    this.#features = features;
    this.#focus = new PanelFocus(host);
    defineElement('telnyx-call-timer', TelnyxCallTimer);
    defineElement('telnyx-message-form', TelnyxMessageForm);
    defineElement('telnyx-mute-button', TelnyxMuteButton);
    defineElement('telnyx-notice', TelnyxNotice);
    defineElement('telnyx-transcript', TelnyxTranscript);
    defineElement('telnyx-visualizer', TelnyxVisualizer);
    const own = (host.constructor as typeof TelnyxAiAgent).elementStyles;
    adoptStyles(host.renderRoot as ShadowRoot, [...own, tokens, controls, panelStyles, launcherCallStyles]);
  }

  rememberFocus() {
    this.#focus.remember();
  }

  keepFocus() {
    if (this.#isShown) this.#focus.keep();
    else this.#focus.keepInDock();
  }

  holdFocus() {
    this.#focus.hold();
  }

  /** Something else became the main thing to do. */
  enterFocus() {
    if (this.#isShown) this.#focus.toMain();
  }

  /** What is out of reach behind the panel changes as the window is turned. */
  connected() {
    addEventListener('resize', this.#onResize);
  }

  disconnected() {
    removeEventListener('resize', this.#onResize);
  }

  opened() {
    if (this.#host.takesFocus) this.#focus.enter();
    this.#host.takesFocus = false;
    this.#transcript?.scrollToLatest();
  }

  closed() {
    this.#seen = this.#countAnswers();
    this.#focus.leave();
  }

  draw({ dock, content, fallback }: Launcher) {
    const view = agentView(this.#host, this.#link, this.#features);
    render(this.#render(view), this.#host.renderRoot, { renderBefore: fallback });
    const unread = this.#countUnread();
    render(renderLauncherLabel(view, unread), content);
    const controls = this.#host.open ? nothing : renderLauncherControls(view, this.#features, this.onEnd);
    const status = renderLauncherStatus(announcement(this.#host, view), unread, view.strings);
    render([controls, status], dock);
  }

  #render(view: AgentView) {
    const { isInline, isFallbackShown } = this.#host;
    const { state, strings, isTextOnly, isBlocked, hasTranscript } = view;
    this.#isCovering = this.#fullScreen.matches;
    const isModal = !isInline && this.#isCovering;
    const isClosed = view.closed !== null;
    // What has gone wrong is said before anything is asked.
    const isAsking = !isClosed && state !== 'failed' && this.#features.isAsking;
    const hasList = !isAsking && (hasTranscript || (isTextOnly && !isClosed && state !== 'failed'));
    return html`
      <div
        part="panel"
        class="panel ${state} ${isTextOnly ? 'text-only' : isBlocked ? 'blocked' : ''}"
        role=${isInline ? 'region' : 'dialog'}
        aria-modal=${isModal ? 'true' : nothing}
        aria-label=${this.#host.ariaLabel ?? strings.agent}
        tabindex="-1"
        ?hidden=${!this.#isShown}
        @keydown=${this.#onKeyDown}
      >
        ${this.#renderHeader(view)}
        <telnyx-notice
          exportparts="notice, retry-button, sound-button, details-button"
          ?hidden=${isClosed || (isTextOnly && isInCall(state) && state !== 'reconnecting')}
        ></telnyx-notice>
        ${isClosed ? this.#features.renderClosed(strings) : nothing}
        ${this.#isShown ? html`<slot name="fallback" ?hidden=${!isFallbackShown && !isClosed}></slot>` : nothing}
        ${isAsking ? this.#features.renderConsent(strings) : isClosed || isTextOnly ? nothing : this.#renderStage(view)}
        <telnyx-transcript
          part="transcript"
          exportparts="list, message, message-user, message-assistant, message-system, image, viewer, latest-button"
          ?markdown=${this.#host.markdown}
          empty-text=${isTextOnly ? strings.introText : ''}
          ?hidden=${!hasList}
        ></telnyx-transcript>
        ${isAsking ? nothing : isClosed ? this.#renderPast(view) : this.#renderFooter(view)}
        <slot name="footer"></slot>
      </div>
    `;
  }

  readonly onStart = () => {
    this.copyResult = null;
    this.#link.attempt(this.#link.start());
  };

  readonly onEnd = () => {
    this.#link.attempt(this.#link.end());
  };

  readonly onCopy = () => void this.#copy();

  readonly onDownload = () => void this.#download();

  endWords(strings: PresentStrings): string {
    return this.#features.endWords(strings);
  }

  async #copy() {
    try {
      await this.#transcript?.copy();
      this.copyResult = 'copied';
    } catch {
      // The clipboard may be closed to this page; the visitor is told instead of left wondering.
      this.copyResult = 'copyFailed';
    }
    this.#host.requestUpdate();
  }

  async #download() {
    try {
      await this.#transcript?.download();
      this.copyResult = null;
    } catch {
      // What writes the file could not be loaded.
      this.copyResult = 'downloadFailed';
    }
    this.#host.requestUpdate();
  }

  #renderHeader(view: AgentView) {
    const { strings, words } = view;
    return html`
      <div part="header" class="header">
        <slot name="header">
          <span class="avatar" part="avatar">
            ${words.logoUrl ? html`<img src=${words.logoUrl} alt="" referrerpolicy="no-referrer" />` : icon(launcherPath)}
          </span>
          <div class="title">
            <h2 part="title">${strings.agent}</h2>
            <p class="secondary" part="state">${stateLine(this.#host, view)}</p>
          </div>
        </slot>
        <p class="visually-hidden" role="status">${announcement(this.#host, view)}</p>
        ${this.#features.renderMenu(strings)}
        ${
          this.#host.isInline
            ? nothing
            : html`<button
                part="close-button"
                class="icon"
                type="button"
                aria-label=${strings.close}
                title=${strings.close}
                @click=${this.#onClose}
              >
                ${icons.minimise}
              </button>`
        }
      </div>
    `;
  }

  /** The visualizer: large while there is nothing to read, afterwards another one in a strip above the transcript. */
  #renderStage(view: AgentView) {
    const { state, hasTranscript } = view;
    const { visualizer, visualizerColor } = this.#host;
    const { preset, color } = this.#link.snapshot.widgetSettings?.audio_visualizer_config ?? {};
    // The strip outlives the call: without it what is being read would jump.
    const isQuiet = state === 'idle' || state === 'failed';
    const picture = html`<telnyx-visualizer
      part="visualizer"
      preset=${visualizer || (preset ?? nothing)}
      color=${visualizerColor || (color ?? nothing)}
    ></telnyx-visualizer>`;
    if (hasTranscript) {
      return html`<div class="stage strip" ?hidden=${isQuiet}>${picture}</div>`;
    }
    return html`
      <div class="stage" ?hidden=${state === 'failed'}>${picture} ${this.#renderInvitation(view)}</div>
    `;
  }

  #renderInvitation(view: AgentView) {
    if (view.state === 'ended') return this.#renderEnded(view);
    if (view.state === 'connecting') return renderInvitation(view, this);
    if (view.state !== 'idle') return nothing;
    return html`
      ${this.#features.renderDevices(view.strings)} ${renderInvitation(view, this)}
      ${this.#features.renderDevicesButton(view.strings, 'minor', true)}
    `;
  }

  /** Of a conversation that is over there is something to take along, when there is nobody to begin another one with. */
  #renderPast(view: AgentView) {
    return view.state === 'ended' && view.hasTranscript
      ? html`<div class="footer">${this.#renderEnded(view)}</div>`
      : nothing;
  }

  #renderEnded(view: AgentView) {
    const rating = this.#features.renderRating(view.strings);
    if (view.isTextOnly) return html`${rating}${renderEnded(view, this.#link, this)}`;
    const button = this.#features.renderDevicesButton(view.strings, 'quiet save');
    return html`${rating}${this.#features.renderDevices(view.strings)}
    ${renderEnded(view, this.#link, this, button)}`;
  }

  #renderFooter(view: AgentView) {
    const { state, isTextOnly, hasTranscript } = view;
    const inCall = isInCall(state);
    if (inCall || (isTextOnly && state !== 'failed')) {
      return html`<div class="footer">
        ${isTextOnly && state === 'ended' ? this.#renderEnded(view) : nothing}
        ${this.#features.renderSuggestions(view.strings)}
        <telnyx-message-form
          images
          exportparts="composer, input: message-input, send-button, image-button, thumbnail, form-notice"
        ></telnyx-message-form>
        ${inCall ? this.#renderCallBar(view) : nothing}
      </div>`;
    }
    if (state === 'failed' && !isTextOnly && anotherMayServe(this.#link.error)) {
      return html`<div class="footer">
        ${this.#features.renderDevices(view.strings)}
        ${this.#features.renderDevicesButton(view.strings, 'minor', true)}
      </div>`;
    }
    if (!hasTranscript) return nothing;
    if (state === 'ended') return html`<div class="footer">${this.#renderEnded(view)}</div>`;
    return state === 'connecting' ? html`<div class="footer">${renderStart(view, this)}</div>` : nothing;
  }

  #renderCallBar(view: AgentView) {
    const { strings, isTextOnly } = view;
    return html`
      ${isTextOnly ? nothing : this.#features.renderDevices(strings)}
      <div class="call-bar" part="call-bar">
        ${isTextOnly ? nothing : html`${this.#features.renderMicrophone()}${this.#features.renderDevicesButton(strings)}`}
        <span class="time">
          ${isTextOnly ? nothing : html`<telnyx-call-timer></telnyx-call-timer>`}
          ${this.#renderLatency(strings)} ${this.#features.renderCountdown(strings)}
        </span>
        ${this.#renderEnd(view)}
      </div>
    `;
  }

  /** Beside a wide talk button there is room for the icon alone. */
  #renderEnd({ strings, isTextOnly }: AgentView) {
    if (isTextOnly) {
      return html`<button part="end-button" class="quiet" type="button" @click=${this.onEnd}>
        ${strings.endChat}
      </button>`;
    }
    const isWide = !this.#host.pushToTalk;
    return html`<button
      part="end-button"
      class=${isWide ? 'danger' : 'danger round'}
      type="button"
      aria-label=${strings.endCall}
      title=${strings.endCall}
      @click=${this.onEnd}
    >
      ${icons.phone}${isWide ? html`<span>${strings.endCall}</span>` : nothing}
    </button>`;
  }

  #renderLatency(strings: PresentStrings) {
    const { showUserPerceivedLatency, showGreetingLatency } = this.#host;
    const { userPerceivedMs, greetingMs } = this.#link.snapshot.latency;
    const latency =
      (showUserPerceivedLatency ? userPerceivedMs : null) ?? (showGreetingLatency ? greetingMs : null);
    if (latency === null) return nothing;
    return html`<span part="latency" title=${strings.agentAnswered}>
      · ${Math.round(latency)} ${strings.milliseconds}
    </span>`;
  }

  /** Answers that came while the panel was closed. */
  #countUnread(): number {
    if (this.#host.open) return 0;
    const count = this.#countAnswers();
    // A cleared transcript holds fewer than were seen.
    this.#seen = Math.min(this.#seen, count);
    return count - this.#seen;
  }

  #countAnswers(): number {
    return this.#link.snapshot.transcript.filter(({ role, text }) => role === 'assistant' && text !== '')
      .length;
  }

  get #isShown(): boolean {
    return this.#host.open || this.#host.isInline;
  }

  get #transcript(): TelnyxTranscript | null {
    return this.#host.renderRoot.querySelector('telnyx-transcript');
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (this.#host.isInline || event.isComposing) return;
    if (event.key === 'Escape') this.#host.close();
    if (event.key === 'Tab' && this.#fullScreen.matches) this.#focus.trap(event);
  };

  readonly #onResize = () => {
    if (this.#fullScreen.matches !== this.#isCovering) this.#host.requestUpdate();
  };

  readonly #onClose = () => {
    this.#host.close();
  };
}

/** No microphone, one that another app holds, one that does not open: with another the call may begin. */
const anotherMayServe = (error: TelnyxError | null) => /^(4200[23]|60013)$/.test(String(error?.code));
