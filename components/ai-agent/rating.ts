import { css, html, nothing } from 'lit';
import type { CallSnapshot } from '../../src/index.js';
import { PageEvent } from '../events.js';
import { icon } from '../icons/icons.js';
import { fill } from '../strings/fill.js';
import { modes } from '../strings/modes.js';
import type { PresentStrings } from '../strings/ui.js';
import type { AgentLink } from './agent-link.js';
import type { TelnyxAiAgent } from './ai-agent.js';

const star = icon('m12 3.8 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8Z');

export const styles = css`
  .rating {
    display: grid;
    justify-items: center;
    gap: 2px;
  }
  @container (max-height: 440px) and (min-width: 360px) {
    .rating {
      grid-auto-flow: column;
      align-items: center;
      justify-content: center;
      gap: 8px;
    }
  }
  .stars {
    display: flex;
    /* Into the padding around it, for all five in the narrowest panel. */
    margin-inline: -12px;
  }
  .stars button {
    inline-size: 44px;
    color: var(--_text-quiet);
  }
  .stars button:is(:focus-visible, :has(~ button:focus-visible)) svg {
    fill: currentColor;
    color: var(--_accent-text);
  }
  @media (hover: hover) {
    .stars button:is(:hover, :has(~ button:hover)) svg {
      fill: currentColor;
      color: var(--_accent-text);
    }
  }
`;

export interface RatingDetail {
  /** From 1, the worst, to 5. */
  readonly rating: number;
  readonly call: CallSnapshot;
}

/** Sent when the visitor has rated a conversation. The page keeps it; Telnyx's gateway takes no ratings. */
export class TelnyxRatingEvent extends PageEvent<RatingDetail> {
  constructor(detail: RatingDetail) {
    super('telnyx-rating', detail);
  }
}

/** Asks the visitor how the conversation was, once for each that was answered. */
export class Rating {
  readonly #host: TelnyxAiAgent;
  readonly #link: AgentLink;
  #rated: string | undefined;

  constructor(host: TelnyxAiAgent, link: AgentLink) {
    this.#host = host;
    this.#link = link;
  }

  render(strings: PresentStrings) {
    const { call } = this.#link;
    if (call?.answeredAt == null) return nothing;
    const words = { ...modes, ...strings };
    const isRated = this.#rated === call.id;
    return html`
      <div part="rating" class="rating" role="group" aria-labelledby="rating">
        <p id="rating" role="status">${isRated ? words.ratingThanks : words.rateConversation}</p>
        ${
          isRated
            ? nothing
            : html`<div class="stars">
                ${[1, 2, 3, 4, 5].map((rating) => {
                  const label = fill(words.ratingOf, { count: rating });
                  return html`<button
                    part="star"
                    type="button"
                    aria-label=${label}
                    title=${label}
                    @click=${() => this.#rate(rating, call)}
                  >
                    ${star}
                  </button>`;
                })}
              </div>`
        }
      </div>
    `;
  }

  #rate(rating: number, call: CallSnapshot) {
    this.#rated = call.id;
    const event = new TelnyxRatingEvent({ rating, call });
    this.#host.dispatchEvent(event);
    this.#host.requestUpdate();
  }
}
