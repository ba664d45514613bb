import { css } from 'lit';

export const visualizerStyles = css`
  :host {
    position: relative;
    inline-size: var(--telnyx-visualizer-size, 160px);
    aspect-ratio: 1;
  }
  .stage,
  .stage > * {
    position: absolute;
    inset: 0;
    border-radius: 50%;
  }
  .stage > * {
    transition: 0.14s linear;
    transition-property: scale, opacity;
  }
  .halo {
    background: var(--_accent);
    opacity: 0.12;
    scale: calc(0.74 + 0.26 * var(--_output, 0));
  }
  .ring {
    border: 2px solid var(--_accent-text);
    opacity: 0;
    scale: calc(0.76 + 0.24 * var(--_input, 0));
  }
  .orb {
    inset: 14% !important;
    overflow: hidden;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 5%;
    background:
      radial-gradient(circle at 32% 24%, #fff5, transparent 58%),
      linear-gradient(160deg, var(--_accent), oklch(from var(--_accent) calc(l * 0.78) c calc(h + 14)));
    color: var(--_on-accent);
  }
  .bar {
    inline-size: 6.5%;
    block-size: 46%;
    background: currentColor;
    /* Clipped rather than scaled, which would flatten the round ends. */
    clip-path: inset(calc(43% * (1 - var(--_bar, 0))) 0 round 99px);
    transition: clip-path 0.14s linear;
  }
  .stage[data-state='idle'] .bar,
  .stage[data-state='ended'] .bar,
  .stage[data-state='failed'] .bar {
    --_bar: 0.28;
  }
  .stage[data-state='idle'] .bar:nth-child(2n) {
    --_bar: 0.6;
  }
  .stage[data-state='idle'] .bar:nth-child(3) {
    --_bar: 1;
  }
  .stage[data-state='listening'] .ring {
    opacity: 0.8;
  }
  .stage:is([data-state='ended'], [data-state='failed'], [data-muted]) .orb {
    filter: saturate(0.25);
  }
  .stage[data-state='connecting'] .ring,
  .stage[data-state='reconnecting'] .ring {
    opacity: 1;
    scale: 0.86;
    border-color: var(--_accent-text) transparent transparent;
    animation: turn 1.1s linear infinite;
  }
  .stage[data-state='reconnecting'] .ring {
    border-top-color: var(--_warning-text);
  }
  .stage[data-state='thinking'] .orb::after {
    content: '';
    position: absolute;
    inset: 0;
    background: linear-gradient(105deg, transparent 35%, #fff6 50%, transparent 65%) 0 0 / 300% 100%;
    animation: shimmer 1.8s ease-in-out infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @keyframes shimmer {
    from {
      background-position: 100% 0;
    }
    to {
      background-position: 0 0;
    }
  }
  @keyframes breathe {
    50% {
      opacity: 0.35;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .halo,
    .ring {
      scale: 0.88 !important;
    }
    .stage .ring,
    .stage .orb::after {
      animation-name: breathe !important;
      animation-duration: 2.4s !important;
    }
    .stage:is([data-state='listening']) .ring {
      animation: none;
      opacity: calc(0.3 + 0.7 * var(--_input, 0));
    }
  }
  @media (forced-colors: active) {
    .orb {
      border: 2px solid CanvasText;
      color: CanvasText;
    }
    .bar {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`;
