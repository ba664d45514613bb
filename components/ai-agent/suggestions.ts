import { css, html, nothing } from 'lit';
import type { SessionSnapshot } from '../../src/index.js';
import { AttributeReader } from '../session/attribute-reader.js';
import { isLive } from '../session/current-call.js';
import { modes } from '../strings/modes.js';
import type { PresentStrings } from '../strings/ui.js';
import type { AgentLink } from './agent-link.js';
import { readSuggestions } from './agent-settings.js';
import type { TelnyxAiAgent } from './ai-agent.js';

/** More than these are no help, and leave the conversation no room. */
const MOST = 6;

export const styles = css`
  .suggestions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    max-block-size: 30cqb;
    margin: -5px;
    padding: 5px;
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
  /** Those that the visitor has answered, by their texts: frameworks make a new list each time they draw. */
  #answered: { readonly texts: string } | undefined;

  constructor(host: TelnyxAiAgent, link: AgentLink) {
    this.#host = host;
    this.#link = link;
    const { calls } = link.snapshot;
    // Loaded in the midst of a conversation, of one that outlived its page say.
    if (calls.some(isLive) && countOfVisitor(link.snapshot) > 0) this.#markAnswered();
  }

  /** To be called with every change of the session. */
  follow(previous: SessionSnapshot, next: SessionSnapshot) {
    if (previous.calls.some(isLive) && !next.calls.some(isLive)) this.#answered = undefined;
    if (previous.transcript.length === next.transcript.length) return;
    if (countOfVisitor(next) > countOfVisitor(previous)) this.#markAnswered();
  }

  render(strings: PresentStrings) {
    const texts = this.#texts;
    // The same ones may come again.
    if (texts.length === 0) this.#answered = undefined;
    if (texts.length === 0 || this.#answered?.texts === texts.join('\n')) return nothing;
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

  get #texts(): readonly string[] {
    return readSuggestions(new AttributeReader(), this.#host) ?? [];
  }

  #markAnswered() {
    return (this.#answered = { texts: this.#texts.join('\n') });
  }

  #send(text: string) {
    const mark = this.#markAnswered();
    this.#host.requestUpdate();
    this.#link.sendMessage(text).catch(() => {
      // What was not sent can be pressed again, unless the visitor has said something else meanwhile.
      if (this.#answered === mark) this.#answered = undefined;
      this.#host.requestUpdate();
    });
  }
}

const countOfVisitor = ({ transcript }: SessionSnapshot) =>
  transcript.filter(({ role }) => role === 'user').length;
