import { css, html, LitElement } from 'lit';
import type { CallSnapshot, TelnyxError } from '../../src/index.js';
import { CallController } from '../controllers/call-controller.js';
import { phoneIcons } from '../icons/phone-icons.js';
import { texts } from '../session/attributes.js';
import { FailureReport } from '../session/failure-report.js';
import { partStyles } from '../styles/part.js';
import { toggleStyles } from '../styles/toggle.js';

/**
 * Parks the call at the server, where it hears no one, and takes it back. Taking one back parks the one that is
 * talked on.
 *
 * @tag telnyx-hold-button
 * @summary The hold switch.
 *
 * @fires {TelnyxErrorEvent} telnyx-error - When the call could not be held or taken back.
 *
 * @csspart hold-button - The native `<button>`.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxHoldButton extends LitElement {
  static override styles = [
    partStyles,
    toggleStyles,
    css`
      :host {
        display: inline-block;
      }
      .failure {
        display: block;
        max-inline-size: 160px;
        font-size: 13px;
        line-height: 18px;
        color: var(--_danger-text);
        text-align: center;
      }
    `,
  ];

  static override properties = { ...texts('call-id'), isBusy: { state: true }, failedOn: { state: true } };

  /** @attr call-id - The call it is about; default: the current one. */
  declare callId: string;
  /** Until the gateway has answered. */
  declare private isBusy: boolean;
  /** The call that could not be held or resumed, and as what it went on. */
  declare private failedOn: string;

  readonly #call = new CallController(this);

  constructor() {
    super();
    this.callId = '';
    this.isBusy = false;
    this.failedOn = '';
    // On the element, so that a page can click the element as well as the button inside it.
    this.addEventListener('click', () => void this.#onClick());
  }

  override render() {
    const { words, obstacle, call } = this.#call;
    const isHeld = call?.isHeld === true;
    const hasFailed = call !== null && this.failedOn === placeOf(call);
    const label = isHeld ? words.resume : words.hold;
    return html`
      <button
        part="hold-button"
        type="button"
        aria-label=${label}
        title=${obstacle ?? (hasFailed ? words.holdFailed : label)}
        aria-pressed=${isHeld}
        aria-busy=${this.isBusy}
        ?disabled=${obstacle !== null}
      >
        ${isHeld ? phoneIcons.resume : phoneIcons.hold}
      </button>
      <span class="failure" role="alert">${hasFailed ? words.holdFailed : ''}</span>
    `;
  }

  async #onClick() {
    const { running, obstacle } = this.#call;
    if (!running || obstacle !== null || this.isBusy) return;
    this.isBusy = true;
    this.failedOn = '';
    try {
      await (running.snapshot.isHeld ? running.resume() : running.hold());
    } catch (error) {
      // The call goes on as it was, and the caller is told so.
      this.failedOn = placeOf(running.snapshot);
      new FailureReport(this).error(error as TelnyxError);
    }
    this.isBusy = false;
  }
}

const placeOf = ({ id, isHeld }: CallSnapshot) => `${id} ${String(isHeld)}`;

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-hold-button': TelnyxHoldButton;
  }
}
