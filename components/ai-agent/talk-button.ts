import { css, html, LitElement, type PropertyDeclarations } from 'lit';
import { SessionController } from '../controllers/session-controller.js';
import { icons } from '../icons/icons.js';
import { currentCall, isLive } from '../session/current-call.js';
import { modes } from '../strings/modes.js';
import { partStyles } from '../styles/part.js';

/** The keys that press a button; held down they hold it. */
const isPress = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter';

/**
 * Opens the microphone of the call while it is held, with a pointer or with Space or Enter. A screen reader, which
 * clicks instead of holding, opens and closes it in turn.
 *
 * @tag telnyx-talk-button
 * @summary Push to talk.
 *
 * @csspart talk-button - The native `<button>`.
 */
export class TelnyxTalkButton extends LitElement {
  static override styles = [
    partStyles,
    css`
      :host {
        display: inline-block;
      }
      button {
        inline-size: 100%;
        min-block-size: 48px;
        padding-inline: 12px;
        background: var(--_raised);
        color: var(--_text);
        font-weight: 600;
        user-select: none;
        -webkit-user-select: none;
        -webkit-touch-callout: none;
        touch-action: none;
      }
      span {
        display: var(--_talk-words, inline);
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      button[aria-pressed='true'] {
        background: var(--_accent);
        color: var(--_on-accent);
      }
      button:disabled {
        opacity: 0.5;
        cursor: default;
      }
    `,
  ];

  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  static override properties: PropertyDeclarations = { isHeld: { state: true } };

  declare private isHeld: boolean;
  /** A click that follows a press is only its end. */
  #wasPressed = false;

  readonly #session = new SessionController(this, (snapshot) => ({ call: currentCall(snapshot) }));

  constructor() {
    super();
    this.isHeld = false;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#release();
  }

  override render() {
    const { call } = this.#session.value;
    const { holdToTalk, talking } = { ...modes, ...this.#session.strings };
    const isOpen = isLive(call) && !call.isMuted;
    return html`
      <button
        part="talk-button"
        type="button"
        aria-label=${holdToTalk}
        aria-pressed=${isOpen}
        ?disabled=${!isLive(call)}
        @pointerdown=${this.#onPointerDown}
        @pointerup=${this.#release}
        @pointercancel=${this.#release}
        @lostpointercapture=${this.#release}
        @keydown=${this.#onKeyDown}
        @keyup=${this.#onKeyUp}
        @blur=${this.#release}
        @click=${this.#onClick}
        @contextmenu=${this.#onContextMenu}
      >
        ${isOpen ? icons.microphone : icons.microphoneOff}
        <span aria-hidden="true">${isOpen ? talking : holdToTalk}</span>
      </button>
    `;
  }

  #setOpen(isOpen: boolean) {
    const { session, value } = this.#session;
    if (!session || !isLive(value.call)) return;
    const call = session.getCall(value.call.id);
    if (isOpen) call?.unmute();
    else call?.mute();
    if (isOpen && session.snapshot.isAudioBlocked) void session.resumeAudio();
  }

  #press() {
    this.#wasPressed = true;
    if (this.isHeld) return;
    this.isHeld = true;
    this.#setOpen(true);
    // Another window may take the keys and the pointer away, and no release would ever come.
    addEventListener('blur', this.#release);
  }

  readonly #release = () => {
    removeEventListener('blur', this.#release);
    if (!this.isHeld) return;
    this.isHeld = false;
    this.#setOpen(false);
  };

  readonly #onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const button = event.currentTarget as HTMLElement;
    // Keeps the release ours where the finger slides off. Events made by a script have no pointer to capture.
    if (event.isTrusted) button.setPointerCapture(event.pointerId);
    this.#press();
  };

  readonly #onKeyDown = (event: KeyboardEvent) => {
    if (!isPress(event)) return;
    event.preventDefault();
    if (!event.repeat) this.#press();
  };

  readonly #onKeyUp = (event: KeyboardEvent) => {
    if (isPress(event)) this.#release();
  };

  readonly #onClick = () => {
    const wasPressed = this.#wasPressed;
    this.#wasPressed = false;
    const { call } = this.#session.value;
    if (!wasPressed && isLive(call)) this.#setOpen(call.isMuted);
  };

  /** A long touch is how one talks here; no menu may cut in. */
  readonly #onContextMenu = (event: Event) => {
    event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-talk-button': TelnyxTalkButton;
  }
}
