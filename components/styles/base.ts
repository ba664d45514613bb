import { css } from 'lit';

/**
 * What every element of ours begins with: nothing of the page's own rules but its font family and visibility,
 * the accent, and the text colour on it: white below the luminance at which black reads as well as white
 * (4.58:1 on both), black above. Loads before the first gesture, so it is as short as it can be.
 */
export const baseStyles = css`
  :host {
    all: initial;
    visibility: inherit;
    font: 15px/22px system-ui;
    font-family: var(--telnyx-font, inherit);
    --_accent: var(--telnyx-accent, oklch(48% 0.11 165));
    --_on-accent: color(
      from var(--_accent) xyz clamp(0, (0.179 - y) * 999, 0.95) clamp(0, (0.179 - y) * 999, 1)
        clamp(0, (0.179 - y) * 999, 1.089)
    );
  }
  [hidden],
  :host([hidden]) {
    display: none !important;
  }
  button {
    border: 0;
    font: inherit;
    cursor: pointer;
  }
  svg {
    width: 24px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
