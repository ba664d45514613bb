import { css, html } from 'lit';
import { icon } from '../icons/icons.js';
import { fill } from '../strings/fill.js';
import { modes } from '../strings/modes.js';
import { ownLanguage } from '../strings/own-language.js';
import type { PresentStrings } from '../strings/ui.js';
import type { AgentLink } from './agent-link.js';
import type { TelnyxAiAgent } from './ai-agent.js';
import { type OpeningHours, opensAt, parseHours } from './opening-hours.js';

const clock = icon('M12 7v5l3.5 2M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0Z');
const A_MINUTE_MS = 60_000;

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
    const { hours, timeZone } = this.#host;
    if (hours + timeZone !== this.#read) {
      this.#read = hours + timeZone;
      this.#hours = this.#parse();
    }
    return this.#hours ? opensAt(this.#hours, new Date()) : null;
  }

  render(strings: PresentStrings) {
    const { closedNow, opensAgain, tag } = { ...modes, ...strings };
    const options = { weekday: 'long', hour: 'numeric', minute: '2-digit' } as const;
    const time = new Intl.DateTimeFormat(ownLanguage(tag ?? 'en'), options);
    this.#lookAgain();
    return html`
      <section part="closed" class="closed-sign">
        ${clock}
        <p class="lead">${closedNow}</p>
        <p class="secondary">${fill(opensAgain, { time: time.format(this.opensAt ?? new Date()) })}</p>
      </section>
    `;
  }

  #parse(): OpeningHours | undefined {
    const { hours, timeZone } = this.#host;
    const parsed = parseHours(hours, timeZone || undefined);
    if (!parsed)
      this.#link.reportProblems([{ attribute: 'hours', value: hours, example: 'Mo-Fr 09:00-17:30' }]);
    try {
      if (parsed) opensAt(parsed, new Date());
      return parsed;
    } catch {
      // A time zone that the browser does not know.
      this.#link.reportProblems([{ attribute: 'time-zone', value: timeZone, example: 'Europe/Berlin' }]);
      return parseHours(hours);
    }
  }

  /** While it is shown the doors may open. */
  #lookAgain() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#host.isConnected) this.#host.requestUpdate();
    }, A_MINUTE_MS);
  }
}
