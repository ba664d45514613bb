import { css } from 'lit';

export const keypadStyles = css`
  :host {
    container-type: inline-size;
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(3, minmax(44px, 64px));
    gap: 8px clamp(8px, 7cqi, 24px);
    justify-content: center;
  }
  button {
    flex-direction: column;
    gap: 0;
    aspect-ratio: 1;
    border-radius: 50%;
    background: var(--_raised);
    font-size: 24px;
    line-height: 26px;
    font-variant-numeric: tabular-nums;
    user-select: none;
    -webkit-touch-callout: none;
  }
  button:hover {
    background: color-mix(in oklch, var(--_raised), var(--_text) 8%);
  }
  .pressed,
  button:active {
    background: var(--_tint);
    transition: none;
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  small {
    min-block-size: 12px;
    font-size: 10px;
    line-height: 12px;
    font-weight: 600;
    letter-spacing: 0.1em;
    color: var(--_text-quiet);
  }
  output {
    display: block;
    min-block-size: 34px;
    overflow: hidden;
    text-align: center;
    font-size: 20px;
    line-height: 26px;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.06em;
    white-space: nowrap;
    direction: ltr;
  }
  .trouble {
    font-size: 13px;
    letter-spacing: 0;
    white-space: normal;
    color: var(--_danger-text);
  }
`;
