import { css, html } from 'lit';
import type { VisualizerShape } from '../visualizer-shape.js';

const RINGS = [0, 1, 2, 3];

/** Rings that the sound widens from the middle outwards. */
export const circle: VisualizerShape = {
  age: (index) => index * 2,
  styles: css`
    .rings {
      display: grid;
      place-items: center;
    }
    .rings i {
      grid-area: 1 / 1;
      inline-size: 26%;
      block-size: 26%;
      border-radius: 50%;
      background: var(--_ink);
      clip-path: none;
      scale: calc(1 + 0.35 * var(--_bar, 0));
      transition: scale 0.14s linear;
    }
    .rings i:not(:first-child) {
      border: 2.5px solid var(--_ink);
      box-sizing: border-box;
      background: none;
    }
    .rings i:nth-child(2) {
      inline-size: 46%;
      block-size: 46%;
      opacity: 0.8;
      scale: calc(1 + 0.3 * var(--_bar, 0));
    }
    .rings i:nth-child(3) {
      inline-size: 64%;
      block-size: 64%;
      border-color: color-mix(in oklab, var(--_ink), var(--_edge));
      opacity: 0.65;
      scale: calc(1 + 0.22 * var(--_bar, 0));
    }
    .rings i:nth-child(4) {
      inline-size: 80%;
      block-size: 80%;
      border-color: var(--_edge);
      opacity: 0.6;
      scale: calc(1 + 0.2 * var(--_bar, 0));
    }
  `,
  render: () => html`<div class="rings">${RINGS.map(() => html`<i></i>`)}</div>`,
};
