import { html, LitElement, nothing } from 'lit';
import type { CallQuality, QualityLevel } from '../../src/index.js';
import { SessionController } from '../controllers/session-controller.js';
import { texts } from '../session/attributes.js';
import { callFor, isAnswered } from '../session/current-call.js';
import { phone } from '../strings/phone.js';
import type { PhoneStrings } from '../strings/table.js';
import { partStyles } from '../styles/part.js';
import { callQualityStyles } from './call-quality.styles.js';

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
 */
export class TelnyxCallQuality extends LitElement {
  static override styles = [partStyles, callQualityStyles];

  static override properties = { ...texts('call-id'), isOpen: { state: true } };

  /** @attr call-id - The call it is about; default: the current one. */
  declare callId: string;
  declare private isOpen: boolean;

  readonly #session = new SessionController(this, ({ calls, quality }) => ({ calls, quality }));

  constructor() {
    super();
    this.callId = '';
    this.isOpen = false;
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
      ${this.isOpen && isUp ? renderFigures(quality, words, label) : nothing}
    `;
  }

  readonly #onClick = () => {
    this.isOpen = !this.isOpen;
  };
}

function renderFigures(
  quality: CallQuality | null,
  words: PhoneStrings & { milliseconds: string },
  label: string,
) {
  const time = (value: number | null | undefined) => figure(value, 0, ` ${words.milliseconds}`);
  const lost = quality?.packetLoss;
  const rows = [
    [words.qualityScore, figure(quality?.mos, 1, '')],
    [words.qualityDelay, time(quality?.rttMs)],
    [words.qualityJitter, time(quality?.jitterMs)],
    [words.qualityLoss, figure(lost == null ? null : lost * 100, 1, ' %')],
  ];
  return html`<div part="figures" class="figures">
    <p>${label}</p>
    <dl>
      ${rows.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </div>`;
}

const figure = (value: number | null | undefined, digits: number, unit: string) =>
  value == null ? '–' : `${value.toFixed(digits)}${unit}`;

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-quality': TelnyxCallQuality;
  }
}
