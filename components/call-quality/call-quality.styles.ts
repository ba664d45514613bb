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
  @media (forced-colors: active) {
    .on {
      background: ButtonText;
    }
  }
`;
