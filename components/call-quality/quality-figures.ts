import { html } from 'lit';
import type { CallQuality } from '../../src/index.js';
import { figures } from '../strings/phone-figures.js';
import type { PresentStrings } from '../strings/table.js';

export { figuresStyles } from './quality-figures.styles.js';

/** The figures behind the bars: score, delay, jitter and loss. Loaded when they are asked for. */
export function renderFigures(quality: CallQuality | null, strings: PresentStrings, label: string) {
  const words = { ...figures, ...strings };
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
