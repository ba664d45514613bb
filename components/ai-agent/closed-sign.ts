import { css, html } from 'lit';
import { icon } from '../icons/icons.js';
import { fill } from '../strings/fill.js';
import { modes } from '../strings/modes.js';
import { ownLanguage } from '../strings/own-language.js';
import type { PresentStrings } from '../strings/ui.js';
import type { AgentLink } from './agent-link.js';
import type { TelnyxAiAgent } from './ai-agent.js';
import { openingAt, type OpeningHours, parseHours } from './opening-hours.js';

const clock = icon('M12 7v5l3.5 2M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0Z');

export const styles = css`
  .closed-sign {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: safe center;
    flex: 1;
    min-block-size: 0;
    gap: 8px;
    padding: 24px;
    overflow: auto;
    text-align: center;
  }
  /* Above a conversation that is over. */
  .closed-sign:has(~ telnyx-transcript:not([hidden])) {
    flex: none;
    padding-block: 12px;
  }
  .closed-sign:has(~ telnyx-transcript:not([hidden])) svg {
    display: none;
  }
  .closed-sign svg {
    inline-size: 40px;
    color: var(--_text-quiet);
  }
`;

/** Outside the hours of `hours` nobody is called: the panel says when there is somebody again. */
export class ClosedSign {
  readonly #host: TelnyxAiAgent;
  readonly #link: AgentLink;
  #read = '';
  #hours: OpeningHours | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: TelnyxAiAgent, link: AgentLink) {
    this.#host = host;
    this.#link = link;
  }

  /** When it opens again; `null` while it is open, and with hours that cannot be read. */
  get opensAt(): Date | null {
    const read = JSON.stringify([this.#host.hours, this.#host.timeZone]);
    if (read !== this.#read) {
      this.#read = read;
      this.#hours = this.#parse();
    }
    this.rest();
    if (!this.#hours) return null;
    const { isOpen, changesAt } = openingAt(this.#hours, new Date());
    this.#lookAgain(changesAt);
    return isOpen ? null : changesAt;
  }

  /** What is said instead of calling. */
  words(strings: PresentStrings): readonly [string, string] {
    const { closedNow, opensAgain, tag } = { ...modes, ...strings };
    const options = { weekday: 'long', hour: 'numeric', minute: '2-digit' } as const;
    const time = new Intl.DateTimeFormat(ownLanguage(tag ?? 'en'), options);
    return [closedNow, fill(opensAgain, { time: time.format(this.opensAt ?? new Date()) })];
  }

  render(strings: PresentStrings) {
    const [closedNow, opensAgain] = this.words(strings);
    return html`
      <section part="closed" class="closed-sign">
        ${clock}
        <p class="lead">${closedNow}</p>
        <p class="secondary">${opensAgain}</p>
      </section>
    `;
  }

  /** Waits for nothing any more. */
  rest() {
    clearTimeout(this.#timer);
  }

  #parse(): OpeningHours | undefined {
    const { hours, timeZone } = this.#host;
    try {
      const parsed = parseHours(hours, timeZone || undefined);
      if (!parsed) this.#complain('hours', hours, 'Mo-Fr 09:00-17:30');
      return parsed;
    } catch {
      // A time zone that the browser does not know.
      this.#complain('time-zone', timeZone, 'Europe/Berlin');
      return parseHours(hours);
    }
  }

  #complain(attribute: string, value: string, example: string) {
    this.#link.reportProblems([{ attribute, value, example }]);
  }

  /** The doors open, or close, before the eyes of the visitor. */
  #lookAgain(at: Date) {
    const redraw = () => this.#host.requestUpdate();
    if (this.#host.isConnected) this.#timer = setTimeout(redraw, at.getTime() - Date.now());
  }
}
