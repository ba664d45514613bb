import { css, html } from 'lit';
import type { VisualizerShape } from '../visualizer-shape.js';

/** A ball with two waves that rise and roll with the sound. */
export const wave: VisualizerShape = {
  age: () => 0,
  styles: css`
    .ball {
      inset: 8%;
      overflow: hidden;
      background: color-mix(in oklab, var(--_surface), var(--_edge) 22%);
      box-shadow: inset 0 0 0 2px color-mix(in oklab, var(--_surface), var(--_ink) 35%);
    }
    .stage .ball {
      inset: 8%;
    }
    .ball svg {
      position: absolute;
      inset: 0;
      inline-size: 300%;
      max-inline-size: none;
      width: 300%;
      block-size: 100%;
      stroke: none;
    }
    .ball path {
      transition: transform 0.18s ease-out;
      transform: translate(calc(-60px * var(--_roll, 0)), calc(34px - 34px * var(--_rise, 0)));
    }
    .ball path:first-child {
      fill: var(--_edge);
      --_rise: max(var(--_input, 0), 0.8 * var(--_output, 0));
      --_roll: var(--_input, 0);
    }
    .ball path:last-child {
      fill: var(--_ink);
      opacity: 0.86;
      --_rise: calc(0.9 * var(--_output, 0));
      --_roll: calc(1 - var(--_output, 0));
    }
  `,
  render: () => html`
    <div class="ball">
      <svg viewBox="0 0 300 100" preserveAspectRatio="none">
        <path d=${surface(46, 9)} />
        <path d=${surface(54, -8)} />
      </svg>
    </div>
  `,
};

/** Water up to a height, with waves of 100 units. */
function surface(level: number, height: number): string {
  const waves = [0, 100, 200, 300]
    .map(
      (start) => `C${start + 25} ${level - height},${start + 75} ${level + height},${start + 100} ${level}`,
    )
    .join('');
  return `M0 ${level}${waves}V160H0Z`;
}
