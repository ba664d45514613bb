import { css, html, svg } from 'lit';
import type { VisualizerShape } from '../visualizer-shape.js';

const COUNT = 61;
/** Turned by the golden angle, dots lie as the seeds of a sunflower do. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Dots over which the sound spreads from the middle outwards. */
export const scatteredDots: VisualizerShape = {
  age: (index, count) => Math.floor((index / count) * 8),
  styles: css`
    .dots {
      inline-size: 100%;
      block-size: 100%;
      overflow: visible;
      stroke: none;
    }
    .dots circle {
      fill: var(--_ink);
      transform-box: fill-box;
      transform-origin: center;
      transform: scale(calc(0.42 + 0.75 * var(--_bar, 0)));
      opacity: calc(0.55 + 0.45 * var(--_bar, 0));
      transition:
        transform 0.16s ease-out,
        opacity 0.16s linear;
    }
    .dots circle:nth-child(3n) {
      fill: color-mix(in oklab, var(--_ink), var(--_edge));
    }
    .dots circle:nth-child(5n + 2) {
      fill: var(--_edge);
    }
  `,
  render: () => html`
    <svg class="dots" viewBox="-50 -50 100 100">
      ${Array.from({ length: COUNT }, (_, index) => {
        const radius = 46 * Math.sqrt((index + 0.5) / COUNT);
        const x = radius * Math.cos(index * GOLDEN_ANGLE);
        const y = radius * Math.sin(index * GOLDEN_ANGLE);
        return svg`<circle cx=${x.toFixed(2)} cy=${y.toFixed(2)} r="4.1"></circle>`;
      })}
    </svg>
  `,
};
