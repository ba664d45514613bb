import { css, html } from 'lit';
import type { VisualizerShape } from '../visualizer-shape.js';

/** Three curves, flat in silence: two swing with the agent, one with the visitor. */
export const line: VisualizerShape = {
  age: () => 0,
  styles: css`
    .stage {
      aspect-ratio: 1.7;
    }
    .curves {
      inline-size: 100%;
      block-size: 100%;
      overflow: visible;
    }
    .curves path {
      fill: none;
      stroke: var(--_ink);
      stroke-width: 2.5;
      vector-effect: non-scaling-stroke;
      transform-origin: 50% 50%;
      transform: scaleY(calc(0.02 + 0.98 * var(--_swing, 0)));
      transition: transform 0.14s linear;
      --_swing: var(--_output);
    }
    .curves path:nth-child(2) {
      opacity: 0.5;
      --_swing: calc(0.7 * var(--_output));
    }
    .curves path:nth-child(3) {
      stroke: var(--_edge);
      --_swing: var(--_input);
    }
    @media (prefers-reduced-motion: reduce) {
      .curves path:first-child {
        --_swing: 0.3;
      }
    }
  `,
  render: () => html`
    <svg class="curves" viewBox="0 0 200 100" preserveAspectRatio="none">
      <path d=${curve(3, 0)} />
      <path d=${curve(4, 2)} />
      <path d=${curve(2.5, 1)} />
    </svg>
  `,
};

/** A sine that rests at both ends. */
function curve(swings: number, phase: number): string {
  const points = Array.from({ length: 81 }, (_, step) => {
    const share = step / 80;
    const height = Math.sin(share * swings * 2 * Math.PI + phase) * Math.sin(share * Math.PI) ** 2;
    return `${(share * 200).toFixed(1)} ${(50 - 46 * height).toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}
