import { css, html } from 'lit';
import type { VisualizerShape } from '../visualizer-shape.js';

/** Which reading each band shows, so that neighbours differ as those of a voice do. */
const AGES = [6, 3, 5, 1, 2, 0, 1, 3, 0, 2, 4, 1, 5, 3, 6];

/** Bands side by side, tall in the middle where voices are. */
export const frequencyBands: VisualizerShape = {
  age: (index) => AGES[index] ?? 0,
  styles: css`
    .stage {
      aspect-ratio: 1.7;
    }
    .bands {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    .stage .bands {
      border-radius: 0;
    }
    .bands i {
      inline-size: 4.2%;
      block-size: 100%;
      border-radius: 99px;
      background: linear-gradient(var(--_edge), var(--_ink) 50%, var(--_edge));
      clip-path: inset(calc(47% - 47% * var(--_bar, 0) * var(--_share, 0.9)) 0 round 99px);
    }
    .bands i:nth-child(-n + 4),
    .bands i:nth-last-child(-n + 4) {
      --_share: 0.62;
    }
    .bands i:nth-child(-n + 2),
    .bands i:nth-last-child(-n + 2) {
      --_share: 0.36;
    }
  `,
  render: () => html`<div class="bands">${AGES.map(() => html`<i></i>`)}</div>`,
};
