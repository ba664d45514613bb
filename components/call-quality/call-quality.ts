import { adoptStyles, html, LitElement, nothing } from 'lit';
import type { QualityLevel } from '../../src/index.js';
import { SessionController } from '../controllers/session-controller.js';
import { texts } from '../session/attributes.js';
import { callFor, isAnswered } from '../session/current-call.js';
import { phone } from '../strings/phone.js';
import type { PhoneStrings } from '../strings/table.js';
import { partStyles } from '../styles/part.js';
import { callQualityStyles } from './call-quality.styles.js';
import type * as Figures from './quality-figures.js';

/** How many bars stand for a level, and its words. */
const LEVELS: Readonly<Record<QualityLevel, readonly [bars: number, word: keyof PhoneStrings]>> = {
  excellent: [4, 'qualityExcellent'],
  good: [4, 'qualityGood'],
  fair: [3, 'qualityFair'],
  poor: [2, 'qualityPoor'],
  bad: [1, 'qualityBad'],
};
const BARS = [1, 2, 3, 4];

/**
 * Shows how the call sounds: four bars, and the figures behind them on demand.
 *
 * @tag telnyx-call-quality
 * @summary The quality of the call.
 *
 * @csspart quality-button - The bars; opens the figures.
 * @csspart figures - Score, delay, jitter and loss.
 *
 * @cssprop [--telnyx-accent=oklch(48% 0.11 165)] - The one colour; all others follow from it.
 */
export class TelnyxCallQuality extends LitElement {
  static override styles = [partStyles, callQualityStyles];

  static override properties = { ...texts('call-id'), isOpen: { state: true }, figures: { state: true } };

  /** @attr call-id - The call it is about; default: the current one. */
  declare callId: string;
  declare private isOpen: boolean;
  declare private figures: typeof Figures | null;

  readonly #session = new SessionController(this, ({ calls, quality }) => ({ calls, quality }));

  constructor() {
    super();
    this.callId = '';
    this.isOpen = false;
    this.figures = null;
  }

  override render() {
    const { strings, value } = this.#session;
    const words = { ...phone, ...strings };
    const call = callFor(value, this.callId);
    const quality = call && value.quality?.callId === call.id ? value.quality : null;
    const [bars, word] = quality?.level ? LEVELS[quality.level] : ([0, 'qualityUnknown'] as const);
    const isUp = isAnswered(call);
    const label = isUp ? words[word] : words.noCall;
    return html`
      <button
        part="quality-button"
        class="bars-${bars}"
        type="button"
        aria-label=${label}
        title=${label}
        aria-expanded=${this.isOpen && isUp}
        ?disabled=${!isUp}
        @click=${this.#onClick}
      >
        <span class="bars" aria-hidden="true">
          ${BARS.map((bar) => html`<i class=${bar <= bars ? 'on' : ''}></i>`)}
        </span>
      </button>
      ${this.isOpen && isUp ? this.figures?.renderFigures(quality, strings, label) : nothing}
    `;
  }

  readonly #onClick = async () => {
    this.isOpen = !this.isOpen;
    // What cannot be loaded now is tried again with the next click.
    this.figures ??= await import('./quality-figures.js').catch(() => null);
    if (this.figures) {
      adoptStyles(this.renderRoot as ShadowRoot, [
        ...TelnyxCallQuality.elementStyles,
        this.figures.figuresStyles,
      ]);
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-quality': TelnyxCallQuality;
  }
}
