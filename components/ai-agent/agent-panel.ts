import { adoptStyles, html, nothing } from 'lit';
import { TelnyxCallTimer } from '../call-timer/call-timer.js';
import { formatDuration } from '../call-timer/format-duration.js';
import { defineElement } from '../define/define-element.js';
import { icons } from '../icons/icons.js';
import { launcherIcon } from '../icons/launcher-icon.js';
import { TelnyxMessageForm } from '../message-form/message-form.js';
import { TelnyxMuteButton } from '../mute-button/mute-button.js';
import { TelnyxNotice } from '../notice/notice.js';
import { type ConversationState, conversationState, isInCall } from '../session/conversation-state.js';
import { callDurationMs } from '../session/current-call.js';
import type { PresentStrings } from '../strings/ui.js';
import { controls } from '../styles/controls.js';
import { tokens } from '../styles/tokens.js';
import { TelnyxTranscript } from '../transcript/transcript.js';
import { TelnyxVisualizer } from '../visualizer/visualizer.js';
import type { AgentLink } from './agent-link.js';
import { panelStyles } from './agent-panel.styles.js';
import { type AgentWords, agentWords } from './agent-words.js';
import type { TelnyxAiAgent } from './ai-agent.js';
import { launcherCallStyles } from './launcher-call.styles.js';
import { PanelFocus } from './panel-focus.js';

/** Below this width the panel covers the page, and the page behind it is out of reach. */
const FULL_SCREEN = '(max-width: 479.98px)';

/** What is to be seen at the moment, gathered once for each drawing. */
interface View {
  readonly state: ConversationState;
  readonly words: AgentWords;
  readonly strings: PresentStrings;
  readonly isTextOnly: boolean;
  readonly hasTranscript: boolean;
}

/** The open widget, and what the launcher shows during a call. Draws into the agent's own shadow root. */
export class AgentPanel {
  readonly #host: TelnyxAiAgent;
  readonly #link: AgentLink;
  readonly #focus: PanelFocus;
  #copyResult: 'copied' | 'copyFailed' | null = null;
  #seen = 0;

  constructor(host: TelnyxAiAgent, link: AgentLink) {
    this.#host = host;
    this.#link = link;
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
    if (this.#host.open) this.#focus.keep();
  }

  holdFocus() {
    this.#focus.hold();
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

  render() {
    const { open, isInline } = this.#host;
    const view = this.#view();
    const { state, strings, hasTranscript, isTextOnly } = view;
    const isModal = !isInline && matchMedia(FULL_SCREEN).matches;
    const hasList = hasTranscript || (isTextOnly && state !== 'failed');
    return html`
      <div
        part="panel"
        class="panel ${state}"
        role=${isInline ? 'region' : 'dialog'}
        aria-modal=${isModal ? 'true' : nothing}
        aria-label=${strings.agent}
        tabindex="-1"
        ?hidden=${!open && !isInline}
        @keydown=${this.#onKeyDown}
      >
        ${this.#renderHeader(view)}
        <telnyx-notice exportparts="notice, retry-button, sound-button"></telnyx-notice>
        ${this.#renderStage(view)}
        <telnyx-transcript
          part="transcript"
          exportparts="list, message, message-user, message-assistant, latest-button"
          empty-text=${isTextOnly ? strings.introText : ''}
          ?hidden=${!hasList}
        ></telnyx-transcript>
        ${this.#renderFooter(view)}
        <slot name="footer"></slot>
      </div>
    `;
  }

  /** What stands in the launcher while a call runs; `undefined` leaves the label. */
  renderLauncherLabel() {
    const { state, words, strings } = this.#view();
    if (state !== 'connecting' && !isInCall(state)) {
      return html`<span class="label">${words.start || strings.launcher}</span>${this.#renderUnread()}`;
    }
    return html`
      <telnyx-visualizer></telnyx-visualizer>
      <span class="visually-hidden">${strings.openPanel}</span>
      ${state === 'connecting' ? strings.stateConnecting : html`<telnyx-call-timer></telnyx-call-timer>`}
      ${this.#renderUnread()}
    `;
  }

  /** The call's own controls beside the launcher, so that a minimised call stays in reach. */
  renderLauncherControls() {
    const { state, strings } = this.#view();
    if (this.#host.open || (state !== 'connecting' && !isInCall(state))) return nothing;
    return html`
      ${isInCall(state) ? html`<telnyx-mute-button exportparts="mute-button"></telnyx-mute-button>` : nothing}
      <button
        part="end-button"
        class="danger round"
        type="button"
        aria-label=${strings.endCall}
        title=${strings.endCall}
        @click=${this.#onEnd}
      >
        ${icons.phone}
      </button>
    `;
  }

  #view(): View {
    const { snapshot, handle } = this.#link;
    const { strings } = handle;
    return {
      state: conversationState(snapshot, handle),
      words: agentWords(this.#host, snapshot.widgetSettings, strings),
      strings,
      isTextOnly: handle.canMessageAnytime,
      hasTranscript: snapshot.transcript.some(({ text, images }) => text !== '' || images?.length),
    };
  }

  #renderHeader(view: View) {
    const { strings, words } = view;
    return html`
      <div part="header" class="header">
        <slot name="header">
          <span class="avatar" part="avatar">
            ${words.logoUrl ? html`<img src=${words.logoUrl} alt="" />` : launcherIcon}
          </span>
          <div class="title">
            <h2 part="title">${strings.agent}</h2>
            <p class="secondary" part="state" role="status">${this.#stateLine(view)}</p>
          </div>
        </slot>
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

  #stateLine({ state, strings, words, isTextOnly }: View): string {
    switch (state) {
      case 'idle':
        return strings.stateIdle;
      case 'connecting':
        return strings.stateConnecting;
      case 'listening':
        if (isTextOnly) return strings.stateIdle;
        return this.#link.call?.isMuted ? strings.stateMuted : strings.stateListening;
      case 'thinking':
        return words.thinking;
      case 'speaking':
        return isTextOnly ? strings.stateSpeaking : `${strings.stateSpeaking} · ${words.interruptHint}`;
      case 'reconnecting':
        return strings.stateReconnecting;
      case 'ended':
        return strings.stateEnded;
      case 'failed':
        return strings.stateFailed;
    }
  }

  /** The visualizer: large while there is nothing to read, a strip above the transcript afterwards. */
  #renderStage(view: View) {
    const { state, isTextOnly, hasTranscript } = view;
    const isStrip = hasTranscript;
    const isHidden =
      isTextOnly || state === 'failed' || (isStrip && !isInCall(state) && state !== 'connecting');
    return html`
      <div class=${isStrip ? 'stage strip' : 'stage'} ?hidden=${isHidden}>
        <telnyx-visualizer part="visualizer"></telnyx-visualizer>
        ${isStrip ? nothing : this.#renderInvitation(view)}
      </div>
    `;
  }

  #renderInvitation(view: View) {
    const { state, strings } = view;
    if (state === 'ended') return this.#renderEnded(view);
    if (state !== 'idle' && state !== 'connecting') return nothing;
    return html`
      <p class="lead">${strings.intro}</p>
      ${this.#renderStart(view)}
    `;
  }

  /** One button from the invitation to the answer: while connecting it shows the progress in words. */
  #renderStart({ state, words, strings }: View) {
    const isConnecting = state === 'connecting';
    return html`
      <button
        part="start-button"
        class="primary start"
        type="button"
        aria-disabled=${isConnecting}
        @click=${this.#onStart}
      >
        ${isConnecting ? html`<span class="spinner"></span>` : icons.phone}
        ${isConnecting ? strings.stateConnecting : words.start || strings.startCall}
      </button>
      ${
        isConnecting
          ? html`<button part="end-button" class="cancel" type="button" @click=${this.#onEnd}>
              ${strings.endCall}
            </button>`
          : html`<p class="secondary hint">${strings.microphoneHint}</p>`
      }
    `;
  }

  #renderEnded({ strings, words, hasTranscript }: View) {
    const { call } = this.#link;
    const duration =
      call && call.answeredAt !== null ? formatDuration(callDurationMs(call, Date.now())) : null;
    return html`
      <p class="summary" part="summary">
        ${strings.stateEnded}${duration === null ? nothing : html` · <span class="time">${duration}</span>`}
      </p>
      <div class="row">
        ${
          hasTranscript
            ? html`<button part="copy-button" class="quiet" type="button" @click=${this.#onCopy}>
                ${this.#copyResult === 'copied' ? icons.check : icons.copy}
                <span aria-live="polite">${strings[this.#copyResult ?? 'copyTranscript']}</span>
              </button>`
            : nothing
        }
        <button part="start-button" class="primary" type="button" @click=${this.#onStart}>
          ${icons.phone}${words.start || strings.startAgain}
        </button>
      </div>
    `;
  }

  #renderFooter(view: View) {
    const { state, isTextOnly, hasTranscript } = view;
    const inCall = isInCall(state);
    if (inCall || (isTextOnly && state !== 'failed')) {
      return html`<div class="footer">
        <telnyx-message-form exportparts="composer, input: message-input, send-button"></telnyx-message-form>
        ${inCall ? this.#renderCallBar(view) : nothing}
      </div>`;
    }
    if (!hasTranscript) return nothing;
    if (state === 'ended') return html`<div class="footer">${this.#renderEnded(view)}</div>`;
    return state === 'connecting' ? html`<div class="footer">${this.#renderStart(view)}</div>` : nothing;
  }

  #renderCallBar({ strings, isTextOnly }: View) {
    return html`
      <div class="call-bar" part="call-bar">
        ${isTextOnly ? nothing : html`<telnyx-mute-button exportparts="mute-button"></telnyx-mute-button>`}
        <span class="time">
          <telnyx-call-timer></telnyx-call-timer>
          ${this.#renderLatency(strings)}
        </span>
        <button part="end-button" class="danger" type="button" @click=${this.#onEnd}>
          ${icons.phone}${strings.endCall}
        </button>
      </div>
    `;
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

  #renderUnread() {
    const unread = this.#host.open ? 0 : this.#countAnswers() - this.#seen;
    return unread > 0 ? html`<span class="unread" part="unread">${unread}</span>` : nothing;
  }

  #countAnswers(): number {
    return this.#link.snapshot.transcript.filter(({ role, text }) => role === 'assistant' && text !== '')
      .length;
  }

  get #transcript(): TelnyxTranscript | null {
    return this.#host.renderRoot.querySelector('telnyx-transcript');
  }

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (this.#host.isInline || event.isComposing) return;
    if (event.key === 'Escape') this.#host.close();
    if (event.key === 'Tab' && matchMedia(FULL_SCREEN).matches) this.#focus.trap(event);
  };

  readonly #onClose = () => {
    this.#host.close();
  };

  readonly #onStart = () => {
    this.#copyResult = null;
    this.#link.attempt(this.#link.start());
  };

  readonly #onEnd = () => {
    this.#link.attempt(this.#link.end());
  };

  readonly #onCopy = async () => {
    try {
      await this.#transcript?.copy();
      this.#copyResult = 'copied';
    } catch {
      // The clipboard may be closed to this page; the visitor is told instead of left wondering.
      this.#copyResult = 'copyFailed';
    }
    this.#host.requestUpdate();
  };
}
