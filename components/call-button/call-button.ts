import { css, html, LitElement } from 'lit';
import { CallController } from '../controllers/call-controller.js';
import { icons } from '../icons/icons.js';
import { texts } from '../session/attributes.js';
import { isIncoming, isLive } from '../session/current-call.js';
import { textAccessors } from '../session/text-accessors.js';
import { partStyles } from '../styles/part.js';

/**
 * Starts a call, and ends it while there is one. A call that comes in is left to `<telnyx-incoming-call>`.
 *
 * @tag telnyx-call-button
 * @summary Call and end call.
 *
 * @slot - The label while there is no call. Default: "Call".
 *
 * @csspart call-button - The native `<button>` while there is no call.
 * @csspart end-button - The same button during a call.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxCallButton extends LitElement {
  static override styles = [
    partStyles,
    css`
      :host {
        display: inline-block;
      }
      button:disabled {
        opacity: 0.5;
        cursor: default;
      }
    `,
  ];

  static override properties = { ...texts('destination call-id'), isStarting: { state: true } };

  protected static override getPropertyDescriptor(
    ...[name, key, options]: Parameters<typeof LitElement.getPropertyDescriptor>
  ) {
    return textAccessors(super.getPropertyDescriptor(name, key, options), options);
  }

  /** @attr destination - Phone number or SIP address. May be empty where the session has an assistant. */
  declare destination: string;
  /** @attr call-id - The call it ends; default: the current one. */
  declare callId: string;
  declare private isStarting: boolean;

  readonly #call = new CallController(this);

  constructor() {
    super();
    this.destination = this.callId = '';
    this.isStarting = false;
    // On the element, so that a page can click the element as well as the button inside it.
    this.addEventListener('click', () => void this.#onClick());
  }

  override render() {
    const { words, isPlaced } = this.#call;
    const isUp = this.#isInCall;
    const isPlaceless = !isUp && !isPlaced;
    return html`
      <button
        part=${isUp ? 'end-button' : 'call-button'}
        class=${isUp ? 'danger' : 'primary'}
        type="button"
        title=${isPlaceless ? words.notConnected : isUp ? words.endCall : words.call}
        aria-busy=${this.isStarting && !isUp}
        ?disabled=${isPlaceless || (this.isStarting && !isUp)}
      >
        ${icons.phone}${isUp ? words.endCall : html`<slot>${words.call}</slot>`}
      </button>
    `;
  }

  get #isInCall(): boolean {
    const { call } = this.#call;
    return isLive(call) && !isIncoming(call);
  }

  async #onClick() {
    if (this.#isInCall) {
      await this.#call.running?.hangup();
      return;
    }
    if (this.isStarting || !this.#call.isPlaced) return;
    this.isStarting = true;
    // What goes wrong is told by the session and shown by its notice.
    await this.#call.start(this.destination.trim()).catch(() => undefined);
    this.isStarting = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-button': TelnyxCallButton;
  }
}
