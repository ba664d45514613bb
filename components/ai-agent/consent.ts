import { html, nothing } from 'lit';
import { modes } from '../strings/modes.js';
import type { PresentStrings } from '../strings/ui.js';
import type { AgentLink } from './agent-link.js';
import type { TelnyxAiAgent } from './ai-agent.js';

export { consentStyles as styles } from './consent.styles.js';

/** What the visitor must accept before anything connects: the text of `consent`, the slot of that name, or both. */
export class Consent {
  readonly #host: TelnyxAiAgent;
  readonly #link: AgentLink;
  readonly #waiting: (() => void)[] = [];
  /** The words that were accepted: other ones must be accepted anew. */
  #accepted: string | null = null;

  constructor(host: TelnyxAiAgent, link: AgentLink) {
    this.#host = host;
    this.#link = link;
  }

  get isGiven(): boolean {
    const text = this.#text;
    return this.#accepted === text || (this.#host.consentRemember && recall(this.#key) === text);
  }

  /** True where it was given here or, since a call of it goes on, on the page before. */
  async isAgreed(): Promise<boolean> {
    if (this.isGiven) return true;
    const { session } = this.#link.readSettings();
    const { hasRecoverableCall } = await this.#host.loadEngine();
    if ('auth' in session && hasRecoverableCall(session)) this.#accepted = this.#text;
    return this.isGiven;
  }

  /** Resolves when the visitor agrees. */
  get given(): Promise<void> {
    return this.isGiven ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  render(strings: PresentStrings) {
    const { beforeStart, agree, disagree } = { ...modes, ...strings };
    return html`
      <section part="consent" class="consent" aria-labelledby="consent-title">
        <h3 id="consent-title" class="lead">${beforeStart}</h3>
        <div class="consent-text" tabindex="0" role="group" aria-labelledby="consent-title">
          ${this.#host.consent}
          <slot name="consent"></slot>
        </div>
        <button part="agree-button" class="primary" type="button" @click=${this.#onAgree}>${agree}</button>
        ${
          // In a box of the page there is nothing to close.
          this.#host.isInline
            ? nothing
            : html`<button part="disagree-button" class="minor" type="button" @click=${this.#onDisagree}>
                ${disagree}
              </button>`
        }
      </section>
    `;
  }

  get #text(): string {
    const slotted = [...this.#host.querySelectorAll(':scope > [slot="consent"]')];
    return [this.#host.consent, ...slotted.map(({ textContent }) => textContent)].join('\n').trim();
  }

  get #key(): string {
    return `telnyx-elements:consent:${this.#host.agentId}`;
  }

  readonly #onAgree = () => {
    this.#accepted = this.#text;
    if (this.#host.consentRemember) remember(this.#key, this.#accepted);
    for (const resolve of this.#waiting.splice(0)) resolve();
    this.#link.agreed();
  };

  readonly #onDisagree = () => {
    this.#host.close();
  };
}

/** Storage may be closed to the page; then the visitor is asked again next time. */
function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, text: string) {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Full or closed: as above.
  }
}
