import { css, html, LitElement } from 'lit';
import { CallClock } from '../controllers/call-clock.js';
import { SessionController } from '../controllers/session-controller.js';
import { callDurationMs, currentCall, isLive } from '../session/current-call.js';
import { partStyles } from '../styles/part.js';
import { formatDuration } from './format-duration.js';

/**
 * Shows how long the call has lasted, from its answer on; the last figure stays when it is over.
 *
 * @tag telnyx-call-timer
 * @summary The time of the call.
 *
 * @csspart time - The figure.
 */
export class TelnyxCallTimer extends LitElement {
  static override styles = [
    partStyles,
    css`
      :host {
        display: inline;
        font: inherit;
        color: inherit;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  readonly #session = new SessionController(this, (snapshot) => ({ call: currentCall(snapshot) }));

  constructor() {
    super();
    new CallClock(this, () => {
      const { call } = this.#session.value;
      return isLive(call) && call.answeredAt !== null;
    });
  }

  override render() {
    const { call } = this.#session.value;
    const label = this.#session.strings.callTime;
    const duration = call ? formatDuration(callDurationMs(call, Date.now())) : '';
    return html`<span part="time" role="timer" aria-label=${`${label} ${duration}`}>${duration}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-timer': TelnyxCallTimer;
  }
}
