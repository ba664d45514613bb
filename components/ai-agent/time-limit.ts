import { html, nothing } from 'lit';
import { formatDuration } from '../call-timer/format-duration.js';
import { isAnswered } from '../session/current-call.js';
import { modes } from '../strings/modes.js';
import type { PresentStrings } from '../strings/ui.js';
import type { AgentLink } from './agent-link.js';
import type { TelnyxAiAgent } from './ai-agent.js';

export { timeLimitStyles as styles } from './time-limit.styles.js';

/** From here on the visitor sees the time run out. */
const WARNING_MS = 30_000;

/** Ends a call after the page's `max-duration`, counted from its answer, and says so in time. */
export class TimeLimit {
  readonly #host: TelnyxAiAgent;
  readonly #link: AgentLink;
  #endsAt = 0;
  /** The call that was ended here. */
  #ended: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: TelnyxAiAgent, link: AgentLink) {
    this.#host = host;
    this.#link = link;
  }

  /** To be called whenever the call or the limit may have changed. */
  follow() {
    const { call } = this.#link;
    const { maxDuration } = this.#link.readSettings();
    const endsAt = isAnswered(call) && maxDuration ? call.answeredAt + maxDuration * 1000 : 0;
    if (endsAt === this.#endsAt) return;
    this.#endsAt = endsAt;
    this.#host.requestUpdate();
    this.#wait();
  }

  /** How long is left, once that is worth a word. */
  render(strings: PresentStrings) {
    const left = this.#endsAt - Date.now();
    if (this.#endsAt === 0 || left > WARNING_MS) return nothing;
    const { timeLeft, timeNearlyUp } = { ...modes, ...strings };
    const time = formatDuration(Math.max(0, Math.ceil(left / 1000) * 1000));
    return html`
      <span class="visually-hidden" role="status">${timeNearlyUp}</span>
      <span part="countdown" class="countdown" role="timer"><span>${timeLeft}</span> ${time}</span>
    `;
  }

  /** What is said of a call whose time was up; nothing of any other. */
  endWords(strings: PresentStrings): string | undefined {
    const isEnded = this.#ended !== undefined && this.#link.call?.id === this.#ended;
    return isEnded ? { ...modes, ...strings }.timeUp : undefined;
  }

  /** Sleeps until the warning, then from second to second. */
  #wait() {
    clearTimeout(this.#timer);
    if (this.#endsAt === 0) return;
    const left = this.#endsAt - Date.now();
    if (left <= 0) {
      this.#ended = this.#link.call?.id;
      this.#link.attempt(this.#link.end());
      return;
    }
    this.#timer = setTimeout(
      () => {
        this.#host.requestUpdate();
        this.#wait();
      },
      left > WARNING_MS ? left - WARNING_MS : left % 1000 || 1000,
    );
  }
}
