import { css, html, LitElement } from 'lit';
import { SessionController } from '../controllers/session-controller.js';
import { texts } from '../session/attributes.js';
import { callDurationMs, callFor, isAnswered } from '../session/current-call.js';
import { baseStyles } from '../styles/base.js';
import { formatDuration } from './format-duration.js';

/**
 * Shows how long the call has lasted, from its answer on; the last figure stays when it is over.
 *
 * @tag telnyx-call-timer
 * @summary The time of the call.
 *
 * @csspart time - The figure.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxCallTimer extends LitElement {
  static override styles = [
    // None of a part's own letters: it is a word among those around it.
    baseStyles,
    css`
      :host {
        display: inline;
        font: inherit;
        color: inherit;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  static override properties = texts('call-id');

  /** @attr call-id - The call it is about; default: the current one. */
  declare callId: string;

  readonly #session = new SessionController(this, ({ calls }) => ({ calls }));

  #tick: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.callId = '';
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#tick);
  }

  /** Draws again with the call's next full second; nothing runs while nothing is timed. */
  protected override updated() {
    clearTimeout(this.#tick);
    const call = callFor(this.#session.value, this.callId);
    if (!this.isConnected || !isAnswered(call)) return;
    this.#tick = setTimeout(() => this.requestUpdate(), 1000 - ((Date.now() - call.answeredAt) % 1000));
  }

  override render() {
    const call = callFor(this.#session.value, this.callId);
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
