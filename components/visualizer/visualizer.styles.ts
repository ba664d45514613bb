import { css } from 'lit';

export const visualizerStyles = css`
  :host {
    inline-size: fit-content;
  }
  .stage {
    position: relative;
    block-size: var(--telnyx-visualizer-size, 160px);
    aspect-ratio: 1;
    --_deep: var(--_accent);
  }
  .unseen * {
    animation-play-state: paused !important;
  }
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
    background: var(--_deep);
    opacity: 0.14;
    scale: calc(0.74 + 0.26 * var(--_output, 0));
  }
  .ring {
    border: 2px solid var(--_accent-text);
    opacity: 0;
    scale: calc(0.76 + 0.24 * var(--_input, 0));
  }
  .stage .orb {
    inset: 14%;
    overflow: hidden;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 5%;
    background:
      radial-gradient(circle at 32% 24%, #fff5, transparent 58%),
      linear-gradient(160deg, var(--_deep), oklch(from var(--_deep) calc(l * 0.78) c calc(h + 14)));
    color: var(--_on-deep, var(--_on-accent));
  }
  i {
    inline-size: 6.5%;
    block-size: 46%;
    background: currentColor;
    /* Clipped rather than scaled, which would flatten the round ends. */
    clip-path: inset(calc(43% * (1 - var(--_bar, 0))) 0 round 99px);
    transition: clip-path 0.14s linear;
  }
  .idle i,
  .ended i,
  .failed i {
    --_bar: 0.28;
  }
  .idle i:nth-child(2n) {
    --_bar: 0.6;
  }
  .idle i:nth-child(3) {
    --_bar: 1;
  }
  .listening .ring {
    opacity: 0.8;
  }
  .ended .orb,
  .failed .orb,
  .muted .orb {
    filter: saturate(0.25);
  }
  .connecting .ring,
  .reconnecting .ring {
    opacity: 1;
    scale: 0.86;
    border-color: var(--_accent-text) transparent transparent;
    animation: turn 1.1s linear infinite;
  }
  .reconnecting .ring {
    border-top-color: var(--_warning-text);
  }
  .thinking .orb::after {
    content: '';
    position: absolute;
    inset: 0;
    background: linear-gradient(105deg, transparent 35%, #fff6 50%, transparent 65%) 100% 0 / 300%;
    animation: shimmer 1.8s ease-in-out infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @keyframes shimmer {
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
    .stage .ring {
      scale: 0.88;
    }
    .connecting .ring,
    .reconnecting .ring,
    .thinking .orb::after {
      animation: breathe 2.4s infinite;
    }
    i {
      --_bar: 0.28;
    }
    :is(.listening, .speaking) i:nth-child(3) {
      --_bar: 1;
    }
    .speaking i:nth-child(2n) {
      --_bar: 0.6;
    }
  }
  @media (forced-colors: active) {
    .orb {
      border: 2px solid CanvasText;
      color: CanvasText;
    }
    i {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`;
