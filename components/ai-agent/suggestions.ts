import { css, html, nothing } from 'lit';
import type { SessionSnapshot } from '../../src/index.js';
import { isLive } from '../session/current-call.js';
import { modes } from '../strings/modes.js';
import type { PresentStrings } from '../strings/ui.js';
import type { AgentLink } from './agent-link.js';
import type { TelnyxAiAgent } from './ai-agent.js';

/** More than these are no help, and leave the conversation no room. */
const MOST = 6;

export const styles = css`
  .suggestions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    max-block-size: 30cqb;
    margin: -4px;
    padding: 4px;
    overflow: auto;
  }
  .suggestions button {
    padding-inline: 16px;
    border: 1px solid var(--_line);
    border-radius: 22px;
    background: none;
    font-weight: 500;
    text-align: start;
    overflow-wrap: anywhere;
  }
  /* In one row, so that something is left of the conversation. */
  @container (max-height: 440px) {
    .suggestions {
      flex-wrap: nowrap;
    }
    .suggestions button {
      flex: none;
      max-inline-size: 80%;
    }
  }
  @media (hover: hover) {
    .suggestions button:hover {
      background: var(--_tint);
    }
  }
`;

/** Answers that the visitor only has to press. They are gone with the first word of the visitor's own. */
export class Suggestions {
  readonly #host: TelnyxAiAgent;
  readonly #link: AgentLink;
  /** Those that the visitor has answered. */
  #answered: unknown;

  constructor(host: TelnyxAiAgent, link: AgentLink) {
    this.#host = host;
    this.#link = link;
  }

  /** To be called with every change of the session. */
  follow(previous: SessionSnapshot, next: SessionSnapshot) {
    if (countOfVisitor(next) > countOfVisitor(previous)) this.#answered = this.#host.suggestions;
    else if (next.calls.some(isLive) && !previous.calls.some(isLive)) this.#answered = undefined;
  }

  render(strings: PresentStrings) {
    const texts = this.#link.readSettings().suggestions ?? [];
    if (texts.length === 0 || this.#answered === this.#host.suggestions) return nothing;
    return html`
      <div
        part="suggestions"
        class="suggestions"
        role="group"
        aria-label=${{ ...modes, ...strings }.suggestions}
      >
        ${texts
          .slice(0, MOST)
          .map(
            (text) =>
              html`<button part="suggestion" type="button" dir="auto" @click=${() => this.#send(text)}>
                ${text}
              </button>`,
          )}
      </div>
    `;
  }

  #send(text: string) {
    const { suggestions } = this.#host;
    this.#answered = suggestions;
    this.#host.requestUpdate();
    this.#link.sendMessage(text).catch(() => {
      // What was not sent can be pressed again.
      if (this.#answered === suggestions) this.#answered = undefined;
      this.#host.requestUpdate();
    });
  }
}

const countOfVisitor = ({ transcript }: SessionSnapshot) =>
  transcript.filter(({ role }) => role === 'user').length;
