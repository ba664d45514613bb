import { css } from 'lit';

export const callQualityStyles = css`
  :host {
    display: inline-block;
    position: relative;
  }
  button {
    inline-size: 44px;
    color: var(--_accent-text);
  }
  button:disabled {
    cursor: default;
  }
  .bars-1,
  .bars-2 {
    color: var(--_warning-text);
  }
  .bars {
    display: flex;
    align-items: end;
    gap: 2px;
    block-size: 14px;
  }
  i {
    inline-size: 3px;
    block-size: 5px;
    border-radius: 1px;
    background: var(--_line);
  }
  i:nth-child(2) {
    block-size: 8px;
  }
  i:nth-child(3) {
    block-size: 11px;
  }
  i:nth-child(4) {
    block-size: 14px;
  }
  .on {
    background: currentColor;
  }
  .figures {
    position: absolute;
    z-index: 1;
    inset-block-start: 100%;
    inset-inline-end: 0;
    inline-size: max-content;
    min-inline-size: 170px;
    max-inline-size: 220px;
    padding: 10px 14px;
    border-radius: var(--_radius-bubble);
    background: var(--_surface);
    color: var(--_text);
    box-shadow:
      0 0 0 1px var(--_line),
      0 12px 32px -12px #0006;
    font-size: 13px;
    line-height: 18px;
    text-align: start;
  }
  .figures p {
    font-weight: 600;
  }
  dl {
    margin: 6px 0 0;
  }
  dl div {
    display: flex;
    justify-content: space-between;
    gap: 16px;
  }
  dt {
    color: var(--_text-quiet);
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  @media (forced-colors: active) {
    .on {
      background: ButtonText;
    }
  }
`;
