import { css, html, LitElement } from 'lit';
import { SessionController } from '../controllers/session-controller.js';
import { icons } from '../icons/icons.js';
import { currentCall, isAnswered, isLive } from '../session/current-call.js';
import { partStyles } from '../styles/part.js';

/**
 * Closes and opens the microphone of the call.
 *
 * @tag telnyx-mute-button
 * @summary The mute switch.
 *
 * @csspart mute-button - The native `<button>`.
 */
export class TelnyxMuteButton extends LitElement {
  static override styles = [
    partStyles,
    css`
      :host {
        display: inline-block;
      }
      button {
        inline-size: 48px;
        block-size: 48px;
        background: var(--_raised);
        color: var(--_text);
      }
      button[aria-pressed='true'] {
        background: var(--_text);
        color: var(--_surface);
      }
      button:disabled {
        opacity: 0.5;
        cursor: default;
      }
    `,
  ];

  readonly #session = new SessionController(this, (snapshot) => ({ call: currentCall(snapshot) }));

  constructor() {
    super();
    // On the element, so that a page can click the element as well as the button inside it.
    this.addEventListener('click', this.#onClick);
  }

  override render() {
    const { call } = this.#session.value;
    const { strings } = this.#session;
    const isMuted = call?.isMuted === true;
    const label = isMuted ? strings.unmute : strings.mute;
    return html`
      <button
        part="mute-button"
        type="button"
        aria-label=${label}
        title=${label}
        aria-pressed=${isMuted}
        ?disabled=${!isLive(call)}
      >
        ${isMuted ? icons.microphoneOff : icons.microphone}
      </button>
    `;
  }

  #onClick() {
    const { session, value } = this.#session;
    if (!session || !isLive(value.call)) return;
    const call = session.getCall(value.call.id);
    if (value.call.isMuted) call?.unmute();
    else call?.mute();
    // A click is the gesture the browser waits for before it lets the far end be heard.
    if (isAnswered(value.call) && session.snapshot.isAudioBlocked) void session.resumeAudio();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-mute-button': TelnyxMuteButton;
  }
}
