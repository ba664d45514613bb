import { css, html, LitElement } from 'lit';
import { SessionController } from '../controllers/session-controller.js';
import { icons } from '../icons/icons.js';
import { texts } from '../session/attributes.js';
import { callFor, isAnswered, isLive } from '../session/current-call.js';
import { partStyles } from '../styles/part.js';
import { toggleStyles } from '../styles/toggle.js';

/**
 * Closes and opens the microphone of the call.
 *
 * @tag telnyx-mute-button
 * @summary The mute switch.
 *
 * @csspart mute-button - The native `<button>`.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxMuteButton extends LitElement {
  static override styles = [
    partStyles,
    toggleStyles,
    css`
      :host {
        display: inline-block;
      }
    `,
  ];

  static override properties = texts('call-id');

  /** @attr call-id - The call it is about; default: the current one. */
  declare callId: string;

  readonly #session = new SessionController(this, ({ calls }) => ({ calls }));

  constructor() {
    super();
    this.callId = '';
    // On the element, so that a page can click the element as well as the button inside it.
    this.addEventListener('click', this.#onClick);
  }

  override render() {
    const { strings } = this.#session;
    const call = this.#call;
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

  get #call() {
    return callFor(this.#session.value, this.callId);
  }

  #onClick() {
    const { session } = this.#session;
    const shown = this.#call;
    if (!session || !isLive(shown)) return;
    const call = session.getCall(shown.id);
    if (shown.isMuted) call?.unmute();
    else call?.mute();
    // A click is the gesture the browser waits for before it lets the far end be heard.
    if (isAnswered(shown) && session.snapshot.isAudioBlocked) void session.resumeAudio();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-mute-button': TelnyxMuteButton;
  }
}
