import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSnapshot, TelnyxError } from '../../src/index.js';
import { TelnyxCallTimer } from '../call-timer/call-timer.js';
import { SessionController } from '../controllers/session-controller.js';
import { defineElement } from '../define/define-element.js';
import { icons } from '../icons/icons.js';
import { phoneIcons } from '../icons/phone-icons.js';
import { texts } from '../session/attributes.js';
import { currentCall, isAnswered, isIncoming, isLive } from '../session/current-call.js';
import { FailureReport } from '../session/failure-report.js';
import { fill } from '../strings/fill.js';
import { phone } from '../strings/phone.js';
import { waiting } from '../strings/phone-waiting.js';
import { partStyles } from '../styles/part.js';
import { isInSight, SightTimer } from './call-sight.js';
import { callListStyles } from './call-list.styles.js';
import { callName, callStateWords } from './call-words.js';

/**
 * Lists the calls when there are several: one is talked on, the others wait. A tap on another one swaps. Calls that
 * come in are left to `<telnyx-incoming-call>`; one that is over leaves after a moment.
 *
 * @tag telnyx-call-list
 * @summary Several calls at once.
 *
 * @fires {TelnyxErrorEvent} telnyx-error - When a call could not be taken up instead.
 *
 * @csspart calls - The list.
 * @csspart call-chip - One call.
 * @csspart name - Whom it is with.
 * @csspart time - How long it has lasted.
 * @csspart swap-button - Takes it up instead of the one that is talked on.
 * @csspart end-button - Ends it.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxCallList extends LitElement {
  static override styles = [partStyles, callListStyles];

  static override properties = { ...texts('call-id'), failedId: { state: true } };

  /** @attr call-id - The call to be marked as the one in use; default: the current one. */
  declare callId: string;
  /** The call that could not be taken back. */
  declare private failedId: string;

  readonly #session = new SessionController(this, ({ calls }) => ({ calls }));
  readonly #leaving = new SightTimer();

  constructor() {
    super();
    this.callId = this.failedId = '';
    defineElement('telnyx-call-timer', TelnyxCallTimer);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#leaving.clear();
  }

  protected override willUpdate() {
    const { calls } = this.#session.value;
    if (!calls.some(({ id, isHeld }) => isHeld && id === this.failedId)) this.failedId = '';
  }

  protected override updated() {
    // For what stands around it: whether there is a list at all.
    this.toggleAttribute('filled', this.renderRoot.childElementCount > 0);
    this.#leaving.set(this.#session.value.calls, () => this.requestUpdate());
  }

  override render() {
    const words = { ...phone, ...waiting, ...this.#session.strings };
    const calls = this.#session.value.calls.filter((call) => isInSight(call) && !isIncoming(call));
    // One call alone is shown by what is about the call.
    if (calls.length < 2) return nothing;
    const current = calls.find(({ id }) => id === this.callId) ?? currentCall({ calls });
    return html`
      <p class="visually-hidden" role="alert">${this.failedId ? words.holdFailed : ''}</p>
      <ul part="calls" aria-label=${words.calls}>
        ${repeat(
          calls,
          ({ id }) => id,
          (call) => {
            const name = callName(call, words);
            const isCurrent = call.id === current?.id;
            const isFailed = call.id === this.failedId;
            const line = html`
              <span part="name" class="name"><bdi>${name}</bdi></span>
              <span class="secondary ${isFailed ? 'failed' : ''}">
                ${isFailed ? words.holdFailed : callStateWords(call, words)}
                ${
                  isAnswered(call)
                    ? html`<span aria-hidden="true">·</span>
                        <telnyx-call-timer call-id=${call.id} exportparts="time"></telnyx-call-timer>`
                    : nothing
                }
              </span>
            `;
            return html`<li part="call-chip" class="${call.state} ${isCurrent ? 'current' : ''}">
              ${
                isCurrent || !isAnswered(call)
                  ? html`<div class="who" aria-current=${isCurrent ? 'true' : nothing}>${line}</div>`
                  : html`<button
                      part="swap-button"
                      class="who"
                      type="button"
                      title=${fill(words.switchTo, { name })}
                      @click=${() => this.#swapTo(call)}
                    >
                      ${line}<span class="swap" aria-hidden="true">${phoneIcons.swap}</span>
                    </button>`
              }
              ${
                isLive(call)
                  ? html`<button
                      part="end-button"
                      class="danger round"
                      type="button"
                      aria-label=${fill(words.endCallWith, { name })}
                      title=${words.endCall}
                      @click=${() => this.#end(call)}
                    >
                      ${icons.phone}
                    </button>`
                  : nothing
              }
            </li>`;
          },
        )}
      </ul>
    `;
  }

  async #swapTo({ id }: CallSnapshot) {
    this.failedId = '';
    try {
      await this.#session.session?.getCall(id)?.resume();
    } catch (error) {
      // The calls are as they were, and the user is told so.
      this.failedId = id;
      new FailureReport(this).error(error as TelnyxError);
    }
  }

  async #end({ id }: CallSnapshot) {
    await this.#session.session?.getCall(id)?.hangup();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-list': TelnyxCallList;
  }
}
